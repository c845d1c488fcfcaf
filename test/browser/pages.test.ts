import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type * as Axe from 'axe-core';
import { noBrowser, openBrowser } from './open-browser.ts';
import { serveSample, type ServedSample } from './served-sample.ts';

const skip = noBrowser();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDTHS = [390, 900, 1600];

/** What a reader may look for in the sample leak, and the words that the page must then show marked. */
const SEARCHES = [
  { why: 'English words in a mail', query: '"weekly figures"', marked: /weekly figures/i },
  { why: 'Chinese in a scan', query: '搬迁', marked: /搬迁/ },
  { why: 'Chinese in a PDF with text', query: '工分', marked: /工分/ },
  { why: 'Uyghur', query: 'جىلغا', marked: /جىلغا/ },
] as const;

describe('the pages in a real browser', { skip }, () => {
  let sample: ServedSample;
  let browser: Browser;

  before(async () => {
    sample = await serveSample();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await sample?.close();
  });

  async function signedIn(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(sample.address());
    await page.close();
    return context;
  }

  const home = (): string => `${sample.url}/c/${sample.opened.id}/`;

  async function everyPage(): Promise<readonly string[]> {
    const { files } = await sample.opened.files({ limit: 200, offset: 0 });
    const kinds = ['DIR-17.pdf', 'leaflet.pdf', 'leaflet.txt', 'IMG_0412.jpg', 'witness-f.txt', 'scan0218.tif'];
    const documents = kinds.map((kind) => files.find(({ path }) => path.endsWith(kind))?.sha256);
    assert.ok(documents.every((sha256) => sha256 !== undefined));
    return [
      `${sample.url}/`,
      home(),
      `${home()}files`,
      `${home()}files?outcome=unreadable`,
      `${home()}search`,
      `${home()}search?q=${encodeURIComponent('搬迁')}`,
      `${home()}search?q=nothingatall`,
      `${home()}search?q=${encodeURIComponent('"open AND (')}`,
      `${home()}no-such-page`,
      `${home()}d/${documents[1]}/copies`,
      `${home()}d/${documents[1]}/compare/${documents[2]}?all=1`,
      `${home()}d/${documents[4]}/compare/${documents[0]}`,
      ...documents.flatMap((sha256) => [
        `${home()}d/${sha256}`,
        `${home()}d/${sha256}?page=2&q=${encodeURIComponent('搬迁')}`,
      ]),
    ];
  }

  test('axe-core finds nothing on any page: three languages, narrow and wide, light and dark', async () => {
    const found: string[] = [];
    for (const [index, url] of (await everyPage()).entries()) {
      // Each page in one combination, so that every language, width and scheme meets several kinds of page.
      const language = ['en', 'zh-Hans', 'ug'][index % 3] ?? 'en';
      const width = WIDTHS[index % WIDTHS.length] ?? 900;
      const colorScheme = index % 2 === 0 ? 'light' : 'dark';
      const context = await signedIn({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
      for (const { id, nodes } of violations)
        found.push(`${url} (${language}, ${width}): ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      await context.close();
    }
    assert.deepEqual(found, []);
  });

  test('nothing scrolls sideways at any width', async () => {
    const context = await signedIn();
    const page = await context.newPage();
    const wide: string[] = [];
    for (const url of await everyPage()) {
      await page.goto(url);
      for (const width of [320, ...WIDTHS]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) wide.push(`${url} at ${width}: ${over} px`);
      }
    }
    assert.deepEqual(wide, []);
    await context.close();
  });

  for (const javaScriptEnabled of [false, true]) {
    for (const { why, query, marked } of SEARCHES) {
      test(`${why}: the hit opens on the exact words, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
        const context = await signedIn({ javaScriptEnabled });
        const page = await context.newPage();
        const failures = watch(page);
        await page.goto(home());
        await page.locator('input[name="q"]').first().fill(query);
        await page.locator('form[role="search"] button, form button[type="submit"]').first().click();
        await page.waitForURL(/\/search\?/);
        await page.locator('main a[href*="/d/"]').first().click();
        await page.waitForURL(/\/d\/[0-9a-f]{64}/);
        const now = page.locator('mark').first();
        assert.match(await now.innerText(), marked);
        assert.ok(await now.isVisible());
        assert.deepEqual(failures, []);
        await context.close();
      });
    }
  }

  test('a hit on a scanned page is boxed on its picture, over the words', async () => {
    const context = await signedIn({ javaScriptEnabled: false });
    const page = await context.newPage();
    const { hits } = await sample.opened.search({ query: '搬迁', limit: 50, offset: 0 });
    const { files } = await sample.opened.files({ limit: 200, offset: 0 });
    const scan = files.find(({ path }) => path.endsWith('bureau/DIR-17.pdf'))?.sha256;
    const hit = hits.find(({ document }) => document === scan);
    assert.ok(hit?.page);
    await page.goto(`${home()}d/${scan}?page=${hit.page}&q=${encodeURIComponent('搬迁')}`);
    const picture = page.locator('.leaf img').first();
    const shown = await picture.evaluate((img) => (img as HTMLImageElement).naturalWidth);
    assert.ok(shown > 500, 'the picture of the page is drawn');
    const leaf = await picture.boundingBox();
    const box = await page.locator('.leaf svg .hl, .leaf svg .hl-now').first().boundingBox();
    assert.ok(leaf && box && box.width > 4 && box.height > 4);
    assert.ok(box.x >= leaf.x && box.y >= leaf.y && box.x + box.width <= leaf.x + leaf.width + 1);
    await context.close();
  });

  test('a browser that was not given the address sees nothing of the case', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(home());
    assert.equal(answer?.status(), 401);
    assert.ok(!(await page.content()).includes('Ak-Tepe'));
    await context.close();
  });

  /** Whatever the page asks of another host, or breaks in its own scripts and styles. */
  function watch(page: Page): string[] {
    const failures: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(sample.url)) failures.push(`asked ${request.url()}`);
    });
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text());
    });
    return failures;
  }
});
