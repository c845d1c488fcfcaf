import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluationOf, type EvaluatedDocument } from '../../src/claims/export-evaluation.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import type { ClaimView, StatementView } from '../../src/claims/case-claims.ts';
import { CONFLICT, madeClaim, madeFigure, madeStatement, stream } from './made-claims.ts';

const HEADER = 'url: http://news.example/1\noutlet: The Valley Post 🜨\npublished: 2017-06-24\n\n';
const BODY = 'Headline\nDoctors said 141 injured were brought in, 12 of them children.\n';

function saidIn(
  id: string,
  path: string,
  text: string,
  words: string,
): { statement: StatementView; path: string; text: string } {
  const start = text.indexOf(words);
  const statement = madeStatement(id, text, words, madeFigure(141), {
    document: { sha256: sha256Of(path), title: path },
    start,
    end: start + words.length,
    sentence: { text, start: 0, language: 'en' },
  });
  return { statement, path, text };
}

async function evaluate(
  told: readonly { readonly statement: StatementView; readonly path: string; readonly text: string }[],
  changes: Partial<ClaimView> = {},
  story = 'harbour',
): ReturnType<typeof evaluationOf> {
  const documents = new Map<string, EvaluatedDocument>(
    told.map(({ statement, path, text }) => [statement.document.sha256, { paths: [path], text }]),
  );
  const claim = madeClaim(
    told.map(({ statement }) => statement),
    changes,
  );
  return evaluationOf(story, stream([claim]), async (sha256) => documents.get(sha256));
}

test('offsets count from below the header, and the words stand exactly there', async () => {
  const { statements, story } = await evaluate([saidIn('s1', 'harbour/docs/post.txt', HEADER + BODY, '141 injured')]);
  assert.equal(story, 'harbour');
  const [only] = statements;
  assert.ok(only);
  assert.equal(only.doc, 'post');
  assert.equal(BODY.slice(only.start, only.end), '141 injured');
  assert.equal(only.text, '141 injured');
  assert.deepEqual(only.value, { lo: 141, hi: 141, unit: 'people' });
  assert.equal(only.attributed_to, 'the ministry');
});

test('a text without a header begins at its beginning', async () => {
  const { statements } = await evaluate([saidIn('s1', 'docs/post.txt', BODY, '141 injured')]);
  assert.equal(BODY.slice(statements[0]?.start, statements[0]?.end), '141 injured');
});

test('what stands in the header is no statement of the story', async () => {
  const header = HEADER.replace('The Valley Post', '141 injured');
  const { statements, claims } = await evaluate([
    saidIn('s1', 'harbour/docs/a.txt', header + BODY, '141 injured'),
    saidIn('s2', 'harbour/docs/b.txt', HEADER + BODY, '12 of them'),
  ]);
  assert.deepEqual(
    statements.map(({ id }) => id),
    ['s2'],
  );
  assert.deepEqual(claims[0]?.statements, ['s2']);
});

test('of a case with several stories only the one that is asked for is told', async () => {
  const told = [
    saidIn('s1', 'all/harbour/docs/a.txt', HEADER + BODY, '141 injured'),
    saidIn('s2', 'all/mill/docs/a.txt', HEADER + BODY, '141 injured'),
    saidIn('s3', 'all/harbour/gold.json', BODY, '141 injured'),
  ];
  const { statements } = await evaluate(told);
  assert.deepEqual(
    statements.map(({ id }) => id),
    ['s1'],
  );
  const whole = await evaluate(told, {}, 'elsewhere');
  assert.equal(whole.statements.length, 2);
});

test('claims keep their conflicts and origins, and documents go by their names', async () => {
  const first = saidIn('s1', 'harbour/docs/post.txt', HEADER + BODY, '141 injured');
  const second = saidIn('s2', 'harbour/docs/wire.txt', HEADER + BODY, '141 injured');
  const { claims, lineage } = await evaluate([first, second], {
    verdict: 'conflict',
    conflicts: [{ first: 's1', second: 's2', reason: 'boundary' }],
    origins: [
      {
        source: `document ${second.statement.document.sha256}`,
        key: 'k',
        documents: 2,
        held: true,
        statements: [{ id: 's1', reason: 'own' }],
      },
    ],
    lineage: [
      {
        document: first.statement.document.sha256,
        from: `document ${second.statement.document.sha256}`,
        tier: 'media',
        kind: 'text-reuse',
        evidence: { start: 0, end: 4 },
        words: 'Head',
      },
    ],
  });
  assert.deepEqual(claims, [
    {
      id: 's1',
      about: 'injured',
      statements: ['s1', 's2'],
      verdict: 'conflict',
      conflicts: [['s1', 's2', 'boundary: ']],
      origins: ['document wire'],
      independent_origins: 1,
    },
  ]);
  assert.deepEqual(lineage, [{ doc: 'post', derives_from: 'document wire', kind: 'text-reuse', tier: 'media' }]);
});

test('documents that the case no longer has say nothing', async () => {
  const told = await evaluationOf('harbour', stream([CONFLICT]), async () => undefined);
  assert.deepEqual(told, { story: 'harbour', statements: [], claims: [], lineage: [] });
});
