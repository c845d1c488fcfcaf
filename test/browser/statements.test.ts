import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type * as Axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from './open-browser.ts';
import { leak, serveFolders, type ServedSample } from './served-sample.ts';

const skip = noBrowser();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What documents state, in their own text; the sources that they go back to; the timeline. */
describe('statements, sources and the timeline in a real browser', { skip }, () => {
  let sample: ServedSample;
  let browser: Browser;

  before(async () => {
    sample = await serveFolders([leak('press'), leak('bureau/minutes-2024-05-28.pdf')]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await sample?.close();
  });

  const home = (): string => `${sample.url}/c/${sample.opened.id}/`;

  async function opened(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, ...options });
    const page = await context.newPage();
    await page.goto(sample.address());
    await page.goto(`${home()}${path}`);
    return page;
  }

  /** The document that has the most notes. */
  async function stated(): Promise<string> {
    const { files } = await sample.opened.files({ limit: 200, offset: 0 });
    const counted = await Promise.all(
      files.flatMap(({ sha256, outcome }) =>
        sha256 === undefined || outcome === 'duplicate'
          ? []
          : [
              sample.opened.statementsIn(sha256).then((found) => ({
                sha256,
                notes: found.filter(({ verdict }) => verdict !== 'single').length,
              })),
            ],
      ),
    );
    const most = counted.toSorted((a, b) => b.notes - a.notes)[0];
    assert.ok(most !== undefined && most.notes > 1, 'no document of the sample shares claims with another');
    return `d/${most.sha256}`;
  }

  test('a note leads to its claim and back to its words, scripts off', async () => {
    const page = await opened(await stated(), { javaScriptEnabled: false });
    const note = page.locator('.mnote').first();
    const place = (await note.locator('a.k').getAttribute('href')) ?? '';
    assert.ok(await page.locator(place).isVisible());
    await note.locator('a.verdict').click();
    await page.waitForURL(/\/claims\//);
    assert.equal(await page.locator('h1').count(), 1);
    await page.context().close();
  });

  test('statements can be hidden, and a match inside a statement is marked either way', async () => {
    const address = await stated();
    const page = await opened(address, { javaScriptEnabled: false });
    const words = (await page.locator('a.said-here').first().innerText()).split(/\s+/)[0] ?? '';
    await page.goto(`${home()}${address}?q=${encodeURIComponent(words)}`);
    assert.ok((await page.locator('a.said-here mark').count()) > 0);
    await page.locator('.said-key a').first().click();
    await page.waitForURL(/statements=hidden/);
    assert.equal(await page.locator('a.said-here').count(), 0);
    assert.ok((await page.locator('mark').count()) > 0);
    await page.context().close();
  });

  test('m goes from note to note and round to the first', async () => {
    const page = await opened(await stated());
    const notes = await page.locator('.mnote').count();
    const current = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.closest('.mnote')?.id ?? null);
    await page.keyboard.press('m');
    const first = await current();
    assert.ok(first);
    await page.keyboard.press('m');
    assert.notEqual(await current(), first);
    for (let more = 1; more < notes; more += 1) await page.keyboard.press('m');
    assert.equal(await current(), first);
    await page.context().close();
  });

  test('words that are chosen go with the link that adds a statement, without the numbers of notes', async () => {
    const page = await opened(await stated());
    const chosen = await page.evaluate(() => {
      const block = [...document.querySelectorAll('.passage .text')].find((one) => one.querySelector('.refmark'));
      if (block === null || block === undefined) return '';
      getSelection()?.selectAllChildren(block);
      const copy = block.cloneNode(true) as Element;
      for (const number of copy.querySelectorAll('.refmark')) number.remove();
      return copy.textContent ?? '';
    });
    assert.ok(chosen.length > 10);
    const link = page.locator('a[data-add].chosen');
    await link.waitFor();
    const [, start = '', end = ''] = /&at=(\d+)-(\d+)$/.exec((await link.getAttribute('href')) ?? '') ?? [];
    const { reading } = (await sample.opened.document(/d\/([0-9a-f]{64})/.exec(page.url())?.[1] ?? '')) ?? {};
    assert.equal(reading?.text.slice(Number(start), Number(end)), chosen);
    await link.click();
    await page.waitForURL(/at=\d+-\d+/);
    assert.ok((await page.content()).includes(chosen.trim().slice(0, 10).replaceAll('&', '&amp;')));
    await page.context().close();
  });

  test('words can be chosen with the mouse from inside an underlined stretch', async () => {
    const page = await opened(await stated());
    const line = page.locator('a.said-here').first();
    const rectangles = await line.evaluate((link) => {
      const { x, y, width, height } = link.getClientRects()[0] ?? new DOMRect();
      return { x, y, width, height };
    });
    const y = rectangles.y + rectangles.height / 2;
    await page.mouse.move(rectangles.x + rectangles.width / 4, y);
    await page.mouse.down();
    await page.mouse.move(rectangles.x + rectangles.width - 2, y, { steps: 5 });
    await page.mouse.up();
    assert.ok((await page.evaluate(() => getSelection()?.toString() ?? '')).length > 0);
    assert.match((await page.locator('a[data-add]').getAttribute('href')) ?? '', /&at=\d+-\d+$/);
    await page.context().close();
  });

  test('axe-core finds nothing and nothing scrolls sideways: three languages, narrow and wide, light and dark', async () => {
    const [first] = await sample.opened.sources();
    assert.ok(first);
    const pages = [
      await stated(),
      'sources',
      `sources/${encodeURIComponent(first.key)}`,
      'timeline',
      'timeline?view=table',
    ];
    const found: string[] = [];
    for (const [index, path] of pages.entries()) {
      const language = ['en', 'zh-Hans', 'ug'][index % 3] ?? 'en';
      const colorScheme = index % 2 === 0 ? 'light' : 'dark';
      const page = await opened(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, {
        colorScheme,
        bypassCSP: true,
      });
      await page.addScriptTag({ path: AXE });
      for (const width of [320, 390, 900, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) found.push(`${path} at ${width}: ${over} px`);
        if (width !== 390 && width !== 1600) continue;
        const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
        for (const { id, nodes } of violations)
          found.push(`${path} (${language}, ${width}): ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      }
      await page.context().close();
    }
    assert.deepEqual(found, []);
  });
});
