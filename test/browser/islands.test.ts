import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { readAll } from '../helpers/temporary-case.ts';
import { noBrowser, openBrowser } from './open-browser.ts';
import { leak, serveFolders, type ServedSample } from './served-sample.ts';

const skip = noBrowser();

/** What the small scripts of the pages add, on documents that are read in a moment. */
describe('the islands in a real browser', { skip }, () => {
  let sample: ServedSample;
  let browser: Browser;

  before(async () => {
    sample = await serveFolders([
      leak('press'),
      leak('bureau/minutes-2024-05-28.pdf'),
      leak('testimony/witness-c-translation.pdf'),
    ]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await sample?.close();
  });

  async function signedIn(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    await page.goto(sample.address());
    await page.close();
    return context;
  }

  async function opened(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await signedIn(options);
    const page = await context.newPage();
    await page.goto(`${home()}${path}`);
    return page;
  }

  const home = (): string => `${sample.url}/c/${sample.opened.id}/`;

  async function document(ending: string): Promise<string> {
    const { files } = await sample.opened.files({ limit: 200, offset: 0 });
    const sha256 = files.find(({ path }) => path.endsWith(ending))?.sha256;
    assert.ok(sha256 !== undefined);
    return `d/${sha256}`;
  }

  test('results come while the words are written, without a load, and the address keeps them', async () => {
    const page = await opened('search');
    await page.evaluate(() => ((globalThis as { sameLoad?: boolean }).sameLoad = true));
    await page.locator('#q').pressSequentially('valley', { delay: 20 });
    await page.locator('#results mark').first().waitFor();
    await page.waitForURL(/q=valley$/);
    assert.match((await page.locator('#speak a[hreflang="ug"]').getAttribute('href')) ?? '', /q=valley/);
    assert.match(await page.title(), /^valley: \d+ passages/);
    assert.equal(await page.evaluate(() => (globalThis as { sameLoad?: boolean }).sameLoad), true);
    assert.equal(await page.locator('#q').evaluate((box) => box === box.ownerDocument.activeElement), true);
    await page.locator('#q').fill('');
    await page.locator('#results mark').first().waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('without scripts the button finds the same', async () => {
    const page = await opened('search', { javaScriptEnabled: false });
    await page.locator('#q').fill('valley');
    await page.locator('form[role="search"] button').click();
    await page.waitForURL(/q=valley/);
    assert.ok(await page.locator('#results mark').first().isVisible());
    await page.context().close();
  });

  test('keys walk the list and open what is chosen; they are silent while someone writes', async () => {
    const page = await opened('search?q=valley');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const chosen = page.locator('[data-item][aria-current="true"]');
    assert.equal(await chosen.count(), 1);
    assert.equal(await chosen.evaluate((item) => item.matches('.hit:first-of-type')), true);
    await page.keyboard.press('/');
    await page.keyboard.type('jk', { delay: 10 });
    assert.equal(await page.locator('#q').inputValue(), 'jk', 'the old words were selected and are overwritten');
    await page.goBack();
    await page.goto(`${home()}search?q=valley`);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/d\/[0-9a-f]{64}/);
    assert.match(await page.locator('mark.mark-now').innerText(), /valley/i);
    await page.context().close();
  });

  test('n and p go through everything found, over the edge of a page', async () => {
    const page = await opened(`${await document('witness-c-translation.pdf')}?q=register`);
    const at = (): Promise<string> => page.locator('.tools .group').first().innerText();
    const hits = Number(/(\d+)\s*$/.exec(await page.locator('.tools .group').nth(1).innerText())?.[1]);
    assert.ok(hits > 2);
    assert.match(await at(), /1\s+of\s+2/);
    for (let hit = 2; hit <= hits; hit += 1) {
      await page.keyboard.press('n');
      await page.waitForURL(new RegExp(`hit=${hit}\\b`));
      assert.match(await page.locator('mark.mark-now').innerText(), /register/i);
    }
    assert.match(await at(), /2\s+of\s+2/);
    await page.keyboard.press('p');
    await page.waitForURL(new RegExp(`hit=${hits - 1}\\b`));
    await page.context().close();
  });

  test('c opens the citation and copies its footnote', async () => {
    const page = await opened(`${await document('witness-c-translation.pdf')}?q=lorries`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sample.url });
    await page.keyboard.press('c');
    await page.locator('.cite-body [role="status"]:not(:empty)').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /lorries came.*SHA-256 [0-9a-f]{64}/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('details.cite[open]').count(), 0);
    await page.context().close();
  });

  test('another language, another size of the page: the place stays', async () => {
    const page = await opened(`${await document('minutes-2024-05-28.pdf')}?page=2`);
    await page.keyboard.press('+');
    await page.waitForURL(/zoom=150/);
    const widths = async (): Promise<readonly number[]> =>
      Promise.all([width(page.locator('.leaf .sheet')), width(page.locator('.leaf .pan'))]);
    const [sheet = 0, pan = 0] = await widths();
    assert.ok(Math.abs(sheet / pan - 1.5) < 0.02, `${sheet} on ${pan}`);
    await page.locator('.imprint a[hreflang="ug"]').click();
    await page.waitForURL(/lang=ug/);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.match(page.url(), /page=2/);
    assert.match(page.url(), /zoom=150/);
    await page.context().close();
  });

  test('the account renews itself while files are read, adds up at every moment, and rests at the end', async () => {
    await sample.opened.receive([leak('bureau/xin-karasu-wire.txt'), leak('bureau/wage-points.csv')], {
      note: 'More.',
    });
    const page = await opened('');
    const still = await opened('', { javaScriptEnabled: false });
    assert.match(await page.locator('.lede').innerText(), /2 are waiting/);
    assert.equal(await still.locator('noscript meta[http-equiv="refresh"], meta[http-equiv="refresh"]').count(), 1);
    await page.locator('#intake .now a').focus();
    const wrong: string[] = [];
    await page.exposeFunction('toldWrong', (account: string) => wrong.push(account));
    await page.evaluate(watchAccount);
    await readAll(sample.opened);
    await page.locator('.lede', { hasText: 'Each has exactly one outcome' }).waitFor();
    assert.equal(await page.locator('[data-live]').count(), 0);
    assert.deepEqual(wrong, []);
    const ledger = (await page.locator('#ledger .total td').innerText()).replace(/\D/g, '');
    assert.match((await page.locator('#standing').innerText()).replaceAll(',', ''), new RegExp(`entry ${ledger}\\b`));
    await page.context().close();
    await still.context().close();
  });

  /** Runs in the page: tells of every account whose lines do not come to what was received. */
  function watchAccount(): void {
    const told = globalThis as unknown as { toldWrong(account: string): void };
    const check = (): void => {
      const rows = [...globalThis.document.querySelectorAll('.account tr')];
      const number = (row: Element): number =>
        Number((row.querySelector('.amount')?.textContent ?? '').replaceAll(/\D/g, ''));
      const lines = rows.filter((row) => !row.matches('.sum, .total')).reduce((sum, row) => sum + number(row), 0);
      const total = rows.filter((row) => row.matches('.total')).map(number)[0];
      if (lines !== total) told.toldWrong(rows.map((row) => row.textContent?.replaceAll(/\s+/g, ' ')).join('; '));
    };
    new MutationObserver(check).observe(globalThis.document.body, { childList: true, subtree: true });
    check();
  }

  async function width(element: Locator): Promise<number> {
    return element.evaluate((node) => node.getBoundingClientRect().width);
  }
});
