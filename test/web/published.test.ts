import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { renderPublication } from '../../src/web/published.ts';
import { madePublication } from './made-publication.ts';

const publication = madePublication();
const files = new Map(
  Array.from(renderPublication(publication), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
);
const pages = [...files].filter(([path]) => path.endsWith('.html'));
/** What is in a package beside its pages. */
const others = new Set([
  'publication.json',
  ...publication.documents.flatMap((document) =>
    document.pages.flatMap(({ picture, text }) => [picture?.path, text.path]),
  ),
]);

test('every address leads to a file of the package, and every mark to a place on its page', () => {
  assert.equal(pages.length, 15, 'five pages in three languages');
  for (const [path, markup] of pages) {
    const { document } = parseHTML(markup);
    for (const element of document.querySelectorAll('[href], [src]')) {
      const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      assert.doesNotMatch(address, /^(?:[a-z]+:|\/)/i, `${path} leads out of the package`);
      const [place = '', mark] = address.split('#');
      const target = place === '' ? path : posix.join(posix.dirname(path), place);
      assert.ok(files.has(target) || others.has(target), `${path} leads to ${target}`);
      if (mark === undefined) continue;
      const there = parseHTML(files.get(target) ?? '').document;
      assert.ok(there.getElementById(mark), `${path} leads to ${target}#${mark}`);
    }
  }
});

test('a page has no script, no inline style and nothing that a document could break out of', () => {
  for (const [path, markup] of pages) {
    assert.doesNotMatch(markup, /<script|<style|\sstyle=|\son[a-z]+=/i, path);
    assert.doesNotMatch(markup, /<(?:were|one|clerk|register)>/, path);
  }
  assert.doesNotMatch(files.get('assets/look.css') ?? '', /url\(|@import/);
});

test('the exact words are marked, and both the page and its picture show them', () => {
  const { document } = parseHTML(files.get('doc/00112233aabbccdd/index.html') ?? '');
  assert.equal(document.querySelector('.words mark')?.textContent, 'At least 141 people');
  assert.equal(document.querySelectorAll('.sheet rect').length, 1);
  assert.equal(document.querySelector('#p3-13-32')?.nextElementSibling?.tagName, 'MARK');
});

test('each language has every page, and the language of the publication has the name that servers look for', () => {
  for (const [path, markup] of pages) {
    const tag = /index\.(?<tag>[\w-]+)\.html$/.exec(path)?.groups?.['tag'] ?? 'en';
    assert.match(markup, new RegExp(`<html lang="${tag}" dir="${tag === 'ug' ? 'rtl' : 'ltr'}">`), path);
  }
});
