import * as z from 'zod';
import { VERSION } from '../../base/version.ts';
import type { Publication, PublishedDocument, RenderedFile } from '../../nouns/publication.ts';
import { PROOF_PATH, PUBLICATION_PATH } from '../package-format.ts';
import { VERIFIER_PATH } from '../verifier-file.ts';
import { annotationsPath, COLLECTION_PATH } from './annotations.ts';
import { REVIEWS_PATH } from './claim-reviews.ts';
import { jsonFile, plainTextPath, type Node } from './data-file.ts';
import { FTM_PATH } from './ftm.ts';
import { COLLECTION_PATH as IIIF_PATH } from './iiif.ts';

/**
 * What is in `data/`, as an RO-Crate 1.1 (w3id.org/ro/crate/1.1): the files that say something of the whole, and a dataset
 * for the folder of each document. Files of single pages are in `publication.json`, which has their hashes; naming them
 * here too would make this the largest file of a large package.
 */

export const CRATE_PATH = 'ro-crate-metadata.json';
const CRATE = 'https://w3id.org/ro/crate/1.1';
const CONTEXT = `${CRATE}/context`;

export function crateFile(publication: Publication, cited: ReadonlySet<string>): RenderedFile {
  const { documents, url } = publication;
  const files = [...wholeFiles(publication), ...documents.flatMap((document) => documentFiles(document, cited))];
  const folders = documents.map((document) => folderOf(publication, document, cited));
  const own = wholeFiles(publication).map(reference);
  const people = publisherOf(publication);
  return jsonFile(CRATE_PATH, {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': CRATE_PATH,
        '@type': 'CreativeWork',
        conformsTo: { '@id': CRATE },
        about: { '@id': './' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: publication.title,
        description: describe(publication),
        identifier: publication.id,
        datePublished: publication.day,
        inLanguage: publication.language,
        license: NO_LICENCE,
        ...(url === undefined ? {} : { url }),
        ...(people === undefined ? {} : { publisher: reference(people) }),
        hasPart: [...own, ...folders.map(reference)],
        mentions: reference(making(publication)),
      },
      ...files,
      ...folders,
      ...(people === undefined ? [] : [people]),
      making(publication),
      PROGRAM,
    ],
  });
}

/** What wrote it (RO-Crate 1.1, provenance of entities): only the same version makes the same pages of the same data. */
const PROGRAM = { '@id': '#touchstone', '@type': 'SoftwareApplication', name: 'Touchstone', softwareVersion: VERSION };

function making({ day }: Publication): Node {
  return {
    '@id': '#written',
    '@type': 'CreateAction',
    name: 'Written as a package',
    endTime: day,
    instrument: reference(PROGRAM),
    object: { '@id': PUBLICATION_PATH },
    result: { '@id': './' },
  };
}

const Written = z.object({
  '@graph': z.array(
    z.object({
      '@id': z.string(),
      softwareVersion: z
        .string()
        .regex(/^[\w.+-]{1,40}$/)
        .optional(),
    }),
  ),
});

/** Which version of Touchstone wrote it, as it says; undefined where it says none. @param crate its text: untrusted */
export function versionIn(crate: string): string | undefined {
  const { '@graph': graph = [] } = Written.safeParse(JSON.parse(crate)).data ?? {};
  return graph.find((entity) => entity['@id'] === PROGRAM['@id'])?.softwareVersion;
}

/** RO-Crate wants to be told; whoever publishes leaked papers is seldom the one who could license them. */
const NO_LICENCE = 'No licence is stated.';

function describe({ documents, claims }: Publication): string {
  const pages = documents.reduce((sum, each) => sum + each.pages.length, 0);
  return `${documents.length} documents with ${pages} pages and ${claims.length} claims, with the proof of when they were there.`;
}

function publisherOf({ publisher, url }: Publication): Node | undefined {
  if (publisher === undefined) return undefined;
  return { '@id': '#publisher', '@type': 'Organization', name: publisher, ...(url === undefined ? {} : { url }) };
}

function wholeFiles(publication: Publication): readonly Node[] {
  return [
    { ...file('index.html', 'Pages for people', 'text/html'), about: { '@id': './' } },
    file(PUBLICATION_PATH, 'Documents, pages and claims, with hashes and ledger entries', JSON_TYPE),
    file(PROOF_PATH, 'Proof that they were in the ledger, under a checkpoint', JSON_TYPE),
    file(VERIFIER_PATH, 'Checks the package: node verify.mjs', 'text/javascript'),
    file(COLLECTION_PATH, 'Citations, as W3C Web Annotations', JSON_LD_TYPE),
    file('claim/annotations.json', 'Claims, as W3C Web Annotations', JSON_LD_TYPE),
    file(FTM_PATH, 'Documents, claims and origins, as FollowTheMoney entities', 'application/x-ndjson'),
    file(REVIEWS_PATH, 'Assessments, as schema.org ClaimReview', JSON_LD_TYPE),
    ...(publication.url === undefined
      ? []
      : [file(IIIF_PATH, 'Documents with pictures, as IIIF Presentation 3', JSON_LD_TYPE)]),
  ];
}

const JSON_TYPE = 'application/json';
const JSON_LD_TYPE = 'application/ld+json';

function folderOf(publication: Publication, document: PublishedDocument, cited: ReadonlySet<string>): Node {
  const { id, title, language, pages } = document;
  return {
    '@id': `doc/${id}/`,
    '@type': 'Dataset',
    name: title ?? id,
    description: pages.length === 1 ? '1 page' : `${pages.length} pages`,
    inLanguage: language,
    datePublished: publication.day,
    hasPart: documentFiles(document, cited).map(reference),
  };
}

function documentFiles({ id, title, original }: PublishedDocument, cited: ReadonlySet<string>): readonly Node[] {
  const name = title ?? id;
  return [
    file(`doc/${id}/index.html`, name, 'text/html'),
    file(plainTextPath(id), `${name}: text`, 'text/plain'),
    ...(cited.has(id) ? [file(annotationsPath(id), `${name}: citations`, JSON_LD_TYPE)] : []),
    ...(original === undefined ? [] : [file(original.path, `${name}: original`, original.mediaType)]),
  ];
}

function file(path: string, name: string, encodingFormat: string): Node {
  return { '@id': path, '@type': 'File', name, encodingFormat };
}

function reference(node: Node): Node {
  return { '@id': node['@id'] ?? '' };
}
