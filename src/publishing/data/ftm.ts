import { createHash } from 'node:crypto';
import { ftmLanguage } from '../../claims/ftm-languages.ts';
import { assessmentNote, cut, FTM_NAME, FTM_ROLE, ftmDate } from '../../claims/ftm-values.ts';
import { valueNotation } from '../../claims/value-notation.ts';
import type {
  Citation,
  Publication,
  PublishedClaim,
  PublishedDocument,
  RenderedFile,
} from '../../nouns/publication.ts';
import { claimAt, pageAt } from './addresses.ts';
import { textFile } from './data-file.ts';

/**
 * What is published as entities of FollowTheMoney 4 (followthemoney.tech), one JSON object a line. The mapping is that of
 * `touchstone claims --export ftm` (src/claims/export-ftm.ts), of published documents and claims alone: ids are made of
 * theirs, so that the same publication has the same entities.
 */

export const FTM_PATH = 'entities.ftm.json';

interface Entity {
  readonly id: string;
  readonly schema: 'Document' | 'Note' | 'Event' | 'Documentation' | 'LegalEntity' | 'UnknownLink';
  readonly properties: Readonly<Record<string, readonly (string | null | undefined)[]>>;
}

export function ftmFile(publication: Publication): RenderedFile {
  const seen = new Set<string>();
  const dataset = `touchstone_${publication.id}`;
  let text = '';
  for (const { id, schema, properties } of entitiesOf(publication)) {
    if (seen.has(id)) continue; // an origin, or a step of lineage, of several claims
    seen.add(id);
    const kept = Object.entries(properties).flatMap(([name, values]) => {
      const told = [...new Set(values.flatMap((value) => value?.trim() || []))];
      return told.length === 0 ? [] : [[name, told] as const];
    });
    text += `${JSON.stringify({ id, schema, properties: Object.fromEntries(kept), datasets: [dataset] })}\n`;
  }
  return textFile(FTM_PATH, text);
}

function* entitiesOf(publication: Publication): Generator<Entity> {
  for (const document of publication.documents) yield documentEntity(publication, document);
  for (const claim of publication.claims) {
    yield claimEntity(publication, claim);
    yield* statementEntities(publication, claim);
    yield* originEntities(claim);
    yield* lineageEntities(claim);
    for (const [index, { day, ...assessment }] of claim.assessments.entries()) {
      const said = { claim: claimId(claim), at: day, publisher: publication.publisher };
      yield { id: `assessment-${claim.id}-${index}`, ...assessmentNote(assessment, said) };
    }
  }
}

function documentEntity({ publisher, url, day }: Publication, document: PublishedDocument): Entity {
  const { id, title, language, pages, original } = document;
  const at = pages[0] === undefined || url === undefined ? undefined : url + pageAt(id, pages[0].page);
  return {
    id: documentId(id),
    schema: 'Document',
    properties: {
      fileName: [title ?? id],
      title: [title],
      language: [ftmLanguage(language)],
      mimeType: [original?.mediaType],
      publisher: [publisher],
      publishedAt: [ftmDate(day)],
      sourceUrl: [at],
    },
  };
}

function claimEntity({ url }: Publication, claim: PublishedClaim): Entity {
  const { id, kind, label, verdict, statements, conflicts } = claim;
  const dates = statements.flatMap(({ value }) => (value?.kind === 'date' ? [value] : []));
  return {
    id: claimId(claim),
    schema: kind === 'date' ? 'Event' : 'Note',
    properties: {
      name: [cut(label.text, FTM_NAME)],
      description: [label.text],
      keywords: [kind, verdict],
      proof: statements.map(({ citation }) => documentId(citation.document)),
      notes: conflicts.map((pair) =>
        pair
          .flatMap((index) => statements[index]?.citation ?? [])
          .map(inWords)
          .join(' / '),
      ),
      startDate: dates.map(({ from }) => ftmDate(from)),
      endDate: dates.map(({ to }) => ftmDate(to)),
      sourceUrl: [url === undefined ? undefined : url + claimAt(id)],
    },
  };
}

function* statementEntities({ url }: Publication, claim: PublishedClaim): Generator<Entity> {
  for (const [index, { citation, value }] of claim.statements.entries()) {
    const { document, page, quote, prefix, suffix } = citation;
    yield {
      id: `statement-${claim.id}-${index}`,
      schema: 'Documentation',
      properties: {
        document: [documentId(document)],
        entity: [claimId(claim)],
        role: [value === undefined ? undefined : cut(valueNotation(value), FTM_ROLE)],
        description: [quote],
        summary: [`${prefix}${quote}${suffix}`],
        recordId: [placeOf(citation)],
        proof: [documentId(document)],
        startDate: [value?.kind === 'date' ? ftmDate(value.from) : undefined],
        endDate: [value?.kind === 'date' ? ftmDate(value.to) : undefined],
        sourceUrl: [url === undefined ? undefined : url + pageAt(document, page)],
      },
    };
  }
}

/** An origin that is a published document is that document; one without a name is of this claim alone. */
function* originEntities(claim: PublishedClaim): Generator<Entity> {
  for (const [index, { name, document }] of claim.origins.entries()) {
    const counted = claim.statements.filter(({ origin }) => origin === index).map(({ citation }) => citation);
    const called = name === undefined ? UNNAMED : cut(name, FTM_NAME);
    if (document === undefined) {
      yield { id: originId(claim, index), schema: 'LegalEntity', properties: { name: [called] } };
    }
    yield {
      id: `origin-${claim.id}-${index}`,
      schema: 'UnknownLink',
      properties: {
        subject: [claimId(claim)],
        object: [originId(claim, index)],
        role: ['origin'],
        proof: counted.map((citation) => documentId(citation.document)),
        recordId: counted.map(placeOf),
        description: counted.map(({ quote }) => quote),
      },
    };
  }
}

/** Which document takes from which, or from an origin. */
function* lineageEntities(claim: PublishedClaim): Generator<Entity> {
  for (const { document, from, kind, evidence } of claim.lineage) {
    const object = 'origin' in from ? originId(claim, from.origin) : documentId(from.document);
    yield {
      id: `lineage-${sha1(`${document} ${object} ${kind}`)}`,
      schema: 'UnknownLink',
      properties: {
        subject: [documentId(document)],
        object: [object],
        role: [kind],
        proof: [documentId(document)],
        recordId: [evidence === undefined ? undefined : placeOf(evidence)],
        description: [evidence?.quote],
      },
    };
  }
}

function originId(claim: PublishedClaim, index: number): string {
  const { name, document } = claim.origins[index] ?? {};
  if (document !== undefined) return documentId(document);
  return `source-${name === undefined ? `${claim.id}-${index}` : sha1(name)}`;
}

const UNNAMED = 'Not named';

function inWords(citation: Citation): string {
  return `“${citation.quote}” (${placeOf(citation)})`;
}

function placeOf({ document, page, start, end }: Citation): string {
  return `doc/${document} page ${page} ${start}-${end}`;
}

function documentId(id: string): string {
  return `document-${id}`;
}

function claimId({ id }: PublishedClaim): string {
  return `claim-${id}`;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
