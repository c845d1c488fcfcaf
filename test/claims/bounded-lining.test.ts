import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOfForm } from '../../scripts/one-form.ts';
import { MOST_NEAR } from '../../src/claims/align/near-bounds.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { claimsOf } from '../../src/claims/lining-up/claims-of.ts';
import { filedProfile, packProfile, profileOf } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../../src/claims/lining-up/lining-up.ts';
import { TextIndex } from '../../src/claims/lining-up/text-index.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

const MOST = 5; // seconds of CPU; without bounds each of these takes minutes

const CASES = [
  { why: 'one sentence that never ends', joint: ', and beyond the river and the hill and the wood ' },
  { why: 'a list of one thing', joint: '.\nBeyond the river and the hill and the wood ' },
];
for (const { why, joint } of CASES) {
  test(`lining up takes bounded time: ${why}`, () => {
    const text = Array.from({ length: 6_000 }, (_, index) => `${index} people`).join(joint);
    const statements = Array.from(text.matchAll(/(\d+) people/g), (match): PlacedStatement => {
      const [lo, start] = [Number(match[1]), match.index];
      const value = { kind: 'figure' as const, lo, hi: lo, loOpen: false, hiOpen: false, unit: 'people', counted: '' };
      return { id: `s${lo}`, document: 'list', start, end: start + match[0].length, value, attributedTo: [] };
    });
    const begun = process.cpuUsage();
    const liningUp = new LiningUp();
    liningUp.put(profileOf({ id: 'list', text }, statements));
    const claims = Array.from(liningUp.changes()).flatMap((change) => change.claims);
    assert.equal(claims.length, statements.length);
    assert.ok(process.cpuUsage(begun).user / 1e6 < MOST);
  });
}

const TEXTS = [
  { why: 'blank lines without end', text: `${' \n'.repeat(200_000)}一、` },
  { why: 'a header that begins again and again', text: `x\n${'From: a\n'.repeat(100_000)}` },
  { why: 'lines that begin as a header does', text: `x\n${'From: a\nno more\n'.repeat(50_000)}` },
  { why: 'a sentence that ends again and again', text: `${'…'.repeat(200_000)}x` },
  { why: 'apostrophes before a word in Chinese', text: `${"'".repeat(100_000)}人` },
  { why: 'quotation marks of mails without end', text: `x\n${'> '.repeat(200_000)}` },
];
for (const { why, text } of TEXTS) {
  test(`what is known of a text takes bounded time: ${why}`, () => {
    const begun = process.cpuUsage();
    const { id } = profileOf({ id: 'text', text }, []);
    assert.equal(id, 'text');
    assert.ok(process.cpuUsage(begun).user / 1e6 < MOST);
  });
}

test('comparing quotations of two languages takes bounded time', () => {
  const numbers = Array.from({ length: 500 }, (_, at) => 100 + at);
  const texts = [
    { id: 'zh', language: 'zh-Hans', said: (number: number) => `王强说：“我们村的${number}户人家在五月搬走了，没有人同意。”` },
    { id: 'en', language: 'en', said: (number: number) => `"We were ${number} households and moved in May, nobody agreed," said Wang Qiang.` },
  ]; // prettier-ignore
  const documents = texts.map(({ id, said }) => ({ id, text: numbers.map(said).join('\n'), published: '2031-05-04' }));
  const statements = documents.flatMap(({ id, text, published }, at): readonly PlacedStatement[] => {
    const passages = [{ start: 0, end: text.length, language: texts[at]?.language ?? '' }];
    const found = findStatements({ text, passages, published });
    return found.map((statement, place) => ({ ...statement, id: `${id}-${place}`, document: id }));
  });
  const quotations = statements.filter(({ value }) => value.kind === 'quotation');
  assert.ok(quotations.length >= 2 * numbers.length);
  const begun = process.cpuUsage();
  const { claims } = claimsOf(documents, statements);
  assert.ok(process.cpuUsage(begun).user / 1e6 < 2 * MOST);
  assert.ok(claims.some(({ statements: ids }) => ids.some((id) => id.startsWith('zh')) && ids.some((id) => id.startsWith('en'))));
}); // prettier-ignore

/** Reports of one form, each of another place: all are linked to each other by what they say of the same road. */
function report(number: number): { readonly profile: ReturnType<typeof profileOf>; readonly said: number } {
  const names = ['Orrin', 'Vale', 'Meridan', 'Eastport', 'Corvell', 'Lowmoor', 'Harth'];
  const [one, two] = [names[number % 7] ?? '', names[(number * 3 + 1) % 7] ?? ''];
  const id = `report-${number}`;
  const tolls = [number % 5, (number * 7) % 11];
  const text = tolls
    .map(
      (toll) => `At least ${toll} people were injured on the road from ${one} to ${two} in Urmelia, the police said.`,
    )
    .join('\n');
  const statements = Array.from(text.matchAll(/(\d+) people/g), (match, place): PlacedStatement => {
    const [lo, start] = [Number(match[1]), match.index];
    const value = { kind: 'figure' as const, lo, hi: lo, loOpen: false, hiOpen: false, unit: 'people', counted: '' };
    return { id: `${id}-${place}`, document: id, start, end: start + match[0].length, value, attributedTo: [] };
  });
  return { profile: profileOf({ id, text: `${text}\nNumber ${number}.` }, statements), said: statements.length };
}

test('one more report of a form tells its own claims again, and not those of all that resemble it', () => {
  const [liningUp, whole] = [new LiningUp(), new LiningUp()];
  const told = new Map<string, string>();
  for (let number = 0; number < 60; number += 1) liningUp.put(report(number).profile);
  const all = take(liningUp, told);
  liningUp.put(report(60).profile);
  const more = take(liningUp, told);
  assert.ok(more <= all / 2, `${more} of ${all}`);
  const wanted = new Map<string, string>();
  for (let number = 0; number <= 60; number += 1) whole.put(report(number).profile);
  take(whole, wanted);
  assert.deepEqual(told, wanted);
});

test('reports of a form that come and go amount to those that are left', () => {
  const profiles = Array.from({ length: 2 * MOST_NEAR }, (_, number) => {
    const { id, text, published } = reportOfForm(number, 6);
    const found = findStatements({ text, passages: [{ start: 0, end: text.length, language: 'en' }], published });
    const placed = found.map((statement, place) => ({ ...statement, id: `${id}-${place}`, document: id }));
    return profileOf({ id, text, published }, placed);
  });
  const liningUp = new LiningUp();
  const told = new Map<string, string>();
  for (const profile of profiles.slice(6)) liningUp.put(profile);
  take(liningUp, told);
  for (const profile of profiles.slice(0, 6)) liningUp.put(profile);
  take(liningUp, told);
  for (const { id } of profiles.slice(-8)) liningUp.remove(id);
  take(liningUp, told);
  const whole = new LiningUp();
  const wanted = new Map<string, string>();
  for (const profile of profiles.slice(0, -8)) whole.put(profile);
  take(whole, wanted);
  const others = [...wanted].filter(([id, claim]) => told.get(id) !== claim).map(([id]) => id);
  assert.deepEqual([others, told.size], [[], wanted.size]);
});

test('whoever is compared with others than before, because a text came or went, is told of', () => {
  const touched = new Set<string>();
  const index = new TextIndex({
    slot: (text, slot) => void touched.add(`${text} ${slot}`),
    isDue: () => false,
    areOthersDue: () => false,
    wording: () => undefined,
  });
  const texts: number[] = [];
  const nearest = (): ReadonlyMap<string, boolean> => {
    const pairs = new Map<string, boolean>();
    for (const text of texts)
      for (const [slot, others] of index.nearOf(text)) {
        for (const other of others) if (other !== text) pairs.set(`${text} ${slot} ${other}`, true);
        assert.ok(others.length <= 2 * MOST_NEAR);
      }
    return pairs;
  };
  let changes = 0;
  for (let number = 0; number < 90; number += 1) {
    const watched = number > 58 && number % 6 === 0;
    const before = watched ? nearest() : undefined;
    touched.clear();
    const filed = filedProfile(packProfile(report(number).profile));
    const came = index.add(filed.key, new Map([[filed.id, filed]]));
    if (before !== undefined) {
      const now = nearest();
      for (const pair of new Set([...before.keys(), ...now.keys()])) {
        const [one = '', slot = '', other = ''] = pair.split(' ');
        if (before.has(pair) === now.has(pair) || other === String(came)) continue;
        changes += 1;
        assert.ok(touched.has(`${one} ${slot}`) || touched.has(`${other} ${slot}`), `${number}: ${pair}`);
      }
    }
    texts.push(came);
  }
  assert.ok(changes > 0, 'the closest stand in for others');
});

/** Takes over what changed. @returns how many claims were told */
function take(from: LiningUp, into: Map<string, string>): number {
  let claims = 0;
  for (const change of from.changes()) {
    claims += change.claims.length;
    for (const id of change.gone) into.delete(id);
    for (const { statements, verdict, joins } of change.claims)
      for (const id of statements)
        into.set(id, `${verdict} ${statements.toSorted().join(' ')} ${JSON.stringify(joins)}`);
  }
  return claims;
}
