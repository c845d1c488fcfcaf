/**
 * Measures the search for near copies: `node scripts/bench-copies.ts [--documents 10000] [--words 400]`. Makes that many
 * English and Chinese texts (three in ten edited copies of others, one in ten the same form letter with another name),
 * reads them into records as a case does, and prints the CPU time of all threads, and what one more document takes.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Reading } from '../src/nouns/reading.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import { openRecords } from '../src/records/records.ts';
import { noteTexts } from '../src/reading/copies/due.ts';
import { openCopyFinder } from '../src/reading/copies/find-copies.ts';
import { copyMigrations, type CopyTables } from '../src/reading/copies/tables.ts';
import { putTextDerivative } from '../src/reading/derivatives.ts';
import { readingMigrations } from '../src/reading/tables.ts';
import { MemoryStore } from '../src/vault/stores/memory-store.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '10000' }, words: { type: 'string', default: '400' } },
});
const count = Number(values.documents);
const words = Number(values.words);
const ONE_BY_ONE = 100;

const random = randomFrom(20_261_121);
const english = vocabulary(40_000, () => letters('abcdefghiklmnoprstuvw', 3 + Math.floor(random() * 6)));
const chinese = vocabulary(8_000, () =>
  String.fromCodePoint(...Array.from({ length: 2 }, () => 0x4e00 + Math.floor(random() * 4000))),
);
const scratch = await mkdtemp(join(tmpdir(), 'bench-copies-'));
const derived = new MemoryStore();
const file = join(scratch, 'case.db');
const records = await openRecords(file, { ...readingMigrations, ...copyMigrations });
const find = openCopyFinder(records, derived);
try {
  const texts = makeTexts(count + ONE_BY_ONE);
  await note(texts.slice(0, count), 0);
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await find();
  const used = process.cpuUsage(cpu);
  const seconds = (used.user + used.system) / 1e6;
  console.log(
    `${count} documents of ${words} words: ${seconds.toFixed(1)} s of CPU, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  await say();
  const times: number[] = [];
  for (const [index, text] of texts.slice(count).entries()) {
    await note([text], count + index);
    const from = performance.now();
    await find();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  console.log(
    `one more: ${times[times.length >> 1]?.toFixed(1)} ms (median), ${times.at(-1)?.toFixed(1)} ms (longest of ${ONE_BY_ONE})`,
  );
} finally {
  await records.close();
  await rm(scratch, { recursive: true });
}

async function say(): Promise<void> {
  const db = records.reading.as<CopyTables>();
  const { pairs } = await db
    .selectFrom('copy_pair')
    .select((eb) => eb.fn.countAll<number>().as('pairs'))
    .executeTakeFirstOrThrow();
  const { families, largest } = await db
    .selectFrom(
      db
        .selectFrom('copy_signature')
        .select((eb) => eb.fn.countAll<number>().as('members'))
        .where('family', 'is not', null)
        .groupBy('family')
        .as('family'),
    )
    .select((eb) => [eb.fn.countAll<number>().as('families'), eb.fn.max('members').as('largest')])
    .executeTakeFirstOrThrow();
  const megabytes = (await stat(file)).size / 1e6;
  console.log(
    `${pairs / 2} pairs, ${families} families, the largest of ${largest}; case.db ${megabytes.toFixed(0)} MB`,
  );
}

async function note(texts: readonly string[], from: number): Promise<void> {
  const made: [string, string][] = [];
  for (const [index, text] of texts.entries()) {
    const reading: Reading = { mediaType: 'text/plain', metadata: [], text, pages: [], passages: [], stages: [] };
    made.push([sha256Of(`original ${from + index}`), await putTextDerivative(derived, reading)]);
  }
  await records.exclusively(async (connection) => {
    await noteTexts(made, connection);
  });
}

function makeTexts(howMany: number): readonly string[] {
  const letter = sentence(english, words, ' ');
  const texts: string[] = [];
  for (let i = 0; i < howMany; i += 1) {
    const kind = random();
    if (kind < 0.1) texts.push(`Dear ${sentence(english, 3, ' ')}, ${letter}`);
    else if (kind < 0.4 && i > 0) texts.push(edited(texts[Math.floor(random() * i)] ?? ''));
    else if (kind < 0.7) texts.push(sentence(english, words, ' '));
    else texts.push(sentence(chinese, words, ''));
  }
  return texts;
}

/** One word, or stretch between commas, in thirty left out. */
function edited(text: string): string {
  const separator = text.includes(' ') ? ' ' : '，';
  return text
    .split(separator)
    .filter(() => random() > 1 / 30)
    .join(separator);
}

function sentence(from: readonly string[], length: number, separator: string): string {
  return Array.from({ length }, () => zipf(from) + (separator === '' && random() < 0.1 ? '，' : '')).join(separator);
}

function vocabulary(size: number, word: () => string): readonly string[] {
  return Array.from({ length: size }, word);
}

function letters(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

/** Rank r with probability in proportion to 1/r (Zipf 1949), near enough. */
function zipf(from: readonly string[]): string {
  return from[Math.floor(from.length ** random()) - 1] ?? '';
}

/** Park and Miller's generator: the same texts in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
