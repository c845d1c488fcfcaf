import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type * as Axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser } from './open-browser.ts';
import { leak, serveFolders, type ServedSample } from './served-sample.ts';

const skip = noBrowser();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDTHS = [390, 900, 1600];
const LONGEST_MS = 120_000; // drawing and writing, on a machine that does other things too

describe('a publication in a real browser', { skip }, () => {
  let served: ServedSample;
  let browser: Browser;

  before(async () => {
    served = await serveFolders([leak('press')]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  async function signedIn(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(served.address());
    await page.close();
    return context;
  }

  const home = (): string => `${served.url}/c/${served.opened.id}/`;

  async function putTogether(page: Page, title: string, withheld: string): Promise<string> {
    await page.goto(`${home()}publish`);
    await page.fill('#f-title', title);
    await page.locator('form[action$="/publish/new"] button').click();
    const draft = page.url();
    await page.locator('button[name="next"][value="documents"]').click();
    await page.locator('button[name="do"][value="all"]').click();
    await page.goto(draft);
    await page.fill('#f-withheld', withheld);
    await page.locator('button[name="next"][value="prepare"]').click();
    return draft;
  }

  for (const javaScriptEnabled of [false, true]) {
    test(`it is led through from the title to the signature, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await signedIn({ javaScriptEnabled });
      const page = await context.newPage();
      await putTogether(page, `Press of the valley ${javaScriptEnabled}`, 'Nobody Atall');
      // With scripts the page renews itself; without, it carries a refresh that is too slow for a test.
      const looked = page.locator('input[name="looked"]');
      const began = performance.now();
      while (!(await looked.isVisible()) && performance.now() - began < LONGEST_MS) {
        if (javaScriptEnabled) await looked.waitFor({ timeout: LONGEST_MS });
        else await page.reload();
      }
      const [site] = await Promise.all([
        context.waitForEvent('page'),
        page.locator('a[target="_blank"][href$="package/index.html"]').click(),
      ]);
      await site.waitForLoadState();
      assert.match(await site.title(), /Press of the valley/, 'the package is read before it is signed');
      await site.close();
      await looked.check();
      await page.locator('button[name="publication"]').click();
      await page.locator('pre.command').first().waitFor();
      assert.match(await page.locator('pre.command').first().innerText(), /exports\/press-of-the-valley/);
      await context.close();
    });
  }

  test('axe-core finds nothing, and nothing scrolls sideways: three languages, narrow and wide, light and dark', async () => {
    const context = await signedIn();
    const draft = await putTogether(await context.newPage(), `${'Long words of a title '.repeat(12)}end`, 'Karasu');
    await context.close();
    const { documents } = await served.opened.publishable({ limit: 1, offset: 0 });
    const document = documents[0]?.sha256;
    const pages = [
      `${home()}publish`,
      draft,
      `${draft}/documents`,
      `${draft}/documents/${document}`,
      `${draft}/claims`,
      `${draft}/run`,
      `${home()}stamps`,
      `${home()}d/${document}/custody`,
    ];
    const found: string[] = [];
    for (const [index, url] of pages.entries()) {
      const language = ['en', 'zh-Hans', 'ug'][index % 3] ?? 'en';
      const colorScheme = index % 2 === 0 ? 'light' : 'dark';
      const each = await signedIn({ colorScheme, bypassCSP: true });
      const page = await each.newPage();
      await page.goto(`${url}?lang=${language}`);
      for (const width of [320, ...WIDTHS]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => globalThis.document.documentElement.scrollWidth - globalThis.document.documentElement.clientWidth,
        );
        if (over > 0) found.push(`${url} at ${width}: ${over} px too wide`);
      }
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
      for (const { id, nodes } of violations)
        found.push(`${url} (${language}): ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      await each.close();
    }
    assert.deepEqual(found, []);
  });
});
