import { sql } from 'kysely';
import * as z from 'zod';
import type { ClaimView, DerivationView, OriginView, StatementView } from '../../nouns/claim-views.ts';
import type { AlignedSpans, Derivation, OriginReason, SameAs } from '../../nouns/claim.ts';
import type { SignedDecision } from '../../nouns/decision.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { Connection } from '../../records/records.ts';
import { cardsOf, readJoins, type ClaimRow } from './claim-cards.ts';
import { claimRow, valuesSaid, type Member } from '../keeping/claim-row.ts';
import { documentIn, documentNames, wordsAt, type Names } from './document-names.ts';
import { readFound } from '../keeping/keep-statements.ts';
import { readCredits, readValue } from '../parse-decision.ts';
import { decisionsAbout } from './signed-decisions.ts';
import type { ClaimsTables } from '../tables.ts';

/** What the view of a statement needs: the words around it are a third of its row. */
const COLUMNS = [
  'id',
  'original',
  'start',
  'end',
  'page',
  'sentence',
  'sentence_start',
  'language',
  'value',
  'found',
  'attributed',
  'said_by',
  'state',
  'source_key',
  'source',
  'reason',
] as const satisfies readonly (keyof ClaimsTables['statement'])[];

type Row = Pick<ClaimsTables['statement'], (typeof COLUMNS)[number]>;

const Reason = z.enum([
  'credited',
  'credited-nearby',
  'whole-text',
  'text-reuse',
  'own',
]) satisfies z.ZodType<OriginReason>;
const State = z.enum(['suggested', 'accepted', 'rejected']);
const Tier = z.enum(['media', 'body']);
const Kind = z.enum(['credits', 'text-reuse', 'own-reporting', 'same-file']);
const Same = z.enum(['copy', 'version', 'translation', 'forward']) satisfies z.ZodType<SameAs>;
const Place = z.object({ start: z.number(), end: z.number() });
const Aligned = z.array(z.object({ here: Place, there: Place })) satisfies z.ZodType<readonly AlignedSpans[]>;
const DEEPEST = 8; // documents that one derives from through others

/** The claim of a statement with all that is known of it; a statement that stands nowhere else stands alone. */
export async function claimView(id: string, connection: Connection): Promise<ClaimView | undefined> {
  const db = connection.as<ClaimsTables>();
  const asked = await db.selectFrom('statement').selectAll().where('id', '=', id).executeTakeFirst();
  if (asked === undefined) return undefined;
  const claim = asked.claim ?? (await claimBeside(id, connection));
  const row = claim && (await db.selectFrom('claim').selectAll().where('id', '=', claim).executeTakeFirst());
  const statements = row ? await membersOf(row.id, connection) : asked.state === 'rejected' ? [] : [asked];
  const rejected = row ? await rejectedFrom(row.id, connection) : asked.state === 'rejected' ? [asked] : [];
  return viewOf(row || claimAlone(asked), statements, rejected, connection);
}

function membersOf(claim: string, connection: Connection): Promise<readonly Row[]> {
  const db = connection.as<ClaimsTables>();
  return db.selectFrom('statement').select(COLUMNS).where('claim', '=', claim).orderBy('place').execute();
}

/** Where a rejected statement would stand. */
async function claimBeside(statement: string, connection: Connection): Promise<string | undefined> {
  const { rows } = await sql<{ claim: string }>`select claim from rejected_beside
    join statement on statement.id = beside
    where rejected_beside.statement = ${statement} and claim is not null limit 1`.execute(connection.as());
  return rows[0]?.claim;
}

async function rejectedFrom(claim: string, connection: Connection): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select ${sql.join(COLUMNS.map((column) => sql.ref(column)))}
    from statement where state = 'rejected' and id in (
      select rejected_beside.statement from rejected_beside join statement as near on near.id = beside
      where near.claim = ${claim}
    ) order by original, start`.execute(connection.as());
  return rows;
}

/** Of what is not lined up: it was rejected with all that stood beside it, or has just been found. */
function claimAlone(row: ClaimsTables['statement']): ClaimRow {
  const { id, original, words, sentence, language } = row;
  const value = readValue(JSON.parse(row.value));
  const at = row.start - row.sentence_start;
  const member: Member = {
    id,
    original,
    value,
    words,
    sentence,
    at,
    language,
    credited: undefined,
  };
  return claimRow({ statements: [id], verdict: 'single', joins: [], conflicts: [] }, [], [member]).row;
}

async function viewOf(
  row: ClaimRow,
  statements: readonly Row[],
  rejected: readonly Row[],
  connection: Connection,
): Promise<ClaimView> {
  const documents = [...new Set(statements.map(({ original }) => original))];
  const [card] = await cardsOf([row], connection);
  if (card === undefined) throw new Error('one claim has one card');
  const { origins: tally, moreValues: _, ...rest } = card;
  const decisions = await decisionsAbout(
    {
      statements: [...statements, ...rejected].map(({ id }) => id),
      documents,
      sources: statements.flatMap(({ source }) => source ?? []),
    },
    connection,
  );
  const derivations = await lineageOf(documents, connection);
  const standing = await standingFor(decisions, connection);
  const names = await documentNames(
    [
      ...[...statements, ...rejected].map(({ original }) => original),
      ...statements.flatMap(({ source }) => documentIn(source ?? '') ?? []),
      ...derivations.flatMap(({ original, from }) => [original, documentIn(from) ?? []].flat()),
      ...decisions.flatMap(({ decision }) => (decision.kind === 'lineage' ? (documentIn(decision.from) ?? []) : [])),
      ...standing.values(),
    ],
    connection,
  );
  const view = (each: Row): readonly StatementView[] => statementView(each, names);
  const views = statements.flatMap(view);
  return {
    ...rest,
    values: valuesSaid(views.map(({ id, value, document }) => ({ id, value, original: document.sha256 }))),
    statements: views,
    rejected: rejected.flatMap(view),
    ...readJoins(row),
    origins: originsOf(statements, names, [...tally, ...ownersOf(derivations, names)]),
    lineage: await derivationViews(derivations, { documents, decisions, names, standing }, connection),
    decisions,
  };
}

function statementView(row: Row, names: Names): readonly StatementView[] {
  const document = names.get(row.original);
  if (document === undefined) return [];
  const reason = Reason.safeParse(row.reason);
  return [
    {
      id: row.id,
      start: row.start,
      end: row.end,
      document,
      page: row.page ?? undefined,
      value: readValue(JSON.parse(row.value)),
      attributedTo: readCredits(JSON.parse(row.attributed)),
      state: State.parse(row.state),
      by: row.said_by,
      sentence: { text: row.sentence, start: row.sentence_start, language: row.language },
      ...(row.source === null || !reason.success
        ? {}
        : { origin: { source: names.shown(row.source), reason: reason.data } }),
      ...(row.found === null ? {} : { found: readFound(row.found).value }),
    },
  ];
}

/** The sources whose documents are in the case, as others that derive from them tell. */
function ownersOf(
  derivations: readonly DerivationRow[],
  names: Names,
): readonly { readonly source: string; readonly held: boolean }[] {
  return derivations.flatMap(({ from }) => {
    const source = names.get(documentIn(from) ?? '')?.source;
    return source === undefined ? [] : [{ source, held: true }];
  });
}

function originsOf(
  statements: readonly Row[],
  names: Names,
  tally: readonly { readonly source: string; readonly held: boolean }[],
): readonly OriginView[] {
  const held = new Set(tally.flatMap(({ source, held: is }) => (is ? [source] : [])));
  const of = Map.groupBy(
    statements.filter(({ source_key: key }) => key !== null),
    ({ source_key: key }) => key ?? '',
  );
  return [...of]
    .map(([key, members]) => {
      const source = names.shown(members[0]?.source ?? '');
      return {
        source,
        key,
        held: held.has(source),
        documents: new Set(members.map(({ original }) => original)).size,
        statements: members.map(({ id, reason }) => ({ id, reason: Reason.parse(reason) })),
      };
    })
    .toSorted((a, b) => b.documents - a.documents || (a.key < b.key ? -1 : 1));
}

type DerivationRow = Omit<ClaimsTables['derivation'], 'from_key'>;

/** Of documents, of those that they derive from, and so on. */
async function lineageOf(documents: readonly string[], connection: Connection): Promise<readonly DerivationRow[]> {
  const { rows } = await sql<DerivationRow>`
    with recursive back(original, depth) as (
      select value, 0 from json_each(${JSON.stringify(documents)})
      union select substr("from", 10), depth + 1 from derivation join back on back.original = derivation.original
        where "from" like 'document %' and depth < ${DEEPEST}
    )
    select original, "from", tier, kind, start, "end", same, aligned from derivation
    where original in (select original from back) order by original, start, "from"`.execute(connection.as());
  return rows;
}

export function derivationOf(row: DerivationRow): Derivation {
  const { original, from, tier, kind, start, end, same, aligned } = row;
  return {
    document: original,
    from,
    tier: Tier.parse(tier),
    kind: Kind.parse(kind),
    evidence: { start, end },
    ...(same === null ? {} : { same: Same.parse(same) }),
    ...(aligned === null ? {} : { aligned: Aligned.parse(JSON.parse(aligned)) }),
  };
}

/** What stands at the same point of two texts, in the order of the rows; of a row without such places nothing. */
async function alignedWords(
  rows: readonly DerivationRow[],
  connection: Connection,
): Promise<readonly DerivationView['aligned'][]> {
  const places = rows.map((row) => {
    const other = documentIn(row.from);
    const { aligned = [] } = derivationOf(row);
    return other === undefined ? [] : aligned.map((spans) => ({ ...spans, original: row.original, other }));
  });
  const flat = places.flat();
  const here = await wordsAt(flat.map((each) => ({ original: each.original, ...each.here })), connection); // prettier-ignore
  const there = await wordsAt(flat.map((each) => ({ original: each.other, ...each.there })), connection); // prettier-ignore
  let at = 0;
  return places.map((of) => {
    const from = at;
    at += of.length;
    if (of.length === 0) return undefined;
    return of.map((each, index) => ({
      here: { ...each.here, words: here[from + index] ?? '' },
      there: { ...each.there, words: there[from + index] ?? '' },
    }));
  });
}

function titlesIn(names: Names, document: string, from: string): Pick<DerivationView, 'documentTitle' | 'fromTitle'> {
  const [own, other] = [names.get(document)?.title, names.get(documentIn(from) ?? '')?.title];
  return {
    ...(own === undefined ? {} : { documentTitle: own }),
    ...(other === undefined ? {} : { fromTitle: other }),
  };
}

/** The document that stands for the copies of a text, by each of them that is none. */
type Standing = ReadonlyMap<string, string>;

async function standingFor(decisions: readonly SignedDecision[], connection: Connection): Promise<Standing> {
  const named = decisions.flatMap(({ decision }) =>
    decision.kind === 'lineage' ? [decision.document, documentIn(decision.from) ?? []].flat() : [],
  );
  if (named.length === 0) return new Map();
  const { rows } = await sql<{ original: string; from: string }>`select original, "from" from derivation
    where same = 'copy' and original in (select value from json_each(${JSON.stringify(named)}))`.execute(
    connection.as(),
  );
  return new Map(rows.flatMap(({ original, from }) => [[original, documentIn(from) ?? original]]));
}

/** What people say of where documents come from, by the step that it is about; the later holds. */
function decidedSteps(
  decisions: readonly SignedDecision[],
  {
    documents,
    names,
    shown,
    standing,
  }: {
    readonly documents: readonly string[];
    readonly names: Names;
    readonly shown: (from: string) => string;
    readonly standing: Standing;
  },
): Map<string, DerivationView> {
  const decided = new Map<string, DerivationView>();
  for (const { decision, actor, at, replaced } of decisions) {
    if (decision.kind !== 'lineage' || replaced || !documents.includes(decision.document)) continue;
    const { document, from, holds } = meant(decision, standing);
    decided.set(`${document} ${shown(from).toLowerCase()}`, {
      document,
      from: shown(from),
      tier: 'media',
      // What a document is denied to take from another one is its text.
      kind: !holds && documentIn(from) !== undefined ? 'same-file' : 'credits',
      evidence: { start: 0, end: 0 },
      words: '',
      ...titlesIn(names, document, from),
      decided: { holds, actor, at },
    });
  }
  return decided;
}

/** People name the copies that they saw; what they say is about the texts. */
function meant(
  said: Extract<SignedDecision['decision'], { kind: 'lineage' }>,
  standing: Standing,
): Pick<typeof said, 'document' | 'from' | 'holds'> {
  const named = documentIn(said.from);
  const document = parseSha256(standing.get(said.document) ?? '') ?? said.document;
  const from = named === undefined ? said.from : `document ${standing.get(named) ?? named}`;
  return from === `document ${document}` ? said : { document, from, holds: said.holds };
}

async function derivationViews(
  rows: readonly DerivationRow[],
  {
    documents,
    decisions,
    names,
    standing,
  }: {
    readonly documents: readonly string[];
    readonly decisions: readonly SignedDecision[];
    readonly names: Names;
    readonly standing: Standing;
  },
  connection: Connection,
): Promise<readonly DerivationView[]> {
  const shown = (from: string): string => (documentIn(from) === undefined ? names.shown(from) : from);
  const words = await wordsAt(rows, connection);
  const aligned = await alignedWords(rows, connection);
  const decided = decidedSteps(decisions, { documents, names, shown, standing });
  const views = rows.map((row, index): DerivationView => {
    const from = shown(row.from);
    const key = `${row.original} ${from.toLowerCase()}`;
    const said = decided.get(key)?.decided;
    decided.delete(key);
    const { aligned: _, ...derivation } = derivationOf(row);
    return {
      ...derivation,
      from,
      words: words[index] ?? '',
      ...titlesIn(names, row.original, row.from),
      ...(aligned[index] === undefined ? {} : { aligned: aligned[index] }),
      ...(said === undefined ? {} : { decided: said }),
    };
  });
  return [...views, ...decided.values()];
}
