import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type * as Axe from 'axe-core';
import { CLAIM_SHEETS } from '../../scripts/preview-claim-sheets.ts';
import { findAsset } from '../../src/web/assets.ts';
import type { InterfaceLanguage } from '../../src/web/messages.ts';
import { noBrowser, openBrowser } from './open-browser.ts';
import { serveSample, type ServedSample } from './served-sample.ts';

const skip = noBrowser();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LANGUAGES: readonly InterfaceLanguage[] = ['en', 'zh-Hans', 'ug'];
const WIDTHS = [320, 390, 900, 1600];

describe('claims in a real browser', { skip }, () => {
  let browser: Browser;
  let server: Server;
  let base: string;

  before(async () => {
    browser = await openBrowser();
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [, first = '', hash = '', name = ''] = url.pathname.split('/').map(decodeURIComponent);
      const language = LANGUAGES.find((each) => each === url.searchParams.get('lang')) ?? 'en';
      const sheet = CLAIM_SHEETS[first];
      void (async () => {
        const asset = first === 'assets' ? await findAsset(hash, name) : undefined;
        const page = sheet?.({ language, here: url.pathname });
        response.writeHead(asset === undefined && page === undefined ? 404 : 200, {
          'content-type': asset?.type ?? 'text/html; charset=utf-8',
        });
        response.end(asset?.bytes ?? page ?? '');
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    base = `http://127.0.0.1:${address.port}`;
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  test('axe-core finds nothing on the board, the claims and the forms: three languages, light and dark', async () => {
    const found: string[] = [];
    for (const [index, name] of Object.keys(CLAIM_SHEETS).entries()) {
      const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
      const width = WIDTHS[(index + 1) % WIDTHS.length] ?? 900;
      const colorScheme = index % 2 === 0 ? 'light' : 'dark';
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(`${base}/${name}?lang=${language}`);
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
      for (const { id, nodes } of violations) {
        found.push(`${name} (${language}, ${width}): ${id}: ${nodes[0]?.html.slice(0, 200)}`);
      }
      await page.close();
    }
    assert.deepEqual(found, []);
  });

  test('nothing scrolls sideways at any width', async () => {
    const wide: string[] = [];
    const page = await browser.newPage();
    for (const [index, name] of Object.keys(CLAIM_SHEETS).entries()) {
      // Each page in one language: with all of them on every page this takes minutes and finds nothing more.
      const language = LANGUAGES[(index + 1) % LANGUAGES.length] ?? 'en';
      await page.goto(`${base}/${name}?lang=${language}`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) wide.push(`${name} in ${language} at ${width}: ${over} px`);
      }
    }
    await page.close();
    assert.deepEqual(wide, []);
  });

  test('where somebody chose colours, drawings have no other ones, and links are told from words', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        forcedColors: 'active',
        colorScheme,
        viewport: { width: 1600, height: 900 },
      });
      for (const name of ['claims', 'claim']) {
        await page.goto(`${base}/${name}`);
        const { colours, painted, link, word } = await page.evaluate(() => {
          const made = document.createElement('i');
          document.body.append(made);
          const known = ['Canvas', 'CanvasText', 'LinkText', 'Mark', 'GrayText'].map((color) => {
            made.style.cssText = `color: ${color}; forced-color-adjust: none`;
            return getComputedStyle(made).color;
          });
          const shapes = [...document.querySelectorAll(':is(.plot, .lineage, .squares) *')];
          const anchor = document.querySelector('main .card a, main .stm a') ?? document.body;
          return {
            colours: [...known, 'none', 'rgba(0, 0, 0, 0)'],
            painted: [
              ...new Set(shapes.flatMap((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke])),
            ],
            link: getComputedStyle(anchor).color,
            word: getComputedStyle(document.body).color,
          };
        });
        const others = painted.filter((paint) => !paint.startsWith('url(') && !colours.includes(paint));
        assert.deepEqual(others, [], `${name}, ${colorScheme}`);
        assert.ok(painted.length > 2, name);
        assert.notEqual(link, word, `${name}, ${colorScheme}`);
      }
      await page.close();
    }
  });

  test('no blank is lost between a number and its words in what is unfolded', async () => {
    const page = await browser.newPage();
    const lost: string[] = [];
    for (const name of Object.keys(CLAIM_SHEETS)) {
      await page.goto(`${base}/${name}?lang=ug`);
      lost.push(
        ...(await page.$$eval('summary', (summaries) =>
          summaries
            // Runs of text are items of a flex box, and lose the blanks at their ends.
            .filter(
              (each) => getComputedStyle(each).display.includes('flex') && each.querySelector(':scope > bdi') !== null,
            )
            .map(({ textContent }) => textContent),
        )),
      );
    }
    await page.close();
    assert.deepEqual(lost, []);
  });

  test('names on a number line stay inside its card and do not lie on each other', async () => {
    const page = await browser.newPage();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${base}/claims`);
      const clashes = await page.$$eval('.card .plot', (plots) =>
        plots.flatMap((plot) => {
          const frame = plot.getBoundingClientRect();
          const boxes = [...plot.querySelectorAll('.val')].map((word) => word.getBoundingClientRect());
          const outside = boxes.filter(({ left, right }) => left < frame.left - 6 || right > frame.right + 6);
          const upon = boxes.filter((a, index) =>
            boxes
              .slice(index + 1)
              .some(
                (b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 8 && b.top < a.bottom - 8,
              ),
          );
          return [...outside, ...upon].map(() => plot.getAttribute('aria-label'));
        }),
      );
      assert.deepEqual(clashes, [], `at ${width}`);
    }
    await page.close();
  });

  describe('on the sample leak', () => {
    let sample: ServedSample;
    before(async () => {
      sample = await serveSample();
    });
    after(() => sample?.close());

    test('a person opens a claim from the board and signs a judgement, without scripts', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(sample.address());
      await page.goto(`${sample.url}/c/${sample.opened.id}/claims`);
      await page.locator('.card h3 a').first().click();
      await page.waitForURL(/\/claims\/[0-9a-z-]+$/);
      await page.getByText('Doubtful', { exact: true }).first().click();
      await page.locator('#why').fill('Only one office says so.');
      await page.getByRole('button', { name: 'Sign the judgement' }).click();
      await page.waitForURL(/signed=/);
      assert.match(await page.getByRole('status').innerText(), /Signed: Doubtful/);
      assert.match(await page.locator('.decision').first().innerText(), /Only one office says so\./);
      await page.goto(`${sample.url}/c/${sample.opened.id}/claims?judged=doubtful`);
      assert.equal(await page.locator('.card').count(), 1);
      await context.close();
    });

    test('a rejected statement leaves its claim and is kept below it', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(sample.address());
      await page.goto(`${sample.url}/c/${sample.opened.id}/claims?sort=documents`);
      await page.locator('.card h3 a').first().click();
      const statements = await page.locator('.statements .stm').count();
      await page.locator('.decide summary').first().click();
      await page.getByRole('button', { name: 'Reject' }).first().click();
      await page.waitForURL(/signed=/);
      assert.equal(await page.locator('.statements .stm').count(), statements - 1);
      assert.match(await page.locator('details.fold summary').filter({ hasText: 'rejected' }).innerText(), /^1 /);
      await context.close();
    });
  });
});
