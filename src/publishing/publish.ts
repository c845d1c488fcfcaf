import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../base/problem.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { CaseClaims } from '../claims/case-claims.ts';
import type { Desk } from '../desk/desk.ts';
import { aliasesIn } from '../entities/aliases.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { Publication, RenderPublication } from '../nouns/publication.ts';
import { sha256Of, type Sha256 } from '../nouns/sha256.ts';
import { hidingFields } from '../reading/hidden-words.ts';
import type { Identity } from '../vault/identity.ts';
import { signNote } from '../vault/signed-note.ts';
import type { Store } from '../vault/store.ts';
import { allRead, publishedClaims, publishedDocuments, type ChosenDocument } from './assemble.ts';
import { BagWriter } from './bag.ts';
import { packageNote, printPublication, publicationId, PROOF_PATH, PUBLICATION_PATH } from './package-format.ts';
import { piecesOf, type PieceParts } from './pieces.ts';
import type { Profile, ProfileDocument } from './profile.ts';
import { publishedProof } from './published-proof.ts';
import { verifierFile, VERIFIER_PATH } from './verifier-file.ts';
import { findWithheld, type FileToSearch, type WithheldFound } from './withheld.ts';

/** What a case can give to strangers (docs/formats/package.md). */
export interface Publishing {
  /**
   * Makes the pieces of what the profile names, signs for them, writes the package beside `out` and searches it. Nothing
   * stands at `out` until `publish` is called.
   * @throws Problem `bad-input`, `not-found`, `not-allowed`, `reader-failed`, `altered`, `disk-full`, `unreadable-place`
   */
  preparePackage(profile: Profile, options: PrepareOptions): Promise<PreparedPackage>;
}

interface PrepareOptions {
  readonly out: string;
  readonly render: RenderPublication;
  readonly signal: AbortSignal;
  /** Told after each document. */
  readonly onProgress?: (pages: number) => void;
}

export interface PreparedPackage {
  readonly publication: Publication;
  readonly files: number;
  readonly bytes: number;
  readonly checks: PackageChecks;
  /** A check stops it: `publish` would throw. */
  readonly stopped: boolean;
  /**
   * Signs for it and gives it its name.
   * @throws Problem `not-allowed` where a check stops it; `bad-input` if something stands there by now
   */
  publish(): Promise<void>;
  /** Takes what was written away. */
  drop(): Promise<void>;
}

interface PackageChecks {
  /** Withheld words that are in it all the same: stop it. */
  readonly withheld: readonly WithheldFound[];
  /** Documents of the profile with words that whoever opens the file does not see: stop it. */
  readonly hiding: readonly { readonly document: string; readonly fields: readonly string[] }[];
  /** Pages whose words nobody knows, so that no search could find a withheld one. */
  readonly unread: readonly { readonly document: string; readonly page: number }[];
  /** Claims of the profile of which no statement stands on a published page. */
  readonly claimsLeftOut: readonly string[];
}

interface PublishingParts extends Pick<CaseClaims, 'claims' | 'claim'> {
  readonly desk: Desk;
  readonly derived: Store;
  readonly folder: string;
  readonly identity: Identity | undefined;
  /** As `Catalogue` has them. */
  document(ref: string): Promise<DocumentView | undefined>;
  print(document: Sha256): Promise<void>;
  readonly layout: PieceParts['layout'];
  readonly draw: PieceParts['draw'];
}

const AGENT = 'Touchstone';

export function openPublishing(parts: PublishingParts): Publishing {
  return {
    async preparePackage(profile, options) {
      if (parts.identity === undefined) throw notSigned();
      const bag = await BagWriter.at(options.out);
      try {
        return await prepare(parts, { profile, options, bag, identity: parts.identity });
      } catch (error) {
        await bag.drop();
        throw error;
      }
    },
  };
}

interface Preparing {
  readonly profile: Profile;
  readonly options: PrepareOptions;
  readonly bag: BagWriter;
  readonly identity: Identity;
}

async function prepare(parts: PublishingParts, preparing: Preparing): Promise<PreparedPackage> {
  const { desk } = parts;
  const { profile, bag, identity } = preparing;
  const chosen = await chosenDocuments(parts, preparing);
  await desk.checkpoint();
  const { documents, originals } = publishedDocuments(chosen);
  const pieces = chosen.flatMap(({ pieces: each }) => each);
  const signer = identity.signerFor(desk.ledger.origin);
  const { text: proofText, proof } = await publishedProof(
    { folder: parts.folder, ledger: desk.ledger, signer },
    {
      pieces: documents.flatMap(({ pages }) =>
        pages.flatMap(({ picture, text }) => [picture?.entry ?? text.entry, text.entry]),
      ),
      received: documents.map(({ received }) => received.entry),
    },
  );
  const { claims, leftOut } = await publishedClaims(parts, profile, originals);
  const told = {
    title: profile.title,
    ...(profile.publisher === undefined ? {} : { publisher: profile.publisher }),
    day: profile.day ?? lastDay(pieces.flatMap(({ text, picture }) => [text.day, picture?.day ?? text.day])),
    language: profile.language,
    documents,
    claims,
    proof,
  };
  const publication: Publication = { id: publicationId(told), ...told };
  await writeFiles(parts, preparing, publication, proofText);
  const manifest = await bag.close({ ...told, identifier: publication.id, agent: AGENT }, (hash) =>
    signNote(packageNote(desk.ledger.origin, hash), signer),
  );
  const checks: PackageChecks = {
    withheld: await withheldIn(parts, preparing),
    hiding: chosen.flatMap(({ view, chosen: { hidden, document } }) => {
      const fields = hidden ? [] : hidingFields(view.reading?.metadata ?? []);
      return fields.length === 0 ? [] : [{ document, fields }];
    }),
    unread: chosen.flatMap(({ chosen: { document }, pieces: made }) =>
      made.filter(({ content }) => content.textFrom === 'none').map(({ content: { page } }) => ({ document, page })),
    ),
    claimsLeftOut: leftOut,
  };
  const isStopped = checks.withheld.length > 0 || checks.hiding.length > 0;
  return {
    publication,
    files: bag.files.length,
    bytes: bag.files.reduce((sum, { size }) => sum + size, 0),
    checks,
    stopped: isStopped,
    async publish() {
      if (isStopped) throw stopped();
      // Signed for first: what may be with strangers must be in the ledger.
      const given: Json = JSON.parse(JSON.stringify(profile));
      const fields = { publication: publication.id, manifest, profile: sha256Of(canonicalJson(given)) };
      await desk.act([{ kind: 'published', fields }]);
      await bag.publish();
    },
    drop: () => bag.drop(),
  };
}

/** The documents of the profile with their pieces; every page that it names is there. */
async function chosenDocuments(
  parts: PublishingParts,
  { profile, options: { signal, onProgress }, identity }: Preparing,
): Promise<readonly ChosenDocument[]> {
  const wanted: readonly ProfileDocument[] =
    profile.documents === 'all'
      ? (await allRead(parts.desk.records.reading)).map((document) => ({ document, metadata: [], hidden: false }))
      : profile.documents;
  const found: ChosenDocument[] = [];
  const pieceParts = { ...parts, signer: identity.person };
  let pages = 0;
  for (const [index, chosen] of wanted.entries()) {
    const view = await readable(parts, chosen.document, index);
    const options = { hidden: chosen.hidden, signal, ...(chosen.pages === undefined ? {} : { pages: chosen.pages }) };
    const pieces = await piecesOf(pieceParts, view, options);
    const missing = chosen.pages?.find((page) => !pieces.some(({ content }) => content.page === page));
    if (pieces.length === 0 || missing !== undefined) throw noPage(index, missing);
    found.push({ view, chosen, pieces });
    pages += pieces.length;
    onProgress?.(pages);
  }
  return found;
}

/** The document, read, with the pages of its print where it has no others and a program can lay them out. */
async function readable(parts: PublishingParts, ref: string, index: number): Promise<DocumentView> {
  const view = await parts.document(ref);
  if (view?.reading === undefined) {
    throw new Problem(
      'not-found',
      `The profile names a document that the case does not have, or could not read: documents.${index}.`,
      {
        remedy: '`touchstone status CASE --json` lists the documents, with how each was read.',
      },
    );
  }
  if (view.print?.kind !== 'can-be-made') return view;
  await parts.print(view.sha256);
  return (await parts.document(view.sha256)) ?? view;
}

async function writeFiles(
  { derived }: PublishingParts,
  { bag, options: { render, signal } }: Preparing,
  publication: Publication,
  proofText: string,
): Promise<void> {
  for (const { picture, text } of publication.documents.flatMap(({ pages }) => pages)) {
    signal.throwIfAborted();
    for (const { path, sha256 } of picture === undefined ? [text] : [picture, text]) {
      await bag.add(`data/${path}`, Buffer.concat(await Array.fromAsync(derived.get(sha256))));
    }
  }
  await bag.add(`data/${PROOF_PATH}`, Buffer.from(proofText));
  await bag.add(`data/${PUBLICATION_PATH}`, Buffer.from(printPublication(publication)));
  await bag.add(`data/${VERIFIER_PATH}`, await verifierFile());
  for (const { path, bytes } of render(publication)) {
    signal.throwIfAborted();
    await bag.add(`data/${path}`, bytes);
  }
}

async function withheldIn({ desk }: PublishingParts, { profile, bag }: Preparing): Promise<readonly WithheldFound[]> {
  const aliases = await aliasesIn(desk.records.reading);
  return findWithheld(
    profile.withheld,
    () => filesOf(bag),
    aliases.map(({ names }) => names),
  );
}

async function* filesOf(bag: BagWriter): AsyncGenerator<FileToSearch> {
  for (const { path } of bag.files) yield { path, bytes: await readFile(join(bag.folder, path)) };
}

function lastDay(days: readonly string[]): string {
  return days.reduce((last, day) => (day > last ? day : last), '0000-01-01');
}

function notSigned(): Problem {
  return new Problem('not-allowed', 'The case was opened without a signing identity, so nothing can be published.', {
    remedy: 'Publish as a person who signs: see `touchstone doctor`.',
  });
}

function stopped(): Problem {
  return new Problem('not-allowed', 'The package holds what must not be published.', {
    remedy: 'Leave out the pages or the claims that the checks name, then publish again.',
  });
}

function noPage(index: number, page: number | undefined): Problem {
  const what = page === undefined ? 'that has no page' : `that has no page ${page}`;
  return new Problem('not-found', `The profile names a document ${what}: documents.${index}.`, {
    remedy: 'Its pages count from 1: `touchstone show` tells how many there are.',
  });
}
