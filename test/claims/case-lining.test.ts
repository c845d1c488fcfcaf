import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gist, PAPERS, spokenCase, take } from './spoken-case.ts';

const UNRELATED = {
  'weather.txt': `outlet: Inland News
published: 2019-05-02

Rain
Nine bridges were closed in the valley of Orrin on Thursday, the road office said.
`,
};

test('the order in which documents come, and being closed in between, change no claim', async (t) => {
  const together = await gist((await spokenCase(t)).opened);
  const names = Object.keys(PAPERS).toReversed();
  const one = await spokenCase(t, {});
  let opened = one.opened;
  for (const [index, name] of names.entries()) {
    if (index === 2) {
      await opened.close();
      opened = await one.open();
    }
    await take(opened, one.outside, { [name]: PAPERS[name as keyof typeof PAPERS] });
  }
  assert.deepEqual(await gist(opened), together);
});

test('copies of a document and documents about something else change no verdict and no number of origins', async (t) => {
  const { opened, outside } = await spokenCase(t);
  const before = (await gist(opened)).map((claim) => JSON.parse(claim) as { verdict: string; from: string[] });
  await take(opened, outside, { 'gazette again.txt': `${PAPERS['gazette.txt']}\n`, ...UNRELATED });
  const after = (await gist(opened)).map(
    (claim) => JSON.parse(claim) as { said: string[]; verdict: string; from: string[] },
  );
  const told = after.filter(({ said }) => said.some((each) => !each.startsWith('weather.txt')));
  const facts = (claims: readonly { verdict: string; from: string[] }[]): readonly string[] =>
    claims.map(({ verdict, from }) => `${verdict} ${from.length}`).toSorted();
  assert.deepEqual(facts(told), facts(before));
});

test('a sheet, data and a document of fifty thousand numbers make no claims that nobody said', async (t) => {
  const numbers = Array.from({ length: 50_000 }, (_, index) => String(index)).join(' ');
  const { opened } = await spokenCase(t, {
    'sheet.csv': 'people,killed\n12,19\n40,41\n',
    'data.json': '{"text": "12 people were killed on Sunday, the ministry said."}',
    'numbers.txt': numbers,
    'cells.txt': Array.from({ length: 2_000 }, (_, index) => `${index}\t${index * 3}\tpeople`).join('\n'),
  });
  const { waiting, statements } = await opened.claimsProgress();
  assert.deepEqual([waiting, statements], [0, 0]);
});
