import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { CLAIM_EXPORTS, everyClaim, exportClaims, isClaimExport } from '../../src/claims/export-claims.ts';
import type { ExportAbout } from '../../src/claims/export-about.ts';
import { indexDecided, NOTHING_DECIDED } from '../../src/claims/keeping/decided.ts';
import { namedKeys, type Source } from '../../src/claims/lineage/sources.ts';
import type { SignedDecision } from '../../src/nouns/decision.ts';
import { CONFLICT, MADE, madeBoard, madeClaim, madeFigure, madeStatement, stream, written } from './made-claims.ts';

const ABOUT: ExportAbout = { id: 'case-1', name: 'Karasu' };

const csvOf = async (claims = MADE, about = ABOUT) =>
  rowsOf(await written(CLAIM_EXPORTS.csv.write(stream(claims), about)));

/** A reader of RFC 4180 as short as it can be. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

async function records(claims = MADE, about = ABOUT): Promise<readonly Readonly<Record<string, string>>[]> {
  const [head = [], ...rows] = await csvOf(claims, about);
  return rows.map((row) => {
    assert.equal(row.length, head.length);
    return Object.fromEntries(head.map((name, i) => [name, row[i] ?? '']));
  });
}

test('the CSV has one line for each statement, with its value and its citation', async () => {
  const [first, second, ...rest] = await records();
  assert.equal(rest.length, 4);
  assert.ok(first && second);
  assert.deepEqual(
    [first['claim'], first['verdict'], first['documents'], first['origins'], first['conflicts-with']],
    ['s1', 'conflict', '3', '2', 's2'],
  );
  assert.deepEqual([first['value'], first['lo'], first['hi'], first['unit']], ['141 people', '141', '141', 'people']);
  assert.deepEqual([first['words'], first['page'], first['start'], first['end']], ['141 injured', '2', '123', '134']);
  assert.equal(first['sha256'], CONFLICT.statements[0]?.document.sha256);
  assert.equal(first['credited-to'], 'the ministry; AFP');
  assert.deepEqual(
    [second['value'], second['lo'], second['hi'], second['lo-open']],
    ['>150 people', '150', '', 'true'],
  );
  assert.equal(second['page'], '');
  assert.equal(second['judgements'], 'reservation (B2), A. Writer, 2026-01-02; undecided, B. Editor, 2026-01-03');
});

test('no field of the CSV runs as a formula, and rejected statements are not in it', async () => {
  const rows = await csvOf();
  for (const field of rows.flat()) assert.doesNotMatch(field, /^[=+\-@\t\r]/);
  assert.ok(rows.flat().includes(`'=HYPERLINK("http://x")`));
  assert.ok(!rows.flat().includes('s9'));
});

test('the CSV opens each statement where that can be done', async () => {
  const [first] = await records(MADE, { ...ABOUT, link: ({ id }) => `http://127.0.0.1/${id}` });
  assert.equal(first?.['link'], 'http://127.0.0.1/s1');
});

test('whatever a document says comes out of the CSV as it went in, but for the apostrophe', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (words) => {
      const statement = madeStatement('x', words, words, { kind: 'quotation', words, speaker: words });
      const [only, ...more] = await records([madeClaim([statement])]);
      assert.equal(more.length, 0);
      assert.equal(only?.['words']?.replace(/^'/, ''), words.replace(/^'/, ''));
    }),
  );
});

test('the JSON is one object with every claim, its statements with their exact words', async () => {
  const { case: of, claims } = JSON.parse(await written(CLAIM_EXPORTS.json.write(stream(MADE), ABOUT)));
  assert.deepEqual(of, { id: 'case-1', name: 'Karasu' });
  assert.deepEqual(
    claims.map(({ id }: { id: string }) => id),
    ['s1', 'q1', 't1', 'n1'],
  );
  const [first, second] = claims[0].statements;
  assert.equal(first.words, '141 injured');
  assert.deepEqual(
    [first.document.sha256, first.page, first.start, first.end],
    [CONFLICT.statements[0]?.document.sha256, 2, 123, 134],
  );
  assert.ok(!('page' in second));
  assert.ok(!('speaker' in claims[1].statements[0].value));
  assert.equal(claims[0].rejected.length, 1);
});

test('no claims make files that can still be read', async () => {
  const text = async (format: 'csv' | 'json' | 'claimreview' | 'ftm') =>
    written(CLAIM_EXPORTS[format].write(stream([]), ABOUT));
  assert.deepEqual(JSON.parse(await text('json')).claims, []);
  assert.deepEqual(JSON.parse(await text('claimreview'))['@graph'], []);
  assert.equal(await text('ftm'), '');
  assert.equal((await csvOf([])).length, 1);
});

const reviews = async (about: Partial<ExportAbout> = {}) =>
  JSON.parse(await written(CLAIM_EXPORTS.claimreview.write(stream(MADE), { ...ABOUT, ...about })));

test('each assessment of a claim is a ClaimReview, with what schema.org and Google ask for', async () => {
  const { '@context': context, '@graph': graph } = await reviews({ page: 'https://news.example/checks' });
  assert.equal(context, 'https://schema.org');
  assert.equal(graph.length, 2);
  const [first, second] = graph;
  // developers.google.com/search/docs/appearance/structured-data/factcheck: claimReviewed, reviewRating and url are required.
  assert.equal(first['@type'], 'ClaimReview');
  assert.equal(first.claimReviewed, 'More than 150 injured, AFP said.');
  assert.equal(first.url, 'https://news.example/checks#s1');
  assert.deepEqual(first.reviewRating, {
    '@type': 'Rating',
    alternateName: 'Stands with a reservation',
    ratingValue: 4,
    worstRating: 1,
    bestRating: 5,
    ratingExplanation: 'Admiralty scale: B2',
  });
  assert.equal(first.reviewBody, 'The later count is the fuller one.');
  assert.deepEqual(second.reviewRating, { '@type': 'Rating', alternateName: 'Cannot be decided yet' });
  assert.equal(second.claimReviewed, 'Doctors, "tired", said 141 injured were brought in.');
});

test('the claim of a review tells where it appears, first and everywhere, with its citation', async () => {
  const [{ itemReviewed }] = (await reviews())['@graph'];
  assert.equal(itemReviewed['@type'], 'Claim');
  assert.equal(itemReviewed.appearance.length, 3);
  assert.equal(itemReviewed.firstAppearance.text, '141 injured');
  assert.equal(itemReviewed.datePublished, '2017-06-24');
  assert.deepEqual(itemReviewed.firstAppearance.identifier, [
    { '@type': 'PropertyValue', propertyID: 'SHA-256', value: CONFLICT.statements[0]?.document.sha256 },
    { '@type': 'PropertyValue', propertyID: 'page', value: '2' },
    { '@type': 'PropertyValue', propertyID: 'UTF-16 code units', value: '123-134' },
  ]);
  assert.deepEqual(itemReviewed.author, [{ '@type': 'Organization', name: 'Interior ministry' }]);
});

test('nobody is named in a review unless that is asked for', async () => {
  const quiet = await reviews();
  assert.doesNotMatch(JSON.stringify(quiet), /A\. Writer|B\. Editor/);
  assert.deepEqual(quiet['@graph'][0].author, { '@type': 'Organization', name: 'Karasu' });
  const [loud] = (await reviews({ signed: true, publishesAs: 'The Valley Post' }))['@graph'];
  assert.deepEqual(loud.author, { '@type': 'Organization', name: 'The Valley Post' });
  assert.deepEqual(loud.creator, { '@type': 'Person', name: 'A. Writer' });
  assert.ok(!('url' in loud));
});

interface FtmRow {
  readonly id: string;
  readonly entity_id: string;
  readonly canonical_id: string;
  readonly schema: string;
  readonly prop: string;
  readonly value: string;
  readonly dataset: string;
  readonly lang: string | null;
}

async function ftmRows(claims = MADE): Promise<readonly FtmRow[]> {
  const text = await written(CLAIM_EXPORTS.ftm.write(stream(claims), ABOUT));
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const FTM: Readonly<Record<string, { required: readonly string[]; properties: Readonly<Record<string, string>> }>> =
  JSON.parse(readFileSync(new URL('../fixtures/ftm-schemata.json', import.meta.url), 'utf8')).schemata;

test('FollowTheMoney knows every schema and property that is used', async () => {
  for (const { schema, prop } of await ftmRows()) {
    assert.ok(FTM[schema], schema);
    assert.ok(prop === 'id' || prop in FTM[schema].properties, `${schema}.${prop}`);
  }
});

test('every entity of the FollowTheMoney export is there once, has what its schema requires, and is linked to ones that are there', async () => {
  const rows = await ftmRows();
  const entities = Map.groupBy(rows, (row) => row.entity_id);
  for (const [id, of] of entities) {
    const [{ schema } = { schema: '' }] = of;
    assert.equal(of.filter(({ prop }) => prop === 'id').length, 1, id);
    for (const required of FTM[schema]?.required ?? []) {
      assert.ok(
        of.some(({ prop }) => prop === required),
        `${schema} ${id} has no ${required}`,
      );
    }
    for (const { prop, value } of of) {
      if (FTM[schema]?.properties[prop] === 'entity') assert.ok(entities.has(value), `${id} ${prop} ${value}`);
    }
  }
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
});

test('a FollowTheMoney statement has the name that the library gives it', async () => {
  for (const { id, dataset, entity_id, prop, value, lang } of await ftmRows()) {
    const key = `${dataset}.${entity_id}.${prop}.${value}${lang === null ? '' : `@${lang}`}`;
    assert.equal(id, createHash('sha1').update(key).digest('hex'));
  }
});

test('every statement of the FollowTheMoney export carries its citation', async () => {
  const entities = Map.groupBy(await ftmRows(), (row) => row.entity_id);
  const said = MADE.flatMap(({ statements }) => statements);
  for (const { id, document, page, start, end } of said) {
    const value = (prop: string) => entities.get(`statement-${id}`)?.find((row) => row.prop === prop)?.value;
    assert.equal(
      value('recordId'),
      `sha256:${document.sha256}${page === undefined ? '' : ` page ${page}`} ${start}-${end}`,
    );
    assert.equal(value('proof'), document.sha256);
  }
  const quoted = entities.get('statement-s3')?.find(({ prop }) => prop === 'description');
  assert.deepEqual([quoted?.value, quoted?.lang], ['141人受伤', 'zho']);
});

test('a lineage that a person denied, and the people who decide, are not in the FollowTheMoney export', async () => {
  assert.doesNotMatch(JSON.stringify(await ftmRows()), /A rumour|A\. Writer|B\. Editor/);
});

test('what is given away has sources under the names that people gave them, as long as they did not take them back', async () => {
  const named = (source: string, name: string, replaced = false): SignedDecision => ({
    id: source,
    decision: { kind: 'name-source', source, name },
    actor: 'A. Writer',
    at: '2026-01-02T03:04:05.000Z',
    seq: 1,
    replaced,
  });
  const given = [
    named('interior MINISTRY', 'An office'),
    named('Valley Post', 'A paper'),
    named('A paper', 'Heron'),
    named('AFP', 'Agency', true),
    // A ring of names ends, wherever it ends.
    named('the ministry', 'the ministers'),
    named('the ministers', 'the ministry'),
  ];
  const board = { ...madeBoard(), decisions: async () => given };
  for (const format of ['claimreview', 'ftm'] as const) {
    const text = await written(await exportClaims(format, board, {}, ABOUT));
    assert.doesNotMatch(text, /Interior ministry"|Valley Post|A paper/, format);
    assert.match(text, /An office/, format);
    assert.match(text, /Heron/, format);
  }
  assert.match(await written(await exportClaims('csv', board, {}, ABOUT)), /Valley Post/);
});

test('a name that is given to a person holds with a title and without, and for nobody else', () => {
  const pseudonym = { source: 'witness Marta Vel', name: 'Source K' };
  const { shown } = indexDecided({ ...NOTHING_DECIDED, names: [pseudonym] });
  const cases: readonly (readonly [Source, string, string])[] = [
    [{ name: 'witness Marta Vel', kind: 'person', key: 'marta vel' }, 'Source K', 'as it was written'],
    [{ name: 'Marta Vel', kind: 'person', key: 'marta vel' }, 'Source K', 'by her name alone'],
    [{ name: 'Tomas Vel', kind: 'person', key: 'tomas vel' }, 'Tomas Vel', 'somebody else'],
    [{ name: 'witnesses', kind: 'crowd', key: 'witnesses' }, 'witnesses', 'what she was called by is no name'],
  ];
  for (const [source, name, why] of cases) assert.equal(shown(source).name, name, why);
  assert.deepEqual(namedKeys('police spokesman Karl Dorn'), ['police spokesman karl dorn'], 'the police have one name');
  assert.deepEqual(
    namedKeys('Ann Lee of the Hill Echo'),
    ['ann lee hill echo'],
    'a paper is not hidden with its reporter',
  );
});

test('every claim is walked once and looked up once, also while claims become one', async () => {
  const many = Array.from({ length: 1_234 }, (_, i) =>
    madeClaim([madeStatement(`m${i}`, '3 injured.', '3 injured', madeFigure(3))]),
  );
  const board = madeBoard(many);
  let lists = 0;
  const moving = {
    claimIds: (filter: Parameters<typeof board.claimIds>[0]) => {
      lists += 1;
      return board.claimIds(filter);
    },
    // The first two were lined up into one meanwhile, and the third is gone.
    claim: async (id: string) => (id === 'm2' ? undefined : board.claim(id === 'm1' ? 'm0' : id)),
  };
  const ids = (await Array.fromAsync(everyClaim(moving))).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.length, 1_232);
  assert.equal(lists, 1);
  assert.equal((await Array.fromAsync(everyClaim(board))).length, 1_234);
  assert.deepEqual(
    (await Array.fromAsync(everyClaim(board, { offset: 700, limit: 2 }))).map(({ id }) => id),
    ['m700', 'm701'],
  );
});

test('formats are told from other words', () => {
  assert.ok(isClaimExport('ftm'));
  assert.ok(!isClaimExport('toString'));
});
