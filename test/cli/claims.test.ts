import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ClaimAnswer, ClaimsAnswer } from '../../src/server/claims-schemas.ts';
import { commandLine } from '../helpers/command-line.ts';

const TEXTS: Readonly<Record<string, { readonly header: string; readonly body: string }>> = {
  post: {
    header: 'url: http://post.example/1\noutlet: The Karasu Post\npublished: 2019-03-04\n\n',
    body: 'Fire at the Karasu mill\nThe fire at the Karasu mill killed 12 people on Sunday, the interior ministry said.\nMore than 30 people were injured in the fire at the mill, doctors said.\n',
  },
  wire: {
    header: 'url: http://wire.example/2\noutlet: Valley Wire\npublished: 2019-03-05\n\n',
    body: 'Death toll of the Karasu mill fire\nThe fire at the Karasu mill killed 15 people on Sunday, the fire brigade said.\nThe mill had been warned, “we told them often in the winter”, the mayor said.\n',
  },
};

interface Evaluated {
  readonly statements: readonly {
    readonly id: string;
    readonly doc: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly value: { readonly lo?: number };
  }[];
  readonly claims: readonly { readonly statements: readonly string[]; readonly verdict: string }[];
}

test('claims are listed, shown, judged and given away on the command line', { timeout: 300_000 }, async (t) => {
  const { outside, call } = await commandLine(t);
  const docs = join(outside, 'mill', 'docs');
  await mkdir(docs, { recursive: true });
  for (const [name, { header, body }] of Object.entries(TEXTS))
    await writeFile(join(docs, `${name}.txt`), header + body);
  const at = join(outside, 'case');
  const ok = async (...argv: string[]): Promise<readonly string[]> => {
    const { status, out, notes } = await call(...argv);
    assert.equal(status, 0, `${argv.join(' ')}: ${notes.join(' ')}`);
    return out;
  };
  const evaluate = async (): Promise<Evaluated> =>
    JSON.parse((await ok('claims', at, '--format', 'evaluation', '--story', 'mill')).join('\n'));
  await ok('new', at);
  await ok('add', at, join(outside, 'mill'));

  await t.test('what was found is told in the shape of labelled stories, counted from below the header', async () => {
    const { statements, claims } = await evaluate();
    for (const { doc, start, end, text } of statements) assert.equal(TEXTS[doc]?.body.slice(start, end), text);
    assert.deepEqual(
      statements.flatMap(({ value }) => value.lo ?? []).toSorted((a, b) => a - b),
      [12, 15, 30],
    );
    assert.ok(statements.every(({ text }) => !text.includes('2019')));
    assert.deepEqual(
      claims.filter(({ verdict }) => verdict === 'conflict').map(({ statements: ids }) => ids.length),
      [2],
    );
  });

  await t.test('the list tells conflicts first, and as JSON what docs/api.md says', async () => {
    const [first] = await ok('claims', at);
    assert.match(first ?? '', /^CONFLICT /);
    const found = ClaimsAnswer.parse(JSON.parse((await ok('claims', at, '--conflicts', '--json')).join('')));
    assert.equal(found.total, 1);
    assert.deepEqual(found.progress, { waiting: 0, failed: 0, aligning: false, statements: found.all.statements });
  });

  const [conflict] = ClaimsAnswer.parse(JSON.parse((await ok('claims', at, '--conflicts', '--json')).join(''))).claims;
  assert.ok(conflict);

  await t.test('a claim is found by any of its statements, and tells why it conflicts', async () => {
    const ids = conflict.values.flatMap(({ statements }) => statements);
    assert.equal(ids.length, 2);
    const text = (await ok('claim', at, ids.at(-1) ?? '')).join('\n');
    assert.match(text, /^CONFLICT/);
    assert.match(text, /12 people”/);
    assert.match(text, /The two figures have no number in common/);
    ClaimAnswer.parse(JSON.parse((await ok('claim', at, ids[0] ?? '', '--json')).join('')));
    assert.equal((await call('claim', at, 'nosuch')).status, 4);
  });

  await t.test('an assessment is signed, shown, and goes out as a ClaimReview', async () => {
    const reason = 'The brigade counted last.';
    const [id] = await ok('decide', at, 'assess', conflict.id, 'reservation', '--reason', reason, '--grading', 'B2');
    assert.ok(id);
    assert.ok((await ok('decide', at)).join('').endsWith(id));
    assert.match(
      (await ok('claim', at, conflict.id)).join('\n'),
      /Stands with a reservation \(B2\): The brigade counted last\./,
    );
    const { '@graph': reviews } = JSON.parse(
      (await ok('claims', at, '--format', 'claimreview', '--as', 'The Post')).join(''),
    );
    assert.deepEqual(
      reviews.map((review: { reviewBody: string; author: { name: string } }) => [
        review.reviewBody,
        review.author.name,
      ]),
      [[reason, 'The Post']],
    );
    await ok('decide', at, 'withdraw', id);
    const after = JSON.parse((await ok('claims', at, '--format', 'claimreview')).join(''));
    assert.deepEqual(after['@graph'], []);
  });

  await t.test('of a file of decisions all are signed, or none', async () => {
    const { statements } = await evaluate();
    const hurt = statements.find(({ value }) => value.lo === 30);
    assert.ok(hurt);
    const file = join(outside, 'decisions.json');
    const reject = { kind: 'reject', statement: hurt.id, reason: 'beside the matter' };
    await writeFile(file, JSON.stringify([reject, { kind: 'accept', statement: '0'.repeat(24) }]));
    assert.equal((await call('decide', at, '--json', file)).status, 4);
    await writeFile(file, JSON.stringify([reject]));
    assert.equal((await ok('decide', at, '--json', file)).length, 1);
    assert.ok(!(await evaluate()).statements.some(({ id }) => id === hurt.id));
  });

  await t.test('a statement is added at words that stand once, and corrected', async () => {
    const path = 'mill/docs/wire.txt';
    await ok('decide', at, 'add', path, 'often in the winter', 'figure', '3 warnings', '--counted', 'often');
    const added = (await evaluate()).statements.find(({ text }) => text === 'often in the winter');
    assert.equal(added?.value.lo, 3);
    await ok('decide', at, 'correct', added?.id ?? '', '>2');
    const corrected = (await evaluate()).statements.find(({ text }) => text === 'often in the winter');
    assert.equal(corrected?.value.lo, 2);
  });

  await t.test('every format is a file that holds every statement', async () => {
    const said = (await evaluate()).statements.length;
    const csv = (await ok('claims', at, '--format', 'csv')).join('\n');
    assert.equal(csv.match(/,[0-9a-f]{64},/g)?.length, said);
    assert.equal(
      (await ok('claims', at, '--format', 'ftm')).join('\n').match(/"prop":"recordId","schema":"Documentation"/g)
        ?.length,
      said,
    );
  });

  await t.test('words that make no sense are refused', async () => {
    for (const wrong of [
      ['--verdict', 'true'],
      ['--conflicts', '--verdict', 'agree'],
      ['--format', 'xml'],
      ['--format', 'evaluation'],
      ['--limit', '0'],
      ['--format', 'claimreview', '--page', 'checks.html'],
    ]) {
      assert.equal((await call('claims', at, ...wrong)).status, 2, wrong.join(' '));
    }
    assert.equal((await call('decide', at, 'burn')).status, 2);
  });
});
