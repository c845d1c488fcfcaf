import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type * as Axe from 'axe-core';
import type { Publication } from '../../src/nouns/publication.ts';
import { searchFiles } from '../../src/publishing/site-search.ts';
import { renderPublication } from '../../src/web/published.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { madePublication, manyPages } from '../web/made-publication.ts';
import { noBrowser, openBrowser } from './open-browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LISTS = ['', 'documents/', 'claims/', 'timeline/', 'sources/', 'search/', 'check/'];
const PAGES = [...LISTS, 'doc/00112233aabbccdd/', 'doc/ddccbbaa33221100/', 'claim/fedcba9876543210/'];
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

describe('a package in a real browser', { skip: noBrowser() }, () => {
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  /** A page of the browser that fails the test where it asks for anything outside `root`. */
  async function opened(root: string, options: BrowserContextOptions = {}): Promise<{ page: Page; outside: string[] }> {
    const page = await browser.newPage(options);
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(root)) outside.push(request.url());
    });
    page.on('pageerror', (error) => outside.push(String(error)));
    return { page, outside };
  }

  test('each page is whole for those who cannot see it, fits a phone, and asks for nothing outside', async (t) => {
    const root = await written(await temporaryFolder(t), madePublication());
    const { page, outside } = await opened(root, { bypassCSP: true });
    for (const [width, file, colorScheme] of [
      [320, 'index.html', 'dark'],
      [1600, 'index.zh-Hans.html', 'light'],
      [390, 'index.ug.html', 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const place of PAGES) {
        await page.goto(`${root}${place}${file}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(over <= 0, `${place}${file} is ${over} px too wide at ${width}`);
        await page.addScriptTag({ path: AXE });
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: typeof Axe };
          const { violations } = await axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        });
        assert.deepEqual(found, [], `${place}${file}`);
      }
    }
    assert.deepEqual(outside, []);
    await page.close();
  });

  test('a citation leads to its words, from a folder and from a server, with scripts and without', async (t) => {
    const folder = await temporaryFolder(t);
    const fromFolder = await written(folder, madePublication());
    await using server = await served(folder);
    for (const root of [fromFolder, server.root]) {
      for (const javaScriptEnabled of [true, false]) {
        const { page, outside } = await opened(root, { javaScriptEnabled });
        await page.goto(`${root}claim/fedcba9876543210/index.html`);
        await page.locator('.stm .at a').first().click();
        await page.waitForURL(/doc\/00112233aabbccdd\/index\.html#p3:quote=At%20least%20141%20people$/);
        const words = page.locator(javaScriptEnabled ? 'mark.here' : '.place:target ~ mark').first();
        assert.equal(await words.textContent(), 'At least 141 people');
        assert.ok(await words.isVisible());
        // Places on the picture are in a file that only a server gives.
        if (javaScriptEnabled && root !== fromFolder) await page.locator('.leaf svg.here rect').first().waitFor();
        assert.deepEqual(outside, []);
        await page.close();
      }
    }
  });

  test('a link to any words marks them, or the nearest, or says what was quoted', async (t) => {
    const root = await written(await temporaryFolder(t), madePublication());
    const { page } = await opened(root);
    const cases: readonly (readonly [quote: string, marked: string, said: RegExp, why: string, around?: string])[] = [
      ['killed, the ministry', 'killed, the ministry', /^$/, 'as they stand'],
      ['KILLED,  the ministry', 'killed, the ministry', /^$/, 'in capitals, with more space'],
      ['141 people were killed', '141 people', /nearest.*141 people were killed/, 'nearly'],
      [
        'someone',
        '<were> killed',
        /nearest.*someone/,
        'between the words around them',
        '&prefix=141%20people&suffix=%2C%20the%20ministry',
      ],
      ['nobody was harmed in any way', '', /nobody was harmed in any way/, 'not at all'],
    ];
    for (const [quote, marked, said, why, around = ''] of cases) {
      await page.goto(`${root}index.html`);
      await page.goto(`${root}doc/00112233aabbccdd/index.html#p3:quote=${encodeURIComponent(quote)}${around}`);
      const words = (await page.locator('mark.here').allTextContents()).join('');
      assert.ok(marked === '' ? words === '' : words.includes(marked), `${why}: ${words}`);
      assert.match((await page.locator('#quoted:visible').allTextContents()).join(''), said, why);
    }
    await page.close();
  });

  test('a link to a page of a long document leads to the file that shows it', async (t) => {
    const root = await written(await temporaryFolder(t), manyPages(60));
    const { page } = await opened(root);
    await page.goto(`${root}doc/00112233aabbccdd/index.html#p45:quote=${encodeURIComponent('Page 45 begins')}`);
    await page.waitForURL(/p41\.html#p45:/);
    assert.equal(await page.locator('mark.here').textContent(), 'Page 45 begins');
    await page.goto(`${root}doc/00112233aabbccdd/p41.html#p3`);
    await page.waitForURL(/\/index\.html#p3$/);
    const off = await opened(root, { javaScriptEnabled: false });
    await off.page.goto(`${root}doc/00112233aabbccdd/index.html#p45`);
    await off.page.locator('a:target').click();
    assert.match(off.page.url(), /p41\.html#p45$/);
    await page.close();
    await off.page.close();
  });

  test('where no picture of the lineage can be drawn, it is shown as a list, without scripts', async (t) => {
    const root = await written(await temporaryFolder(t), madePublication());
    const { page } = await opened(root, { javaScriptEnabled: false, viewport: { width: 1600, height: 900 } });
    await page.goto(`${root}claim/fedcba9876543210/index.html`);
    const shown = async (): Promise<readonly boolean[]> => [
      await page.locator('.lineage').isVisible(),
      await page.locator('.tree-fold').isVisible(),
    ];
    assert.deepEqual(await shown(), [true, false]);
    await page.getByLabel('As a list').check();
    assert.deepEqual(await shown(), [false, true]);
    await page.getByLabel('As a list').uncheck();
    await page.setViewportSize({ width: 390, height: 900 });
    assert.deepEqual(await shown(), [false, true], 'where there is no room for a picture');
    await page.close();
  });

  test('the search finds words from a folder, and leads to them', async (t) => {
    const root = await written(await temporaryFolder(t), madePublication());
    const { page, outside } = await opened(root);
    for (const [query, file, marked, why] of [
      ['KILL', 'index.html', 'killed', 'another form of an English word'],
      ['“people <were>”', 'index.html', 'people <were', 'words in quotation marks'],
      ['ۋادىدا', 'index.ug.html', 'ۋادىدا', 'Uyghur'],
      ['minist*', 'index.zh-Hans.html', 'ministry', 'a beginning'],
    ] as const) {
      await page.goto(`${root}${file}`);
      await page.locator('#q').fill(query);
      await page.locator('#q').press('Enter');
      const found = page.locator('.finds article');
      await found.first().waitFor();
      assert.equal(await found.count(), 1, why);
      assert.equal(await found.locator('mark').first().textContent(), marked, why);
      await found.locator('a').click();
      await page.locator('mark.here').first().waitFor();
      assert.ok(page.url().includes(`/${file}#p3:quote=`), page.url());
      assert.match(
        (await page.locator('mark.here').allTextContents()).join(' '),
        new RegExp(marked.split(' ')[0] ?? ''),
        why,
      );
    }
    await page.goto(`${root}search/index.html?q=nowhere`);
    await page.getByText('No page has these words').waitFor();
    await page.goto(`${root}search/index.html?q=${encodeURIComponent('"people killed"')}`);
    await page.getByText('No page has these words').waitFor();
    assert.deepEqual(outside, []);
    const off = await opened(root, { javaScriptEnabled: false });
    await off.page.goto(`${root}search/index.html`);
    // Chromium shows what stands in it only where scripts were off from its start.
    assert.match((await off.page.locator('noscript').textContent()) ?? '', /Searching needs scripts/);
    await page.close();
    await off.page.close();
  });
});

/** @returns the address of the folder, ending in a stroke */
async function written(folder: string, publication: Publication): Promise<string> {
  const texts = publication.documents.flatMap(({ pages }) =>
    pages.map(({ text, content }) => ({ path: text.path, bytes: Buffer.from(JSON.stringify(content)) })),
  );
  for (const { path, bytes } of [...texts, ...renderPublication(publication), ...searchFiles(publication)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return `${pathToFileURL(folder).href}/`;
}

async function served(folder: string): Promise<{ readonly root: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(join(folder, path)).then(
      (bytes) => response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
