import { createHash } from 'node:crypto';
import { stepName } from '../nouns/claim.ts';
import type { ClaimView, DerivationView, DocumentName, OriginView, StatementView } from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { ftmLanguage } from './ftm-languages.ts';
import { assessmentNote, cut, FTM_NAME as NAME, FTM_ROLE as ROLE, ftmDate } from './ftm-values.ts';
import { wordsOf } from './statement-words.ts';
import { valueNotation } from './value-notation.ts';

/**
 * Statements of FollowTheMoney 4 (followthemoney.tech), one JSON object a line, as `ftm` reads them with `--format json`.
 *
 * - a document is a `Document` under the SHA-256 of the original (`contentHash` takes only SHA-1);
 * - a claim is a `Note`, or an `Event` where it tells when something happened;
 * - what a document says of it is a `Documentation` between the two: `role` is the value, `description` the exact words,
 *   `recordId` the citation, `proof` the document;
 * - an origin is a `LegalEntity`, or the document that it is; `UnknownLink` says that a claim goes back to it, and that
 *   a document derives from it;
 * - an assessment is a `Note` about the claim.
 *
 * People who decided are not named. Rejected statements are left out.
 */
export async function* claimsFtm(claims: AsyncIterable<ClaimView>, about: ExportAbout): AsyncGenerator<string> {
  const dataset = `touchstone_${about.id.toLowerCase().replaceAll(/[^a-z0-9]+/gv, '_')}`;
  const given = new Set<string>();
  for await (const claim of claims) {
    let text = '';
    for (const entity of entitiesOf(claim, about)) {
      if (given.has(entity.id)) continue;
      // Only what claims share can come again; the rest would fill memory for nothing.
      if (entity.shared) given.add(entity.id);
      for (const row of rowsOf(entity, { dataset, hidden: about.hidden })) text += `${JSON.stringify(row)}\n`;
    }
    yield text;
  }
}

/** Names of properties with their values; a value with a language is words in it. */
type Properties = Readonly<Record<string, readonly (string | Words | undefined)[]>>;

interface Words {
  readonly text: string;
  readonly language: string;
}

interface Entity {
  readonly id: string;
  readonly schema: 'Document' | 'Note' | 'Event' | 'Documentation' | 'LegalEntity' | 'UnknownLink';
  readonly shared?: boolean;
  readonly properties: Properties;
}

function* entitiesOf(claim: ClaimView, about: ExportAbout): Generator<Entity> {
  for (const { document } of claim.statements) yield documentEntity(document);
  yield claimEntity(claim);
  for (const statement of claim.statements) yield statementEntity(claim, statement);
  for (const origin of claim.origins) yield* originEntities(claim, origin);
  for (const derivation of claim.lineage) yield* derivationEntities(derivation);
  const publisher = about.publishesAs ?? about.name;
  for (const { decision, at, ...assessment } of claim.assessments) {
    yield { id: decisionId(decision), ...assessmentNote(assessment, { claim: claimId(claim), at, publisher }) };
  }
}

function documentEntity({ sha256, title, source, published }: DocumentName): Entity {
  return {
    id: sha256,
    schema: 'Document',
    shared: true,
    properties: {
      fileName: [title === '' ? sha256 : title],
      title: [title],
      description: [`sha256:${sha256}`],
      publisher: [source],
      publishedAt: [ftmDate(published)],
    },
  };
}

function claimEntity(claim: ClaimView): Entity {
  const { kind, label, verdict, statements, conflicts } = claim;
  const said = new Map(statements.map((statement) => [statement.id, statement]));
  const dates = statements.flatMap(({ value }) => (value.kind === 'date' ? [value] : []));
  return {
    id: claimId(claim),
    schema: kind === 'date' ? 'Event' : 'Note',
    properties: {
      name: [cut(label.text, NAME)],
      description: [label],
      keywords: [kind, verdict],
      proof: statements.map(({ document }) => document.sha256),
      notes: conflicts.map(({ first, second, reason }) => {
        const sides = [first, second].map((id) => said.get(id)).filter((side) => side !== undefined);
        return `${reason}: ${sides.map((side) => `“${wordsOf(side)}” (${citation(side)})`).join(' / ')}`;
      }),
      startDate: dates.map(({ from }) => ftmDate(from)),
      endDate: dates.map(({ to }) => ftmDate(to)),
    },
  };
}

function statementEntity(claim: ClaimView, statement: StatementView): Entity {
  const { id, document, value, attributedTo, state, sentence } = statement;
  return {
    id: `statement-${id}`,
    schema: 'Documentation',
    properties: {
      document: [document.sha256],
      entity: [claimId(claim)],
      role: [cut(valueNotation(value), ROLE)],
      status: [state],
      description: [{ text: wordsOf(statement), language: sentence.language }],
      summary: [{ text: sentence.text, language: sentence.language }],
      recordId: [citation(statement)],
      proof: [document.sha256],
      publisher: [document.source],
      namesMentioned: attributedTo.map(({ name }) => cut(name, NAME)),
      startDate: [value.kind === 'date' ? ftmDate(value.from) : undefined],
      endDate: [value.kind === 'date' ? ftmDate(value.to) : undefined],
    },
  };
}

function* originEntities(claim: ClaimView, { source, key, statements }: OriginView): Generator<Entity> {
  const origin = sourceId(source);
  if (documentOf(source) === undefined) yield sourceEntity(source);
  const counted = claim.statements.filter(({ id }) => statements.some((each) => each.id === id));
  yield {
    id: `origin-${sha1(`${claim.id} ${key} ${source}`)}`,
    schema: 'UnknownLink',
    properties: {
      subject: [claimId(claim)],
      object: [origin],
      role: ['origin'],
      proof: counted.map(({ document }) => document.sha256),
      recordId: counted.map(citation),
      description: counted.map((each) => ({ text: wordsOf(each), language: each.sentence.language })),
    },
  };
}

function* derivationEntities(step: DerivationView): Generator<Entity> {
  const { document, from, kind, words, evidence, decided } = step;
  if (decided?.holds === false) return;
  if (documentOf(from) === undefined) yield sourceEntity(from);
  yield {
    id: `lineage-${sha1(`${document} ${from} ${kind}`)}`,
    schema: 'UnknownLink',
    shared: true,
    properties: {
      subject: [document],
      object: [sourceId(from)],
      role: [stepName(step)],
      proof: [document],
      recordId: [`sha256:${document} ${evidence.start}-${evidence.end}`],
      description: [words],
    },
  };
}

function sourceEntity(name: string): Entity {
  return { id: sourceId(name), schema: 'LegalEntity', shared: true, properties: { name: [cut(name, NAME)] } };
}

/** The SHA-256 where a source is a document of the case. */
function documentOf(source: string): string | undefined {
  return /^document ([0-9a-f]{64})$/.exec(source)?.[1];
}

function sourceId(source: string): string {
  return documentOf(source) ?? `source-${sha1(source)}`;
}

function claimId({ id }: ClaimView): string {
  return `claim-${id}`;
}

function decisionId(decision: string): string {
  return `assessment-${decision}`;
}

/** The original, the page, and where the words stand in the text of the document, in UTF-16 code units. */
function citation({ document, page, start, end }: StatementView): string {
  return `sha256:${document.sha256}${page === undefined ? '' : ` page ${page}`} ${start}-${end}`;
}

interface Telling {
  readonly dataset: string;
  readonly hidden: ExportAbout['hidden'];
}

/** The first statement of an entity is that it is there, under the property `id`. */
function* rowsOf({ id, schema, properties }: Entity, { dataset, hidden }: Telling): Generator<object> {
  // `canonical_id` comes first, so that sorted lines bring the statements of an entity together: `ftm` relies on it.
  const row = (prop: string, value: string, lang: string | null): object => ({
    canonical_id: id,
    entity_id: id,
    prop,
    schema,
    value,
    dataset,
    lang,
    original_value: null,
    first_seen: null,
    last_seen: null,
    external: false,
    origin: 'touchstone',
    id: sha1(`${dataset}.${id}.${prop}.${value}${lang === null ? '' : `@${lang}`}`),
  });
  yield row('id', id, null);
  for (const [prop, values] of Object.entries(properties)) {
    const rows = new Map<string, object>();
    for (const value of values) {
      if (value === undefined) continue;
      // The library keeps no white space around a value: types/string.py.
      const plain = (typeof value === 'string' ? value : value.text).trim();
      const text = hidden === undefined ? plain : hidden(plain);
      const lang = typeof value === 'string' ? null : ftmLanguage(value.language);
      if (text !== '') rows.set(`${text}@${lang}`, row(prop, text, lang));
    }
    yield* rows.values();
  }
}

/** As FollowTheMoney names a statement: statement/statement.py, `make_key`. */
function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
