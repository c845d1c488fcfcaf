import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { claimsOf, type ClaimDocument, type LinedUp } from '../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../src/claims/finding/find-statements.ts';
import { testimonyOf } from '../src/claims/finding/testimony-of.ts';
import type { PlacedStatement } from '../src/nouns/claim.ts';
import type { Reading } from '../src/nouns/reading.ts';
import { parseSha256 } from '../src/nouns/sha256.ts';
import type { StatementValue } from '../src/nouns/statement.ts';

/** A reading as it is kept beside the tests, without the boxes of its words. */
export interface KeptReading extends Omit<Reading, 'stages' | 'pages'> {
  readonly path: string;
  readonly sha256: string;
}

const Says = z.object({
  value: z.string(),
  in: z.string(),
  page: z.number().optional(),
  origin: z.string(),
  words: z.string(),
});
const TruthSchema = z.object({
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  claims: z.array(z.object({ about: z.string(), says: z.array(Says) })),
});

/** One thing that a document says of a disputed figure, and the statement found for it. */
export interface Disputed {
  readonly claim: number;
  readonly about: string;
  readonly path: string;
  readonly value: string;
  readonly words: string;
  readonly origin: string;
  readonly statement: PlacedStatement | undefined;
}

export interface DisputedCase {
  readonly documents: readonly ClaimDocument[];
  readonly statements: readonly PlacedStatement[];
  readonly linedUp: LinedUp;
  readonly disputed: readonly Disputed[];
}

/**
 * What a leak says of its disputed figures, found and lined up anew from its readings. What stands in a sheet, and what
 * is no figure (`all`), is not asked for.
 *
 * @param truth of the form of `samples/truth.json`
 */
export function disputedCase(readings: readonly KeptReading[], truth: unknown): DisputedCase {
  const told = readings.flatMap((kept) => {
    const reading = { ...kept, stages: [], pages: [] };
    const { asked, document } = testimonyOf(parseSha256(kept.sha256) ?? kept.sha256, reading);
    return [{ document, found: asked === undefined ? [] : findStatements(asked) }];
  });
  const documents = told.map(({ document }) => document);
  const statements = told.flatMap(({ document, found }) =>
    found.map((statement, index) => ({ ...statement, document: document.id, id: `${document.id}-${index}` })),
  );
  const { files, claims } = TruthSchema.parse(truth);
  const fileOf = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const textOf = new Map(documents.map(({ id, text }) => [id, text]));
  const used = new Set<string>();
  const disputed = claims.flatMap(({ about, says }, claim) =>
    says.filter(isAsked).map(({ in: path, value, words, origin }): Disputed => {
      const document = fileOf.get(path) ?? '';
      const own = statements.filter((each) => each.document === document && !used.has(each.id));
      const statement = bestOf(own, value, words, textOf.get(document) ?? '');
      if (statement !== undefined) used.add(statement.id);
      return { claim, about, path, value, words, origin, statement };
    }),
  );
  return { documents, statements, linedUp: claimsOf(documents, statements), disputed };
}

function isAsked({ in: path, value }: { readonly in: string; readonly value: string }): boolean {
  return value !== 'all' && !/\.(?:csv|xlsx)$/.test(path);
}

const LIKE = 0.5; // share of neighbouring letters in common: recognition errs in single letters

/** The statement of a value whose words are most like those that are marked. */
function bestOf(
  own: readonly PlacedStatement[],
  value: string,
  words: string,
  text: string,
): PlacedStatement | undefined {
  const marked = pairsOf(words);
  const ranked = own
    .filter((statement) => hasValue(statement.value, value))
    .map((statement) => {
      const around = pairsOf(text.slice(Math.max(0, statement.start - words.length), statement.end + words.length));
      const common = [...marked].filter((pair) => around.has(pair)).length;
      return { statement, like: common / marked.size };
    })
    .toSorted((a, b) => b.like - a.like);
  const [best] = ranked;
  return best !== undefined && best.like >= LIKE ? best.statement : undefined;
}

function pairsOf(words: string): ReadonlySet<string> {
  const bare = words.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(1, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)));
}

/** `2310`, `about 430`, `at least 400`, `more than 300`, `480 to 560` or a day. */
function hasValue(value: StatementValue, told: string): boolean {
  if (value.kind === 'date') return value.from === told;
  if (value.kind !== 'figure' || /^\d{4}-/.test(told)) return false;
  const [low = Number.NaN, high = low] = Array.from(told.matchAll(/\d+/g), ([digits]) => Number(digits));
  if (/^(?:at least|more than)/.test(told)) return value.lo === low && value.hi === null;
  if (told.startsWith('about'))
    return value.lo < low && value.hi !== null && low < value.hi && value.hi - low <= low * 0.1;
  if (high !== low) return value.lo === low && value.hi === high;
  return value.lo <= low && value.hi !== null && low <= value.hi && value.hi - value.lo <= 0.11 * low; // `some 430` too
}

export interface Score {
  readonly asked: number;
  readonly found: number;
  readonly pairs: number;
  readonly joined: number;
  readonly wronglyJoined: number;
  /** Of joined pairs of disputed statements, how many belong together. */
  readonly precision: number;
  /** Of pairs that belong together, how many are joined; pairs of what was not found count as not joined. */
  readonly recall: number;
  readonly claims: readonly ClaimScore[];
  readonly verdicts: number;
  readonly originError: number;
}

interface ClaimScore {
  readonly about: string;
  readonly asked: number;
  readonly found: number;
  /** Claims over which its statements are spread. */
  readonly spread: number;
  /** Of the claim that holds most of them. */
  readonly verdict: string;
  readonly origins: number;
  readonly wanted: { readonly verdict: string; readonly origins: number };
}

export function scoreOf({ disputed, linedUp }: DisputedCase): Score {
  const claimOf = new Map(linedUp.claims.flatMap((claim) => claim.statements.map((id) => [id, claim] as const)));
  const of = (each: Disputed) => each.statement && claimOf.get(each.statement.id);
  let [pairs, joined, wronglyJoined] = [0, 0, 0];
  for (const [index, a] of disputed.entries()) {
    for (const b of disputed.slice(index + 1)) {
      const together = of(a) !== undefined && of(a) === of(b);
      if (a.claim === b.claim) pairs += 1;
      if (together && a.claim === b.claim) joined += 1;
      if (together && a.claim !== b.claim) wronglyJoined += 1;
    }
  }
  const claims = [...Map.groupBy(disputed, ({ claim }) => claim).values()].map((says): ClaimScore => {
    const counted = Map.groupBy(says, of);
    counted.delete(undefined);
    const best = [...counted].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
    return {
      about: says[0]?.about ?? '',
      asked: says.length,
      found: says.filter(({ statement }) => statement !== undefined).length,
      spread: counted.size,
      verdict: best?.verdict ?? 'none',
      origins: best?.origins.length ?? 0,
      wanted: {
        verdict: new Set(says.map(({ value }) => value)).size > 1 ? 'conflict' : 'agree',
        origins: new Set(says.map(({ origin }) => origin)).size,
      },
    };
  });
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
  return {
    asked: disputed.length,
    found: disputed.filter(({ statement }) => statement !== undefined).length,
    pairs,
    joined,
    wronglyJoined,
    precision: joined / Math.max(1, joined + wronglyJoined),
    recall: joined / Math.max(1, pairs),
    claims,
    verdicts: mean(claims.map(({ verdict, wanted }) => (verdict === wanted.verdict ? 1 : 0))),
    originError: mean(claims.map(({ origins, wanted }) => Math.abs(origins - wanted.origins))),
  };
}

/** Readings and truth of the sample leak, as the repository keeps them. */
export function sampleLeak(root: string): { readonly readings: readonly KeptReading[]; readonly truth: unknown } {
  return {
    readings: JSON.parse(readFileSync(join(root, 'test/fixtures/samples/readings.json'), 'utf8')),
    truth: JSON.parse(readFileSync(join(root, 'samples/truth.json'), 'utf8')),
  };
}
