import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import type * as Axe from 'axe-core';
import { renderPublication } from '../../src/web/published.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { madePublication } from '../web/made-publication.ts';
import { noBrowser, openBrowser } from './open-browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES = ['', 'check/', 'doc/00112233aabbccdd/', 'doc/ddccbbaa33221100/', 'claim/fedcba9876543210/'];

describe('a package opened from a folder, in a real browser', { skip: noBrowser() }, () => {
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  test('each page is whole for those who cannot see it, fits a phone, and asks for nothing outside', async (t) => {
    const folder = await temporaryFolder(t);
    for (const { path, bytes } of renderPublication(madePublication())) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const page = await browser.newPage();
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href)) outside.push(request.url());
    });
    for (const [width, file] of [
      [320, 'index.html'],
      [1200, 'index.zh-Hans.html'],
      [390, 'index.ug.html'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of PAGES) {
        await page.goto(pathToFileURL(join(folder, place, file)).href);
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
    await page.goto(pathToFileURL(join(folder, 'claim/fedcba9876543210/index.html')).href);
    await page.getByRole('link', { name: 'See it on the page' }).first().click();
    assert.match(page.url(), /doc\/00112233aabbccdd\/index\.html#p3-13-32$/);
    assert.deepEqual(outside, []);
    await page.close();
  });
});
