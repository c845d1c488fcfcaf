import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { claimsOf } from '../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../src/claims/finding/find-statements.ts';
import type { PlacedStatement } from '../src/nouns/claim.ts';

/**
 * Whether what texts say of different events is kept apart: `npm run eval -- events --data DIR [--list]`, DIR with
 * `ECB_Dev_corpus.txt` (ECB+, Cybulska and Vossen 2014): sentences of 166 short news texts, one word a line with the
 * chain of mentions it belongs to; each topic has two events of one kind. All texts are lined up together; a join of
 * two statements is right where their texts tell of the same event.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, list: { type: 'boolean', default: false } },
});
if (values.data === undefined) {
  console.error('usage: eval-events --data DIR [--list]');
  process.exit(2);
}

const texts = readTexts(join(values.data, 'ECB_Dev_corpus.txt'));
const statements = [...texts].flatMap(([document, text]): readonly PlacedStatement[] =>
  findStatements({ text, passages: [{ start: 0, end: text.length, language: 'en' }] }).map((found, index) => ({
    ...found,
    document,
    id: `${document}-${index}`,
  })),
);
const placed = new Map(statements.map((statement) => [statement.id, statement]));
const { claims } = claimsOf(
  [...texts].map(([id, text]) => ({ id, text })),
  statements,
);

const counts = { 'the same event': 0, 'another event of its kind': 0, 'an event of another kind': 0 };
let torn = 0;
for (const claim of claims) {
  const members = claim.statements.flatMap((id) => placed.get(id) ?? []);
  const pairs = members.flatMap((a, index) => members.slice(index + 1).map((b) => [a, b] as const));
  const apart = pairs.filter(([a, b]) => relation(a.document, b.document) !== 'the same event');
  for (const [a, b] of pairs) if (a.document !== b.document) counts[relation(a.document, b.document)] += 1;
  if (apart.length > 0) torn += 1;
  if (apart.length > 0 && values.list)
    console.log(members.map((member) => `  ${member.document}: ${sentenceOf(member)}`).join('\n'), '\n');
}
const joins = Object.values(counts).reduce((sum, each) => sum + each, 0);
console.log(
  `${texts.size} texts, ${statements.length} statements, ${claims.length} claims, ${joins} joins of two texts`,
);
for (const [what, count] of Object.entries(counts)) console.log(`${what}: ${count}`);
console.log(
  `claims over two events: ${torn}; joins within one event: ${(counts['the same event'] / joins).toFixed(3)}`,
);

function relation(a: string, b: string): keyof typeof counts {
  const [[topic, event], [otherTopic, otherEvent]] = [eventOf(a), eventOf(b)];
  if (topic !== otherTopic) return 'an event of another kind';
  return event === otherEvent ? 'the same event' : 'another event of its kind';
}

/** `18_2ecbplus`: topic 18, its second event (`ecb` is the first). */
function eventOf(document: string): readonly [string, string] {
  const [, topic = '', event = ''] = /^(\d+)_\d+(ecb|ecbplus)$/.exec(document) ?? [];
  return [topic, event];
}

function sentenceOf({ document, start, end, value }: PlacedStatement): string {
  const text = texts.get(document) ?? '';
  const from = text.lastIndexOf('\n', start) + 1;
  const until = text.indexOf('\n', end);
  const to = until === -1 ? text.length : until;
  return `${value.kind} ${text.slice(from, start)}[${text.slice(start, end)}]${text.slice(end, to)}`;
}

/** Columns: document, sentence, place of the word in it, word, chain. */
function readTexts(file: string): ReadonlyMap<string, string> {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , , word]) => word !== undefined);
  const printed = ([, of]: readonly [unknown, readonly string[][]]): string =>
    asPrinted(of.map(([, , , word = '']) => word));
  const textOf = (of: readonly string[][]): string =>
    [...Map.groupBy(of, ([, sentence]) => sentence)].map(printed).join('\n');
  return new Map([...Map.groupBy(rows, ([document = '']) => document)].map(([id, of]) => [id, textOf(of)]));
}

/** Words as they were before they were taken apart. */
function asPrinted(words: readonly string[]): string {
  return words
    .join(' ')
    .replaceAll(/ ([,.;:!?)\]%]|'s\b|n't\b)/g, '$1')
    .replaceAll(/([([$]) /g, '$1')
    .replaceAll(/(\w) - (\w)/g, '$1-$2')
    .replaceAll(/(\d), (\d{3})\b/g, '$1,$2')
    .replaceAll(/" ([^"]*?) "/g, '"$1"');
}
