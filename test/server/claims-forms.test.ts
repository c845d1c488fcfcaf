import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { claim as made, lonely } from '../../scripts/preview-claim-page.ts';
import { cards, list } from '../../scripts/preview-claims.ts';
import { Problem } from '../../src/base/problem.ts';
import { LONGEST, MOST, type Decision } from '../../src/nouns/decision.ts';
import type { ClaimView } from '../../src/nouns/claim-views.ts';
import type { OpenCase } from '../../src/house.ts';
import { HOST, openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

type Fields = readonly (readonly [name: string, value: string])[];

/** More statements than a form lists at once, and than one decision takes. */
const large: ClaimView = {
  ...made,
  statements: Array.from({ length: 2_100 }, (_, index) => ({
    ...(made.statements[index % made.statements.length] ?? assert.fail()),
    id: `st-${index}`,
  })),
};
const target: ClaimView = { ...lonely, kind: made.kind, id: 'there-1' };

/** An app over one case with a large claim, and another one under two of its ids, neither of which a search finds. */
async function opened(changes: Partial<OpenCase> = {}) {
  const signed: Decision[] = [];
  const here = new Set([...large.statements, ...large.rejected].map(({ id }) => id));
  const app = await openApp([
    fakeCase({
      signer: 'A. Writer',
      claims: async () => list,
      claim: async (id) => (here.has(id) ? large : id.startsWith('there-') ? target : undefined),
      claimsProgress: async () => ({ waiting: 0, aligning: false, statements: 9 }),
      decisions: async () => [],
      statementsIn: async () => [],
      decide: async (decisions) => {
        signed.push(...decisions);
        return ['d-new'];
      },
      ...changes,
    }),
  ]);
  const post = async (what: string, fields: Fields): Promise<{ readonly status: number; readonly page: string }> => {
    const answer = await app.app.request(`/c/case-1/claims/decide/${what}`, {
      method: 'POST',
      headers: { host: HOST, cookie: app.cookie, 'sec-fetch-site': 'same-origin', origin: 'null' },
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    });
    return { status: answer.status, page: await answer.text() };
  };
  return { ...app, post, signed };
}

/** What a browser without scripts sends when the form of the page is sent as it stands, but for the button. */
function fieldsIn(page: string): Fields {
  const { document } = parseHTML(page);
  const form = document.querySelector('form[method=post].form') ?? assert.fail('there is no form');
  return [...form.querySelectorAll('input, select, textarea')].flatMap((field): Fields => {
    const name = field.getAttribute('name') ?? '';
    if (field.localName === 'textarea') return [[name, unescaped(field.textContent.replace(/^\n/, ''))]];
    if (field.localName === 'select') {
      const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
      return [[name, chosen?.getAttribute('value') ?? '']];
    }
    const isTicked = !['checkbox', 'radio'].includes(field.getAttribute('type') ?? '') || field.hasAttribute('checked');
    return isTicked ? [[name, field.getAttribute('value') ?? '']] : [];
  });
}

/** linkedom leaves what stands in a text area as it was written. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Fields that say something, in no order. */
function told(fields: Fields): readonly string[] {
  return fields
    .filter(([name, value]) => value !== '' && name !== 'looks')
    .map((field) => JSON.stringify(field))
    .toSorted();
}

const many = (name: string, count: number): Fields =>
  Array.from({ length: count }, (_, index) => [name, `st-${index}`]);
const FILLED: readonly { readonly what: string; readonly fields: Fields }[] = [
  { what: 'accept', fields: [['claim', 'st-0'], ['statement', 'st-1'], ['reason', 'typed']] },
  {
    what: 'correct',
    fields: [
      ['claim', 'st-0'],
      ['statement', 'st-1'],
      ['words', 'typed <b>words</b>'],
      ['kind', 'figure'],
      ['how', 'above-up-to'],
      ['number', '5'],
      ['numberTo', '7'],
      ['unit', 'people'],
      ['counted', 'of them'],
      ['reason', 'typed'],
    ],
  },
  {
    what: 'move',
    fields: [['claim', 'st-0'], ...many('statement', 450), ['to', 'there-1'], ['q', 'villages'], ['reason', 'typed']],
  },
  { what: 'move', fields: [['claim', 'st-0'], ['statement', 'st-1'], ['to', 'own'], ['reason', 'typed']] },
  { what: 'merge', fields: [['claim', 'st-0'], ['to', 'there-1'], ['q', ''], ['reason', 'typed']] },
  { what: 'no-conflict', fields: [['claim', 'st-0'], ['first', 'st-1'], ['second', 'st-5'], ['reason', 'typed']] },
  {
    what: 'lineage',
    fields: [
      ['claim', 'st-0'],
      ['document', made.statements[0]?.document.sha256 ?? ''],
      ['from', `document ${made.statements.at(-1)?.document.sha256}`],
      ['source', 'AFP'],
      ['holds', 'no'],
      ['reason', 'typed'],
    ],
  },
  { what: 'name-source', fields: [['claim', 'st-0'], ['source', 'AFP'], ['name', 'Source K'], ['reason', 'typed']] },
  {
    what: 'assess',
    fields: [
      ['claim', 'st-0'],
      ['judgement', 'falls'],
      ['reliability', 'B'],
      ['credibility', '2'],
      ...many('restsOn', 90),
      ['reason', 'typed'],
    ],
  },
  {
    what: 'add',
    fields: [
      ['document', DOCUMENT],
      ['at', '3-9'],
      ['words', 'typed words'],
      ['kind', 'date'],
      ['how', 'nearly'],
      ['from', '2017-05'],
      ['to', '2017-06'],
      ['event', 'what was'],
      ['polarity', 'neutral'],
      ['credit', 'AFP'],
    ],
  },
  { what: 'withdraw', fields: [['claim', 'st-0'], ['decision', 'd1'], ['reason', 'typed']] },
]; // prettier-ignore

describe('a form that comes back holds all that was sent, and sent again says the same', () => {
  for (const { what, fields } of FILLED) {
    const size = `${what}, ${fields.length} fields`;
    test(`the case refuses it: ${size}`, async () => {
      const refused = new Problem('bad-input', 'Something changed meanwhile.', { remedy: 'Try again.' });
      const { post } = await opened({ decide: () => Promise.reject(refused) });
      const { status, page } = await post(what, fields);
      assert.equal(status, 400);
      assert.deepEqual(told(fieldsIn(page)), told(fields));
    });
    test(`somebody looks for something in it: ${size}`, async () => {
      const { post, signed } = await opened();
      const sent: Fields = [...fields.filter(([name]) => name !== 'q'), ['looks', '1']];
      const { status, page } = await post(what, sent);
      assert.equal(status, 200);
      assert.deepEqual(told(fieldsIn(page)), told(sent));
      assert.deepEqual(signed, []);
    });
    test(`the claim is gone: ${size}`, async () => {
      const { post } = await opened({
        claim: async (id) => (id.startsWith('there-') ? target : undefined),
        document: async () => undefined,
      });
      const { status, page } = await post(what, fields);
      assert.equal(status, 404);
      assert.deepEqual(told(fieldsIn(page)), told(fields));
    });
  }
});

test('words of another claim are looked for in the form itself, and a link may bring them along', async () => {
  const { get, post } = await opened();
  for (const what of ['move', 'merge']) {
    const form = await (await get(`/c/case-1/claims/decide/${what}?claim=st-0&statement=st-250&q=villages`)).text();
    for (const { id } of cards) assert.ok(form.includes(`name="to" value="${id}"`), `${what} ${id}`);
    assert.ok(
      fieldsIn(form).some(([name, value]) => name === 'q' && value === 'villages'),
      what,
    );
    assert.equal(
      parseHTML(form).document.querySelectorAll('main form').length,
      1,
      'no form beside it loses what is typed',
    );
    const { page } = await post(what, [...fieldsIn(form), ['to', 'there-2'], ['looks', '1']]);
    assert.match(page, /name="to" value="there-1" checked/, 'by whichever of its statements it was chosen');
    for (const { id } of cards) assert.ok(page.includes(`name="to" value="${id}"`), `${what} ${id}`);
  }
});

test('the claim itself is never offered to go to', async () => {
  const { post } = await opened();
  const { page } = await post('merge', [['claim', 'st-0'], ['to', 'st-7'], ['looks', '1']]); // prettier-ignore
  assert.doesNotMatch(page, /name="to"/);
});

test('what is chosen is not cut to make room for what is found', async () => {
  const { post } = await opened();
  const { page } = await post('move', [['claim', 'st-0'], ...many('statement', 300), ['find', ''], ['looks', '1']]);
  const boxes = [...parseHTML(page).document.querySelectorAll('input[name=statement]')];
  assert.equal(boxes.filter((box) => box.hasAttribute('checked')).length, 300);
  assert.equal(boxes.length, 500, 'and as many others as without them');
  assert.match(page, /The first .*500.* of .*2,100.* are shown/);
});

test('statements that were chosen and have left the claim are said to be left out', async () => {
  const { post } = await opened();
  const gone: Fields = [['claim', 'st-0'], ['looks', '1'], ['reason', 'typed']]; // prettier-ignore
  for (const [what, name] of [['move', 'statement'], ['assess', 'restsOn']] as const) {
    const { page } = await post(what, [...gone, [name, 'st-1'], [name, 'there-2'], [name, 'there-3']]);
    assert.match(page.replaceAll(/<[^>]*>/g, ''), /2 chosen statements are no longer in this claim/, what);
    assert.ok(!/no longer in this claim/.test((await post(what, [...gone, [name, 'st-1']])).page), what);
  } // prettier-ignore
});

describe('how many a decision takes is said where there are too many', () => {
  const statements = (name: string): Fields => many(name, MOST.statements + 1);
  const cases: readonly { what: string; fields: Fields; wrong: string; told: RegExp; why: string }[] = [
    {
      what: 'move',
      fields: [['claim', 'st-0'], ['to', 'own'], ...statements('statement')],
      wrong: 'statement',
      told: /at most 2,000/,
      why: 'statements that move',
    },
    {
      what: 'assess',
      fields: [['claim', 'st-0'], ['judgement', 'stands'], ['reason', 'r'], ...statements('restsOn')],
      wrong: 'restsOn',
      told: /at most 2,000/,
      why: 'statements that a judgement rests on',
    },
    {
      what: 'add',
      fields: [['document', DOCUMENT], ['kind', 'quotation'], ['words', 'keys'], ['quoted', 'keys'], ['credit', 'A\r\n'.repeat(21)]],
      wrong: 'credit',
      told: /at most 20/,
      why: 'who is credited',
    },
    {
      what: 'merge',
      fields: [['claim', 'st-0'], ['to', '!!']],
      wrong: 'to',
      told: /Choose here/,
      why: 'a claim that is none is no day',
    },
  ]; // prettier-ignore
  for (const { what, fields, wrong, told: words, why } of cases) {
    test(why, async () => {
      const { post, signed } = await opened();
      const { status, page } = await post(what, fields);
      assert.equal(status, 400);
      assert.match(new RegExp(`id="wrong-${wrong}">([^<]*)<`).exec(page)?.[1] ?? '', words);
      assert.deepEqual(signed, []);
    });
  }
});

test('credits are each as long as a name may be, however long they are together', async () => {
  const { post, signed } = await opened();
  const fields: Fields = [['document', DOCUMENT], ['kind', 'quotation'], ['words', 'keys'], ['quoted', 'keys']]; // prettier-ignore
  const lines = ['a', 'b'].map((letter) => letter.repeat(400)).join('\r\n');
  assert.equal((await post('add', [...fields, ['credit', lines]])).status, 303);
  assert.equal(signed.length, 1);
});

describe('words that are chosen in a document', () => {
  const over = async (text: string, at: string) => {
    const document = (await fakeCase().document(DOCUMENT)) ?? assert.fail();
    const reading = { ...(document.reading ?? assert.fail()), text };
    const { get } = await opened({ document: async () => ({ ...document, reading }) });
    return get(`/c/case-1/claims/new?document=${DOCUMENT}&at=${at}`);
  };
  test('more than a statement can stand in are refused, with how many it can', async () => {
    const text = `a${' '.repeat(LONGEST.span)}b`;
    const answer = await over(text, `0-${text.length}`);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /at most 20000 characters/);
  });
  const quoted = [
    { text: ' “ «Burn the forms.» ” ', words: 'Burn the forms.', why: 'marks and blanks at both ends' },
    { text: '「烧掉表格。」', words: '烧掉表格。', why: 'marks of another script' },
    { text: '“”', words: '', why: 'nothing but marks' },
    { text: `„a${' '.repeat(LONGEST.span - 5)}b“ `, words: `a${' '.repeat(LONGEST.span - 5)}b`, why: 'a long run of blanks' },
  ]; // prettier-ignore
  for (const { text, words, why } of quoted) {
    test(`are quoted without their marks: ${why}`, async () => {
      const begun = process.cpuUsage();
      const page = await (await over(text, `0-${text.length}`)).text();
      const { user, system } = process.cpuUsage(begun);
      assert.deepEqual(fieldsIn(page).find(([name]) => name === 'quoted')?.[1], words);
      assert.ok(user + system < 400_000, `${(user + system) / 1000} ms of processor time`);
    });
  }
});
