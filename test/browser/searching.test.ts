import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type * as Axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser } from './open-browser.ts';
import { leak, serveFolders, type ServedSample } from './served-sample.ts';

const skip = noBrowser();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What stands around a search, on documents that are read in a moment. */
describe('searching in a real browser', { skip }, () => {
  let sample: ServedSample;
  let browser: Browser;

  before(async () => {
    sample = await serveFolders([leak('press'), leak('testimony/witness-c-translation.pdf')]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await sample?.close();
  });

  async function opened(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    await page.goto(sample.address());
    await page.goto(`${home()}${path}`);
    return page;
  }

  const home = (): string => `${sample.url}/c/${sample.opened.id}/`;

  test('without scripts: a search is narrowed down, saved, found again and thrown away', async () => {
    const page = await opened('search?q=valley', { javaScriptEnabled: false });
    const count = async (): Promise<number> =>
      Number(/\d+/.exec(await page.locator('.tally-line h2').innerText())?.[0]);
    const all = await count();
    await page.locator('.folders a').first().click();
    await page.waitForURL(/folder=press/);
    const inPress = await count();
    assert.ok(inPress > 0 && inPress < all);
    await page.locator('.folders a[aria-current="true"]').click();
    await page.locator('#date').fill('2024');
    await page.locator('.date-field button').click();
    await page.waitForURL(/date=2024/);
    assert.ok((await count()) <= all);
    await page.locator('#save-name').fill('The valley in 2024');
    await page.locator('.save button').click();
    assert.match(await page.locator('.take-away').innerText(), /saved as The valley in 2024/);
    await page.goto(`${home()}searches`);
    assert.match(await page.locator('section', { hasText: 'Saved searches' }).innerText(), /Nothing new/);
    await page.locator('section', { hasText: 'Saved searches' }).locator('button').first().click();
    assert.match(await page.locator('main').innerText(), /No search is saved yet/);
    await page.getByText('Clear the history').click();
    assert.match(await page.locator('main').innerText(), /Nothing was searched for yet/);
    await page.context().close();
  });

  test('without scripts: a list is searched, and each line leads to what it counts', async () => {
    const page = await opened('searches', { javaScriptEnabled: false });
    await page.locator('#list-text').fill('valley\n"open (\nnowhere');
    await page.locator('.new-list button').click();
    await page.waitForURL(/\/lists\/\d+$/);
    while (!(await page.locator('.batch-state').innerText()).includes('Done')) await page.reload();
    const passages = await page.locator('tbody tr').first().locator('td').nth(1).innerText();
    await page.locator('tbody tr a').first().click();
    assert.match(await page.locator('.tally-line h2').innerText(), new RegExp(`^${passages} passages`));
    await page.context().close();
  });

  test('with scripts the page of a list renews itself until it is done', async () => {
    const page = await opened('searches');
    await page.locator('#list-text').fill(Array.from({ length: 400 }, (_, i) => `valley ${i}`).join('\n'));
    await page.locator('.new-list button').click();
    await page.evaluate(() => ((globalThis as { sameLoad?: boolean }).sameLoad = true));
    await page.locator('.batch-state', { hasText: /Done\./ }).waitFor();
    assert.equal(await page.evaluate(() => (globalThis as { sameLoad?: boolean }).sameLoad), true);
    assert.equal(await page.locator('[data-progress]').count(), 0);
    await page.context().close();
  });

  test('n goes on to the next document of the search, and p comes back', async () => {
    const page = await opened('search?q=valley&sort=path');
    await page.locator('#q').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/d\/[0-9a-f]{64}/);
    const first = new URL(page.url()).pathname;
    while (new URL(page.url()).pathname === first) {
      const here = page.url();
      await page.keyboard.press('n');
      await page.waitForURL((url) => url.href !== here);
    }
    assert.match(page.url(), /sort=path.*rank=\d+/);
    assert.match(await page.locator('mark').first().innerText(), /valley/i);
    const second = page.url();
    await page.keyboard.press('p');
    await page.waitForURL((url) => url.href !== second);
    assert.equal(new URL(page.url()).pathname, first);
    await page.locator('.way-back a').click();
    await page.waitForURL(/\/search\?q=valley&sort=path/);
    await page.context().close();
  });

  test('names that are put together become a chip that is switched off by one press', async () => {
    const page = await opened('spellings', { javaScriptEnabled: false });
    await page.locator('#names').fill('reservoir\nvalley');
    await page.locator('.new-list button').click();
    assert.match(await page.locator('.names').innerText(), /reservoir/);
    await page.goto(`${home()}search?q=reservoir`);
    const both = await page.locator('.tally-line h2').innerText();
    await page.locator('a.chip', { hasText: 'valley' }).click();
    await page.waitForURL(/off=/);
    assert.equal(await page.locator('a.chip.chip-off').count(), 1);
    assert.notEqual(await page.locator('.tally-line h2').innerText(), both);
    await page.context().close();
  });

  test('axe-core finds nothing, and nothing scrolls sideways: three languages, narrow and wide, light and dark', async () => {
    const found: string[] = [];
    const places = ['searches', 'lists/1', 'lists/1?order=notice', 'spellings', 'search?q=reservoir&since=1&date=2024'];
    for (const [index, path] of places.entries()) {
      const lang = ['en', 'zh-Hans', 'ug'][index % 3] ?? 'en';
      const colorScheme = index % 2 === 0 ? 'light' : 'dark';
      const page = await opened(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, {
        colorScheme,
        bypassCSP: true,
      });
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
      for (const { id, nodes } of violations) found.push(`${path} (${lang}): ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      for (const width of [320, 390, 900, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) found.push(`${path} at ${width}: ${over} px`);
      }
      await page.context().close();
    }
    assert.deepEqual(found, []);
  });
});
