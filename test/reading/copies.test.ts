import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import * as fc from '../properties.ts';
import { parseSha256, sha256Of, type Sha256 } from '../../src/nouns/sha256.ts';
import { intakeMigrations, type IntakeTables } from '../../src/intake/tables.ts';
import { openRecords, type Connection } from '../../src/records/records.ts';
import { openCopyCatalogue } from '../../src/reading/copies/copy-catalogue.ts';
import { noteTexts } from '../../src/reading/copies/due.ts';
import { openCopyFinder, signatureOfReading } from '../../src/reading/copies/find-copies.ts';
import { openShingler } from '../../src/reading/copies/shingles.ts';
import { kindOf, leadsOf, sharedText, signatureOf } from '../../src/reading/copies/signature.ts';
import { copyMigrations, type CopyTables } from '../../src/reading/copies/tables.ts';
import { putTextDerivative } from '../../src/reading/derivatives.ts';
import { readingMigrations, type ReadingTables } from '../../src/reading/tables.ts';
import { MemoryStore } from '../../src/vault/stores/memory-store.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/** Invented words, different from seed to seed. */
function words(seed: number, count: number): string[] {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return `w${(state % 5000).toString(36)}`;
  });
}

function han(seed: number, count: number): string {
  return words(seed, count)
    .map((word) => String.fromCodePoint(0x4e00 + (Number.parseInt(word.slice(1), 36) % 3000)))
    .join('');
}

const text = (seed: number, count = 300): string => words(seed, count).join(' ');
const shinglesOf = (...texts: readonly string[]): Uint32Array => {
  const shingler = openShingler();
  for (const each of texts) shingler.add(each);
  return shingler.end();
};
async function kindBetween(a: string, b: string): Promise<string | undefined> {
  const [left, right] = [await signatureOfReading({ text: a }), await signatureOfReading({ text: b })];
  if (left === undefined || right === undefined) return undefined;
  const measured = sharedText(left, right);
  return kindOf(measured, measured.shared);
}
/** Every so-and-so-many-th word read wrongly. */
const misread = (from: string, oneIn: number): string =>
  from
    .split(' ')
    .map((word, index) => (index % oneIn === 0 ? `${word}x` : word))
    .join(' ');

const ONE = text(1);
const KINDS: readonly { why: string; a: string; b: string; kind: string | undefined }[] = [
  { why: 'the same words set in other lines', a: ONE, b: ONE.replaceAll(' ', '\n'), kind: 'same' },
  { why: 'the same words in capitals, with stops', a: ONE, b: `${ONE.toUpperCase()}.`, kind: 'same' },
  { why: 'a scan with one word in ten misread', a: ONE, b: misread(ONE, 10), kind: 'edited' },
  { why: 'another paragraph in the middle', a: ONE, b: ONE.replace(' ', ` ${text(2, 120)} `), kind: 'edited' },
  { why: 'a mail that is quoted in a long one', a: text(3, 80), b: `${text(4)} ${text(3, 80)}`, kind: 'part' },
  { why: 'a long one that quotes it', a: `${text(4)} ${text(3, 80)}`, b: text(3, 80), kind: 'whole' },
  { why: 'one paragraph in common', a: `${text(5)} ${text(6, 90)}`, b: `${text(7)} ${text(6, 90)}`, kind: 'passages' },
  { why: 'nothing in common', a: text(8), b: text(9), kind: undefined },
  {
    why: 'too short to be called a copy',
    a: 'Thank you for your mail.',
    b: 'Thank you for your mail.',
    kind: undefined,
  },
  { why: 'Chinese, other punctuation', a: han(1, 300), b: han(1, 300).replace(/(.{20})/gu, '$1，'), kind: 'edited' },
  {
    why: 'Chinese, traditional characters',
    a: '国家实行民族区域自治制度'.repeat(1) + han(2, 200),
    b: '國家實行民族區域自治制度' + han(2, 200),
    kind: 'same',
  },
];
for (const { why, a, b, kind } of KINDS) {
  test(`${why}: ${kind ?? 'no copy'}`, async () => assert.equal(await kindBetween(a, b), kind));
}

test('of a web page only the article is compared', async () => {
  const menu = text(20, 200);
  const page = (article: string) => ({
    text: `${menu}\n${article}`,
    article: [{ start: menu.length + 1, end: menu.length + 1 + article.length }],
  });
  const [a, b] = [await signatureOfReading(page(text(21, 60))), await signatureOfReading(page(text(22, 60)))];
  assert.ok(a && b);
  assert.equal(sharedText(a, b).shared, 0);
});

test('shingles: the pieces in which a text is given make no difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z\u4e00-\u4e10]{1,6}$/), { maxLength: 40 }),
      fc.nat(40),
      (parts, cut) => {
        const whole = shinglesOf(parts.join(' '));
        const pieces = [parts.slice(0, cut), parts.slice(cut)].map((some) => `${some.join(' ')} `);
        assert.deepEqual(shinglesOf(...pieces), whole);
      },
    ),
  );
});

test('the share measured on a sample of a long text is within two per cent of the true one', () => {
  const both = words(30, 20_000);
  const a = shinglesOf([...both, ...words(31, 20_000)].join(' '));
  const b = shinglesOf([...both, ...words(32, 40_000)].join(' '));
  const inB = new Set(b);
  const truth = a.filter((hash) => inB.has(hash)).length / a.length;
  const { share, shared } = sharedText(signatureOf(a), signatureOf(b));
  assert.ok(shared < 8192, 'it is a sample');
  assert.ok(Math.abs(share - truth) < 0.02, `${share} of ${truth}`);
});

test('a text always shares all of itself with itself, whatever its length, and its leads are among its hashes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 20_000 }), fc.nat(1000), (length, seed) => {
      const signature = signatureOf(shinglesOf(text(seed, length)));
      const { share, shareOfOther } = sharedText(signature, signature);
      assert.deepEqual([share, shareOfOther], [1, 1]);
      const kept = new Set(signature.hashes);
      assert.ok(leadsOf(signature).hashes.every((hash) => kept.has(hash)));
    }),
    { numRuns: 20 },
  );
});

/** Records in which texts can be noted as if they had been read. */
async function shelf(t: TestContext) {
  const folder = await temporaryFolder(t);
  const records = await openRecords(join(folder, 'case.db'), {
    ...intakeMigrations,
    ...readingMigrations,
    ...copyMigrations,
  });
  t.after(() => records.close());
  const derived = new MemoryStore();
  const find = openCopyFinder(records, derived);
  const catalogue = openCopyCatalogue(records.reading, derived);
  const idOf = (name: string): Sha256 => sha256Of(name);
  const occurrences = firstPlaces();
  return {
    records,
    derived,
    catalogue,
    idOf,
    find,
    note: async (name: string, words_: string | undefined): Promise<void> => {
      const reading = { mediaType: 'text/plain', metadata: [], text: words_ ?? '', pages: [], stages: [] };
      const passages = [{ start: 0, end: reading.text.length, language: 'en' }];
      const derivative = words_ === undefined ? null : await putTextDerivative(derived, { ...reading, passages });
      await records.exclusively(async (connection) => {
        await noteTexts([[idOf(name), derivative]], connection);
        await connection
          .as<ReadingTables>()
          .replaceInto('reading')
          .values({
            original: idOf(name),
            outcome: 'read',
            reason: null,
            media_type: 'text/plain',
            title: null,
            pages: 0,
            characters: reading.text.length,
            languages: '[]',
            stages: '[]',
            text_derivative: derivative,
            layout_derivative: null,
            indexed: 1,
          })
          .execute();
        await occurrences(connection, idOf(name), name);
      });
      await find();
    },
    copiesOf: async (name: string): Promise<readonly string[]> => {
      const { copies } = await catalogue.copies(idOf(name), 100);
      return copies.map(({ path, kind }) => `${path} ${kind}`);
    },
    leaders: async (): Promise<readonly string[]> => {
      const rows = await records.reading
        .as<CopyTables>()
        .selectFrom('copy_signature')
        .select(['original', 'leads'])
        .execute();
      return rows.filter(({ leads }) => leads === 1).map(({ original }) => parseSha256(original) ?? '');
    },
  };
}

/** Puts one first place of an original into the records of arrival, once. */
function firstPlaces() {
  let accession = false;
  return async (connection: Connection, original: Sha256, path: string): Promise<void> => {
    const db = connection.as<IntakeTables>();
    if (!accession) {
      await db
        .insertInto('accession')
        .values({ id: 'a', begun: '2026-01-01T00:00:00.000Z', actor: 'A', roots: '[]', note: null, as_of: null })
        .execute();
    }
    accession = true;
    await db
      .insertInto('occurrence')
      .values({
        id: sha256Of(`place of ${path}`),
        accession: 1,
        container: null,
        original,
        name: Buffer.from(path),
        shown_name: path,
        modified: null,
        reason: null,
        depth: 0,
        path: Buffer.from(path),
        shown_path: path,
        first_place: 1,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  };
}

test('copies are found from both sides, the closest first, and say how they go together', async (t) => {
  const { note, copiesOf, catalogue, idOf } = await shelf(t);
  await note('memo', text(40));
  await note('memo, scanned', misread(text(40), 10));
  await note('memo, saved again', `${text(40)} end`);
  await note('excerpt', words(40, 300).slice(100, 160).join(' '));
  await note('something else', text(41));
  assert.deepEqual(await copiesOf('memo'), ['memo, saved again same', 'memo, scanned edited', 'excerpt whole']);
  assert.deepEqual((await copiesOf('excerpt')).toSorted(), [
    'memo part',
    'memo, saved again part',
    'memo, scanned part',
  ]);
  assert.deepEqual(await copiesOf('something else'), []);
  const { near, group, looked } = await catalogue.copies(idOf('memo'), 1);
  assert.deepEqual({ near, group, looked }, { near: 3, group: 3, looked: true });
});

test('a group is led by its fullest text, whatever the order of arrival', async (t) => {
  for (const order of [
    ['short', 'middle', 'full'],
    ['full', 'short', 'middle'],
    ['short', 'full', 'middle'],
  ]) {
    const { note, leaders, catalogue, idOf } = await shelf(t);
    const lengths: Readonly<Record<string, number>> = { short: 240, middle: 270, full: 300 };
    for (const name of order) await note(name, words(50, 300).slice(0, lengths[name]).join(' '));
    await note('alone', text(51));
    assert.deepEqual(new Set(await leaders()), new Set([idOf('full'), idOf('alone')]));
    const { total, groups } = await catalogue.copyGroups({ limit: 10, offset: 0 });
    assert.equal(total, 1);
    assert.equal(groups[0]?.fullest, idOf('full'));
    assert.deepEqual(
      groups[0]?.members.map(({ path }) => path),
      ['full', 'middle', 'short'],
    );
  }
});

test('two groups become one when a text belongs to both, and fall apart when it is read otherwise', async (t) => {
  const { note, catalogue, idOf, copiesOf } = await shelf(t);
  const [first, shared, last] = [words(60, 150), words(61, 100), words(62, 150)];
  const between = [...first.slice(-60), ...shared, ...last.slice(0, 60)].join(' ');
  await note('left', [...first, ...shared].join(' '));
  await note('right', [...shared, ...last].join(' '));
  assert.equal((await catalogue.copies(idOf('left'), 10)).group, 1);
  await note('between', between);
  assert.equal((await catalogue.copies(idOf('left'), 10)).group, 3);
  await note('between', text(63));
  assert.equal((await catalogue.copies(idOf('left'), 10)).group, 1);
  assert.deepEqual(await copiesOf('left'), ['right passages']);
  await note('between', between);
  assert.equal((await catalogue.copies(idOf('right'), 10)).group, 3);
  await note('between', undefined);
  assert.deepEqual(await copiesOf('right'), ['left passages']);
});

test('a short text is found in a very long one', async (t) => {
  const { note, copiesOf } = await shelf(t);
  const book = words(70, 60_000);
  await note('book', book.join(' '));
  await note('slip', book.slice(31_000, 31_060).join(' '));
  assert.deepEqual(await copiesOf('slip'), ['book part']);
});

test('of a form letter that came a hundred times every copy finds some, and all are one group', async (t) => {
  const { note, catalogue, idOf } = await shelf(t);
  const letter = text(80);
  for (let i = 0; i < 100; i += 1) await note(`letter ${i}`, `Dear ${text(1000 + i, 3)}, ${letter}`);
  const { group, near } = await catalogue.copies(idOf('letter 99'), 1);
  assert.equal(group, 100);
  assert.ok(near > 20, `${near}`);
});

test('what was found does not depend on whether texts came one by one or together', async (t) => {
  const texts = new Map(
    Array.from({ length: 12 }, (_, i) => [`text ${i}`, `${text(90 + (i % 4))} ${text(200 + i, 30)}`]),
  );
  const one = await shelf(t);
  for (const [name, each] of texts) await one.note(name, each);
  const other = await shelf(t);
  await Promise.all([...texts].map(([name, each]) => other.note(name, each)));
  for (const name of texts.keys()) {
    assert.deepEqual((await one.copiesOf(name)).toSorted(), (await other.copiesOf(name)).toSorted());
  }
});

test('a text whose derivative is gone keeps no other from being compared', async (t) => {
  const { note, copiesOf, records, idOf, find } = await shelf(t);
  await records.exclusively((connection) => noteTexts([[idOf('lost'), sha256Of('nowhere')]], connection));
  await find();
  await note('memo', text(100));
  await note('memo again', `${text(100)} end`);
  assert.deepEqual(await copiesOf('memo'), ['memo again same']);
});

test('texts that were read before near copies were looked for are compared too', async (t) => {
  const file = join(await temporaryFolder(t), 'case.db');
  const older = await openRecords(file, { ...intakeMigrations, ...readingMigrations });
  const row = { outcome: 'read', reason: null, media_type: 'text/plain', title: null, pages: 0, characters: 9 };
  const rest = { languages: '[]', stages: '[]', layout_derivative: null, indexed: 1 };
  await older.exclusively((connection) =>
    connection
      .as<ReadingTables>()
      .insertInto('reading')
      .values([
        { original: sha256Of('a'), ...row, ...rest, text_derivative: sha256Of('text') },
        { original: sha256Of('b'), ...row, ...rest, text_derivative: null },
      ])
      .execute(),
  );
  await older.close();
  const records = await openRecords(file, { ...intakeMigrations, ...readingMigrations, ...copyMigrations });
  t.after(() => records.close());
  const due = await records.reading
    .as<CopyTables>()
    .selectFrom('copy_signature')
    .select(['original', 'wanted'])
    .execute();
  assert.deepEqual(due, [{ original: sha256Of('a'), wanted: sha256Of('text') }]);
});
