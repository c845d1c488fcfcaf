import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { parseSync } from 'oxc-parser';
import { assetNames, assetUrl, findAsset } from '../../src/web/assets.ts';
import { everySheet } from './sheets.ts';

const sheets = everySheet();

test('every page renders in three languages with its language and direction on the root', () => {
  for (const { name, language, page } of sheets) {
    const { document } = parseHTML(page);
    assert.equal(document.documentElement.getAttribute('lang'), language, name);
    assert.equal(document.documentElement.getAttribute('dir'), language === 'ug' ? 'rtl' : 'ltr', name);
    assert.equal(document.querySelectorAll('h1').length, 1, `${name}: one h1`);
    assert.ok(document.querySelector('main#content'), name);
  }
});

test('no page has inline style, inline script, an event attribute, a link to another host or an unfilled blank', () => {
  for (const { name, page } of sheets) {
    assert.doesNotMatch(page, /\sstyle=|<style|javascript:/i, name);
    assert.doesNotMatch(page, /<[^>]*\son[a-z]+=/i, name);
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc="\/assets\/)/, name);
    assert.doesNotMatch(page, /(?:href|src|action)="(?!\/|#)/, name);
    assert.doesNotMatch(page, />[^<]*(?:undefined|\[object|NaN)[^<]*</, name);
    assert.doesNotMatch(page, /\{[a-z]+\}/, name);
    assert.doesNotMatch(page, /="[^"]*<bdi/, `${name}: an attribute holds markup`);
  }
});

test('words of a document never become markup, wherever they stand', () => {
  for (const { name, page } of sheets) assert.doesNotMatch(page, /<script>|<b>relocation|alert\("(?!title|page)/, name);
  const search = sheets.find(({ name }) => name === 'search in en')?.page ?? '';
  assert.match(search, /&lt;script&gt;alert\(&quot;title&quot;\)&lt;\/script&gt;/, 'title');
  assert.match(search, /&lt;script&gt;alert\(1\)&lt;/, 'file name');
  assert.match(search, /&lt;b&gt;<mark>relocation<\/mark>&lt;\/b&gt;/, 'snippet');
});

test('a page has at most one main button', () => {
  for (const { name, page } of sheets) {
    assert.ok(parseHTML(page).document.querySelectorAll('.btn-main').length <= 1, name);
  }
});

test('every id is used once, every label and every local link leads to something', () => {
  for (const { name, page } of sheets) {
    const { document } = parseHTML(page);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    assert.deepEqual(ids, [...new Set(ids)], name);
    for (const link of document.querySelectorAll('a[href^="#"], [aria-labelledby], label[for]')) {
      const target =
        link.getAttribute('href')?.slice(1) ?? link.getAttribute('aria-labelledby') ?? link.getAttribute('for') ?? '';
      assert.ok(ids.includes(target), `${name}: #${target}`);
    }
    for (const control of document.querySelectorAll('button, a[href]')) {
      const said = control.textContent?.trim() || control.getAttribute('aria-label');
      assert.ok(said || control.getAttribute('aria-hidden') === 'true', `${name}: ${control.outerHTML}`);
    }
  }
});

test('passages, titles and snippets carry their own language and direction', () => {
  const reader = sheets.find(({ name }) => name === 'reader-ug in en')?.page ?? '';
  const { document } = parseHTML(reader);
  for (const passage of document.querySelectorAll('.passage .text')) {
    assert.equal(passage.getAttribute('lang'), 'ug-Arab');
    assert.equal(passage.getAttribute('dir'), 'rtl');
  }
  assert.equal(document.querySelector('h1')?.getAttribute('dir'), 'rtl');
  const chinese = parseHTML(sheets.find(({ name }) => name === 'reader in ug')?.page ?? '').document;
  assert.equal(chinese.querySelector('.passage .text')?.getAttribute('dir'), 'ltr');
  assert.equal(chinese.querySelector('h1')?.getAttribute('lang'), 'zh');
});

test('marks that turn the direction of a file name are shown, not obeyed', () => {
  const files = sheets.find(({ name }) => name === 'files in en')?.page ?? '';
  assert.ok(!files.includes('\u202E'));
  assert.match(files, /evil⟨202E⟩fdp/);
});

test('a page without scripts renews itself only while files are being read and nobody has paused it', () => {
  const has = (name: string): boolean =>
    (sheets.find((sheet) => sheet.name === `${name} in en`)?.page ?? '').includes('http-equiv="refresh"');
  assert.equal(has('case'), true);
  assert.equal(has('case-exposed'), false);
});

test('every asset is found under its address, and under no other', async () => {
  assert.ok(assetNames().length > 200);
  for (const name of [
    'look.css',
    'fonts.css',
    'icons.svg',
    'keys.js',
    'cite.js',
    'live.js',
    'search-box.js',
  ] as const) {
    const [, , hash = ''] = assetUrl(name).split('/');
    assert.ok((await findAsset(hash, name))?.bytes.length, name);
    assert.equal(await findAsset('0'.repeat(16), name), undefined);
  }
  assert.equal(await findAsset('x', '../../package.json'), undefined);
});

test('every address in the style sheets is an asset', async () => {
  for (const name of ['look.css', 'fonts.css'] as const) {
    const [, , hash = ''] = assetUrl(name).split('/');
    const css = new TextDecoder().decode((await findAsset(hash, name))?.bytes);
    for (const [, url = ''] of css.matchAll(/url\(([^)#]*)\)/g)) {
      if (url.startsWith('"#')) continue;
      const [, , target = '', file = ''] = url.split('/');
      assert.ok(await findAsset(target, file), url);
    }
  }
});

test('a small asset carries no types and no other host', async () => {
  for (const name of ['keys.js', 'live.js', 'cite.js', 'search-box.js'] as const) {
    const [, , hash = ''] = assetUrl(name).split('/');
    const script = new TextDecoder().decode((await findAsset(hash, name))?.bytes);
    assert.doesNotMatch(script, /https?:|import\s/, name);
    assert.ok(isScript(script), name);
  }
});

/** Whether it parses as a module, without running it. */
function isScript(text: string): boolean {
  return parseSync('island.js', text, { sourceType: 'module' }).errors.length === 0;
}
