import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import { parseDecision } from '../../src/claims/parse-decision.ts';
import { decisionsIn, readDecision, WORDS, type DecideOptions } from '../../src/cli/decide-words.ts';
import { CONFLICT, madeBoard, MADE } from '../claims/made-claims.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { DOCUMENT, fakeCase, FILE, TEXT } from '../server/fake-case.ts';

const fake = fakeCase();
const board = madeBoard(MADE);
const opened = {
  claim: (id: string) => board.claim(id),
  document: async (ref: string) =>
    ref === CONFLICT.statements[0]?.document.sha256 ? fake.document(DOCUMENT) : fake.document(ref),
};

const decided = async (what: string, words: readonly string[], options: DecideOptions = {}) =>
  (await readDecision(opened, what, words, options)).map(parseDecision);

const SAID: readonly {
  readonly why: string;
  readonly what: string;
  readonly words: readonly string[];
  readonly options?: DecideOptions;
  readonly decisions: readonly object[];
}[] = [
  {
    why: 'several at once',
    what: 'accept',
    words: ['s1', 's2'],
    decisions: [
      { kind: 'accept', statement: 's1' },
      { kind: 'accept', statement: 's2' },
    ],
  },
  {
    why: 'with a reason',
    what: 'reject',
    words: ['s1'],
    options: { reason: 'a page number' },
    decisions: [{ kind: 'reject', statement: 's1', reason: 'a page number' }],
  },
  {
    why: 'a value that keeps its unit and what is counted',
    what: 'correct',
    words: ['s1', '>140'],
    decisions: [
      {
        kind: 'correct',
        statement: 's1',
        value: { kind: 'figure', lo: 140, hi: null, loOpen: true, hiOpen: false, unit: 'people', counted: 'injured' },
      },
    ],
  },
  {
    why: 'a stance whose holder somebody else is, at words that stand once',
    what: 'correct',
    words: ['n1', 'neutral: the account'],
    options: { holder: 'The mayor', at: '4-9' },
    decisions: [
      {
        kind: 'correct',
        statement: 'n1',
        span: { start: 4, end: 9 },
        value: { kind: 'stance', holder: 'The mayor', target: 'the account', polarity: 'neutral', verb: 'deny' },
      },
    ],
  },
  {
    why: 'a quotation of which nobody knows the speaker',
    what: 'correct',
    words: ['q1', 'other words'],
    decisions: [
      { kind: 'correct', statement: 'q1', value: { kind: 'quotation', words: 'other words', speaker: undefined } },
    ],
  },
  {
    why: 'words that stand once, credited',
    what: 'add',
    words: [FILE.path, 'All keys', 'figure', '17 keys'],
    options: { counted: 'keys', credit: ['the office'] },
    decisions: [
      {
        kind: 'add',
        document: DOCUMENT,
        span: { start: TEXT.indexOf('All keys'), end: TEXT.indexOf('All keys') + 8 },
        value: { kind: 'figure', lo: 17, hi: 17, loOpen: false, hiOpen: false, unit: 'keys', counted: 'keys' },
        attributedTo: [{ name: 'the office' }],
      },
    ],
  },
  {
    why: 'to another claim',
    what: 'move',
    words: ['s1'],
    options: { to: 't1' },
    decisions: [{ kind: 'move', statements: ['s1'], to: 't1' }],
  },
  {
    why: 'to a claim of their own',
    what: 'split',
    words: ['s1', 's3'],
    decisions: [{ kind: 'move', statements: ['s1', 's3'] }],
  },
  { why: 'two claims', what: 'merge', words: ['s1', 't1'], decisions: [{ kind: 'merge', claims: ['s1', 't1'] }] },
  {
    why: 'two counts of different days',
    what: 'no-conflict',
    words: ['s1', 's2'],
    options: { reason: 'a day apart' },
    decisions: [{ kind: 'no-conflict', pair: ['s1', 's2'], reason: 'a day apart' }],
  },
  {
    why: 'by the beginning of its SHA-256',
    what: 'lineage',
    words: [DOCUMENT.slice(0, 8), 'AFP'],
    options: { not: true },
    decisions: [{ kind: 'lineage', document: DOCUMENT, from: 'AFP', holds: false }],
  },
  {
    why: 'a pseudonym',
    what: 'name-source',
    words: ['J. Doe', 'Heron'],
    decisions: [{ kind: 'name-source', source: 'J. Doe', name: 'Heron' }],
  },
  {
    why: 'graded',
    what: 'assess',
    words: ['s1', 'reservation'],
    options: { reason: 'late', grading: 'B2', 'rests-on': ['s2'] },
    decisions: [
      {
        kind: 'assess',
        claim: 's1',
        judgement: 'reservation',
        grading: { reliability: 'B', credibility: 2 },
        reason: 'late',
        restsOn: ['s2'],
      },
    ],
  },
  { why: 'a decision', what: 'withdraw', words: ['d1'], decisions: [{ kind: 'withdraw', decision: 'd1' }] },
];
for (const { why, what, words, options, decisions } of SAID) {
  test(`\`touchstone decide\` says it in few words: ${what}, ${why}`, async () => {
    assert.deepEqual(await decided(what, words, options), decisions);
  });
}

test('every word that can be decided is tried above', () => {
  assert.deepEqual(new Set(SAID.map(({ what }) => what)), new Set(WORDS.map(({ name }) => name)));
});

const WRONG: readonly { why: string; what: string; words: readonly string[]; options?: DecideOptions; code: string }[] =
  [
    { why: 'a word that is none', what: 'burn', words: ['s1'], code: 'bad-input' },
    { why: 'too few words', what: 'merge', words: ['s1'], code: 'bad-input' },
    { why: 'no reason where one is owed', what: 'no-conflict', words: ['s1', 's2'], code: 'bad-input' },
    { why: 'no claim to move to', what: 'move', words: ['s1'], code: 'bad-input' },
    {
      why: 'a judgement that is none',
      what: 'assess',
      words: ['s1', 'true'],
      options: { reason: 'x' },
      code: 'bad-input',
    },
    {
      why: 'a grading that is none',
      what: 'assess',
      words: ['s1', 'falls'],
      options: { reason: 'x', grading: 'B7' },
      code: 'bad-input',
    },
    { why: 'a value that is none', what: 'correct', words: ['s1', 'many'], code: 'bad-input' },
    { why: 'a statement that is not there', what: 'correct', words: ['s0', '3'], code: 'not-found' },
    { why: 'a kind that is none', what: 'add', words: [DOCUMENT, '1-2', 'rumour', '3'], code: 'bad-input' },
    { why: 'a document that is not there', what: 'add', words: ['lost.pdf', '1-2', 'figure', '3'], code: 'not-found' },
    { why: 'words that stand twice', what: 'add', words: [DOCUMENT, 'e', 'figure', '3 keys'], code: 'bad-input' },
    {
      why: 'words that do not stand there',
      what: 'add',
      words: [DOCUMENT, 'locks', 'figure', '3 keys'],
      code: 'bad-input',
    },
  ];
for (const { why, what, words, options, code } of WRONG) {
  test(`\`touchstone decide\` refuses with a remedy: ${what}, ${why}`, async () => {
    await assert.rejects(
      decided(what, words, options),
      (error) => error instanceof Problem && error.code === code && error.remedy !== '',
    );
  });
}

test('decisions come from a file, one or a list of them', async (t) => {
  const file = join(await temporaryFolder(t), 'decisions.json');
  await writeFile(file, '{"kind":"accept","statement":"s1"}');
  assert.deepEqual(await decisionsIn(file), [{ kind: 'accept', statement: 's1' }]);
  await writeFile(file, '[1, 2]');
  assert.deepEqual(await decisionsIn(file), [1, 2]);
  await writeFile(file, 'accept s1');
  const refused = (error: unknown) => error instanceof Problem && error.code === 'bad-input';
  await assert.rejects(decisionsIn(file), refused);
  await assert.rejects(decisionsIn(`${file}.lost`), refused);
});
