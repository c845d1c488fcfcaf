import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { CHECK_SCRIPT_PATH } from '../../src/nouns/publication.ts';
import { quoteHash } from '../../src/web/pages/published-address.ts';
import { siteOf } from '../../src/web/pages/published-site.ts';
import { renderPublication } from '../../src/web/published.ts';
import { madePublication, manyDocuments, manyPages } from './made-publication.ts';

const publication = madePublication();
const files = new Map(
  Array.from(renderPublication(publication), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
);
const pages = [...files].filter(([path]) => path.endsWith('.html'));
/** What is in a package beside its pages: what the room of publishing writes. */
const others = new Set([
  'publication.json',
  CHECK_SCRIPT_PATH,
  'search/fold.js',
  'search/index.js',
  ...publication.documents.flatMap((document) =>
    document.pages.flatMap(({ picture, text }) => [picture?.path, text.path]),
  ),
]);

test('every address leads to a file of the package, and every mark to a place on its page', () => {
  assert.equal(pages.length, 30, 'ten pages in three languages');
  mustLead(files, others);
});

/** @param besides files that are in the package beside those that were rendered */
function mustLead(rendered: ReadonlyMap<string, string>, besides: ReadonlySet<string | undefined>): void {
  const ids = new Map([...rendered].map(([path, markup]) => [path, new Set(attributes(markup, 'id'))]));
  for (const [path, markup] of rendered) {
    if (!path.endsWith('.html')) continue;
    assert.equal(ids.get(path)?.size, attributes(markup, 'id').length, `${path} has an id twice`);
    for (const address of attributes(markup, 'href|src|action')) {
      assert.doesNotMatch(address, /^(?:[a-z]+:|\/)/i, `${path} leads out of the package`);
      const [place = '', mark] = address.split('#');
      const target = place === '' ? path : posix.join(posix.dirname(path), place);
      assert.ok(rendered.has(target) || besides.has(target), `${path} leads to ${target}`);
      if (mark !== undefined) assert.ok(ids.get(target)?.has(mark), `${path} leads to ${target}#${mark}`);
    }
  }
}

/** Every attribute of these pages is in quotation marks. */
function attributes(markup: string, names: string): readonly string[] {
  return Array.from(markup.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, 'g')), ([, value = '']) =>
    value.replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
  );
}

test('no page has a script or a style of its own, or anything that a document could break out of', () => {
  for (const [path, markup] of pages) {
    assert.doesNotMatch(markup, /<script(?! src="[\w./]+" defer><\/script>)|<style|\sstyle=|\son[a-z]+=/i, path);
    assert.doesNotMatch(markup, /<(?:were|one|clerk|register)>/, path);
    assert.match(markup, /http-equiv="Content-Security-Policy"/, path);
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

test('a link to cited words leads to them without a script, by the words themselves', () => {
  const { document } = parseHTML(files.get('claim/fedcba9876543210/index.html') ?? '');
  const href = document.querySelector('.stm .at a')?.getAttribute('href');
  assert.equal(href, '../../doc/00112233aabbccdd/index.html#p3:quote=At%20least%20141%20people');
  const target = parseHTML(files.get('doc/00112233aabbccdd/index.html') ?? '').document;
  const place = target.getElementById('p3:quote=At%20least%20141%20people');
  assert.equal(place?.nextElementSibling?.nextElementSibling?.textContent, 'At least 141 people');
});

test('words that a page has more than once are linked with what stands around them', () => {
  const [first] = publication.documents;
  const [page] = first?.pages ?? [];
  assert.ok(first && page);
  const content = { ...page.content, text: 'one two one', passages: [{ start: 0, end: 11, language: 'en' }] };
  const site = siteOf({ ...publication, documents: [{ ...first, pages: [{ ...page, content }] }] });
  const at = (start: number, prefix: string, suffix: string) =>
    quoteHash(site, { document: first.id, page: 3, start, end: start + 3, quote: 'one', prefix, suffix });
  assert.equal(at(0, '', ' two'), 'p3:quote=one&prefix=&suffix=%20two');
  assert.equal(at(8, 'two ', ''), 'p3:quote=one&prefix=two%20&suffix=');
});

describe('a document of a thousand pages', () => {
  const long = manyPages(1000);
  const rendered = new Map(
    Array.from(renderPublication(long), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
  );
  const [document] = long.documents;
  const place = `doc/${document?.id}`;
  const index = rendered.get(`${place}/index.html`) ?? '';

  test('is in files of twenty pages, and each link leads somewhere', () => {
    const parts = [...rendered.keys()].filter((path) => path.startsWith(place) && /\/(?:index|p\d+)\.html$/.test(path));
    assert.equal(parts.length, 50);
    const pieces = document?.pages.flatMap(({ picture, text }) => [picture?.path, text.path]) ?? [];
    mustLead(rendered, new Set([...others, ...pieces]));
  });

  test('has a place for each page, and for each cited word, in its first file', () => {
    const { document: shown } = parseHTML(index);
    for (const number of [1, 20, 21, 523, 1000]) assert.ok(shown.getElementById(`p${number}`), String(number));
    const cited = long.claims[0]?.statements[0]?.citation;
    const words = shown.getElementById(`p523:quote=${encodeURIComponent(cited?.quote ?? '')}`);
    assert.match(words?.textContent ?? '', new RegExp(cited?.quote ?? 'nothing'));
    assert.match(words?.querySelector('a')?.getAttribute('href') ?? '', /\/p521\.html#p523:quote=/);
  });

  test('takes less than 200 KB before the first picture of a page', () => {
    const look = ['assets/look.css', 'assets/citation.js'].reduce(
      (sum, path) => sum + (rendered.get(path) ?? '').length,
      0,
    );
    for (const [path, markup] of rendered) {
      if (!path.startsWith('doc/') || !path.endsWith('.html')) continue;
      const before = Buffer.byteLength(markup.slice(0, markup.indexOf('<img')));
      assert.ok(look + before < 200_000, `${path}: ${look + before}`);
      assert.ok(look + Buffer.byteLength(markup) < 300_000, `${path}: ${Buffer.byteLength(markup)}`);
    }
  });
});

test('a publication without claims, sources or dates says so on each of their pages', () => {
  const bare = { ...publication, claims: [] };
  const rendered = new Map(
    Array.from(renderPublication(bare), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
  );
  for (const room of ['claims', 'timeline', 'sources']) {
    for (const file of ['index.html', 'index.zh-Hans.html', 'index.ug.html']) {
      const { document } = parseHTML(rendered.get(`${room}/${file}`) ?? '');
      assert.ok(document.querySelector('.state h2')?.textContent.trim(), `${room}/${file}`);
    }
  }
  mustLead(rendered, others);
});

test('lists of ten thousand documents are in files of a usable size', () => {
  const many = manyDocuments(10_000);
  let lists = 0;
  for (const { path, bytes } of renderPublication(many)) {
    if (path.startsWith('doc/')) break;
    if (path.startsWith('documents/')) lists += 1;
    if (path.startsWith('documents/') || path === 'index.html')
      assert.ok(bytes.length < 150_000, `${path}: ${bytes.length}`);
  }
  assert.equal(lists, 150, 'fifty in each language');
});

test('where a claim comes from is drawn, and told in words with those that show it', () => {
  const { document } = parseHTML(files.get('claim/fedcba9876543210/index.html') ?? '');
  assert.equal(document.querySelectorAll('.lineage .flow').length, 2);
  assert.equal(document.querySelectorAll('.tree > li').length, 2);
  assert.equal(document.querySelector('.steps-of mark')?.textContent, 'the ministry said');
  assert.match(document.querySelector('.tree')?.textContent ?? '', /not named here/);
});
