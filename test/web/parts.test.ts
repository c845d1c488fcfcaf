import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { parseHTML } from 'linkedom';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { escaped, html } from '../../src/web/html.ts';
import { marked } from '../../src/web/pages/marked.ts';
import { nearby } from '../../src/web/pages/pager.ts';
import { isRightToLeft, nameOf } from '../../src/web/pages/parts.ts';
import { boxesOf } from '../../src/web/pages/reader-boxes.ts';
import { passagesIn } from '../../src/web/pages/reader-text.ts';
import { leavesOf, positionIn } from '../../src/web/position.ts';
import { urls } from '../../src/web/urls.ts';
import { directive, marksOf, press } from '../../scripts/preview-documents.ts';

test('whatever stands in a blank comes back as the same text, in content and in attributes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const wanted = text.replaceAll('\u0000', '\uFFFD').replace(/\r\n?/g, '\n');
      const { document } = parseHTML(
        html`<html>
          <body>
            <p title="${text}">${text}</p>
          </body>
        </html>`.markup.replace(/\r\n?/g, '\n'),
      );
      assert.equal(document.querySelector('p')?.textContent, wanted);
      assert.equal(document.querySelector('p')?.getAttribute('title'), wanted);
    }),
  );
});

test('escaping leaves no way out of a tag or an attribute', () => {
  assert.equal(escaped(`<a href="x" onclick='y'>&`), '&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;');
});

test('a file is called by its title or by its name, and a mark that turns letters around is shown', () => {
  const cases = [
    { path: 'box/\u202Egnp.exe.txt', name: '\u27E8202E\u27E9gnp.exe.txt', why: 'would read as a picture' },
    { path: 'box/a.txt', title: 'A letter', name: 'A letter', why: 'its own title stands first' },
    { path: 'خەت.txt', name: 'خەت.txt', why: 'letters that run right to left need no mark' },
  ];
  for (const { name, why, ...file } of cases) assert.equal(nameOf(file), name, why);
});

test('marking a text changes none of its characters, wherever the marks lie', () => {
  const spans = fc.array(fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) }));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z <&\n搬迁]{0,50}$/), spans, (text, marks) => {
      const { document } = parseHTML(`<p>${marked(text, marks).markup}</p>`);
      assert.equal(document.querySelector('p')?.textContent ?? '', text);
    }),
  );
});

test('the passages shown of a page hold every word of it', () => {
  const { reading } = directive;
  for (const leaf of leavesOf(reading)) {
    const shown = passagesIn(reading, leaf)
      .map(({ start, end }) => reading.text.slice(start, end))
      .join('');
    assert.equal(shown.replace(/\s/g, ''), reading.text.slice(leaf.start, leaf.end).replace(/\s/g, ''));
  }
  const bare = { ...press, passages: press.passages.slice(1, 2) };
  const [leaf] = leavesOf(bare);
  assert.ok(leaf);
  assert.equal(passagesIn(bare, leaf).length, 3, 'text between passages is shown too');
});

test('the leaves of a long text without pages cover it without gap or overlap', () => {
  const passages = Array.from({ length: 900 }, (_, index) => ({
    start: index * 100,
    end: index * 100 + 99,
    language: 'en',
  }));
  const leaves = leavesOf({ ...press, text: 'x'.repeat(90_000), passages });
  assert.ok(leaves.length > 2);
  assert.equal(leaves[0]?.start, 0);
  assert.equal(leaves.at(-1)?.end, 90_000);
  for (const [index, leaf] of leaves.entries()) assert.equal(leaf.start, leaves[index - 1]?.end ?? 0);
});

test('the reader opens at what is asked: a cited stretch, else a match, else a page, else the first match', () => {
  const { reading } = directive;
  const marks = marksOf(reading, ['卓明远']);
  const second = marks[1];
  assert.ok(second);
  const cases = [
    { asked: {}, page: 1, hit: 1, why: 'the first match' },
    { asked: { page: 2 }, page: 2, hit: 2, why: 'a page with a match opens at it' },
    { asked: { hit: 2, page: 1 }, page: 2, hit: 2, why: 'a match outranks a page' },
    { asked: { at: second, hit: 1 }, page: 2, hit: 2, why: 'a cited stretch outranks a match' },
    { asked: { page: 99 }, page: 3, hit: 3, why: 'a page beyond the last' },
    { asked: { hit: -4 }, page: 1, hit: 1, why: 'a match before the first' },
    { asked: { page: Number.NaN }, page: 1, hit: 1, why: 'no number at all' },
  ];
  for (const { asked, page, hit, why } of cases)
    assert.deepEqual(positionIn(reading, marks, asked), { page, hit }, why);
  assert.deepEqual(positionIn(undefined, [], { page: 7 }), { page: 1, hit: 0 });
});

test('a match is boxed line by line, and cut out of a word that it covers in part', () => {
  const words = [
    [0, 4, 10, 10, 40, 10],
    [5, 9, 55, 10, 40, 10],
    [10, 14, 10, 30, 40, 10],
  ] as const;
  const layout = { number: 1, words };
  assert.deepEqual(boxesOf({ start: 0, end: 14 }, layout, 'en'), [
    { x: 10, y: 10, width: 85, height: 10 },
    { x: 10, y: 30, width: 40, height: 10 },
  ]);
  assert.deepEqual(boxesOf({ start: 0, end: 1 }, layout, 'en'), [{ x: 10, y: 10, width: 10, height: 10 }]);
  assert.deepEqual(boxesOf({ start: 0, end: 1 }, layout, 'ug-Arab'), [{ x: 40, y: 10, width: 10, height: 10 }]);
  assert.deepEqual(boxesOf({ start: 0, end: 1 }, undefined, 'en'), []);
});

test('any page of a long list is within a few links of any other', () => {
  const numbers = nearby(500, 1000).filter((number) => number !== undefined);
  assert.ok(numbers.length < 30);
  for (const number of [1, 499, 500, 501, 1000]) assert.ok(numbers.includes(number));
  assert.deepEqual(nearby(1, 1), [1]);
});

test('addresses are made in one place and keep odd words whole', () => {
  const id = sha256Of('x');
  assert.equal(urls.search('a b', { query: 'x & y=1', language: 'ug' }), '/c/a%20b/search?q=x+%26+y%3D1&language=ug');
  assert.equal(urls.files('c', { outcome: 'unreadable', offset: 0 }), '/c/c/files?outcome=unreadable');
  assert.equal(
    urls.reader('c', id, { page: 2, query: 'q', at: { start: 3, end: 5 }, hash: 'hit' }),
    `/c/c/d/${id}?page=2&q=q&at=3-5#hit`,
  );
  assert.equal(urls.inLanguage('/c/x/?q=%C3%A9&lang=en', 'ug'), '/c/x/?q=%C3%A9&lang=ug');
  assert.equal(urls.inLanguage('//evil.example/x', 'ug'), '/evil.example/x?lang=ug', 'never another host');
  assert.equal(urls.inLanguage('/\\evil.example', 'ug'), '/evil.example?lang=ug');
});

test('the direction of writing follows the script, then the language', () => {
  for (const tag of ['ug', 'ug-Arab', 'ar', 'kk-Arab']) assert.equal(isRightToLeft(tag), true, tag);
  for (const tag of ['ug-Latn', 'ug-Cyrl', 'zh-Hans', 'en', 'und']) assert.equal(isRightToLeft(tag), false, tag);
});
