import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as Axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { packageArchive } from '../../src/publishing/package-archive.ts';
import { copyTo, jsonIn, soundPackage, type SoundPackage } from '../publishing/sound-package.ts';
import { noBrowser, openBrowser } from './open-browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.webp': 'image/webp',
};

interface Served {
  readonly address: string;
  /** Its answer is not given before the test is over. */
  readonly held: Set<string>;
}

/** A plain static server: what there is, and nothing else. */
async function serve(t: TestContext, folder: string): Promise<Served> {
  const held = new Set<string>();
  const server = createServer((request, answer) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname)).slice(1);
    if (held.has(path)) return;
    readFile(join(folder, path)).then(
      (bytes) =>
        answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => answer.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, held };
}

const start = (page: Page) => page.getByRole('button', { name: 'Check this package' }).click();
const chooseArchive = (page: Page, file: string) => page.locator('#check-archive').setInputFiles(file);
const choose = (page: Page, folder: string) => page.locator('#check-folder').setInputFiles(folder);

/** What the page says when it is done, without the signs that keep directions apart. */
async function said(page: Page): Promise<string> {
  await page.locator('.result h3').waitFor();
  return (await page.locator('.result').innerText()).replaceAll(/[\u2068\u2069]/g, '');
}

describe('a package is checked in the browser of whoever reads it', { skip: noBrowser() }, () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  async function opened(t: TestContext, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
    t.after(() => context.close());
    return context.newPage();
  }

  test('from a server and from a folder, with scripts and without', async (t) => {
    const made = await soundPackage(t);
    const folder = made.folder;
    const { address, held } = await serve(t, folder);
    const asFolder = `${pathToFileURL(folder).href}/`;

    await t.test('it holds, in three languages, and no other host is asked', async (sub) => {
      const page = await opened(sub);
      const others: string[] = [];
      page.on('request', (request) => {
        const url = request.url();
        if (![address, asFolder].some((own) => url.startsWith(own))) others.push(url);
      });
      for (const [file, button, holds] of [
        ['index.html', 'Check this package', /The package holds: The papers/],
        ['index.zh-Hans.html', '核查此包', /此包核查无误：The papers/],
        ['index.ug.html', 'بۇ بوغچىنى تەكشۈرۈش', /بوغچا پۈتۈن: The papers/],
      ] as const) {
        await page.goto(`${address}data/check/${file}`);
        await page.getByRole('button', { name: button }).click();
        assert.match(await said(page), holds);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${file} is ${wide} px too wide`);
        await page.goto(`${asFolder}data/check/${file}`);
        await choose(page, folder);
        assert.match(await said(page), holds);
      }
      assert.deepEqual(others, []);
    });

    await t.test(
      'as one file it holds, chosen or beside the folder of a server; what was altered in it is found',
      async (sub) => {
        const page = await opened(sub);
        const bytes = Buffer.concat(await Array.fromAsync((await packageArchive(folder)).pieces()));
        const file = join(made.outside, 'package.zip');
        await writeFile(file, bytes);
        await page.goto(`${asFolder}data/check/index.html`);
        await chooseArchive(page, file);
        assert.match(await said(page), /The package holds: The papers/);

        const outside = await serve(sub, made.outside);
        await page.goto(`${outside.address}package/data/check/index.html`);
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.getByRole('button', { name: 'Check its archive (zip) here' }).click();
        const text = await said(page);
        assert.match(text, /The package holds: The papers/);
        assert.match(text, /there is nothing else/);
        assert.match(text, /This is of the archive/);
        assert.ok(asked.length < 15, `${asked.length} requests`);

        await writeFile(file, Buffer.concat([bytes.subarray(0, 5000), Buffer.from('!'), bytes.subarray(5001)]));
        for (const check of [
          () => page.getByRole('button', { name: 'Check its archive (zip) here' }).click(),
          () => chooseArchive(page, file),
        ]) {
          await page.reload();
          await check();
          assert.match(await said(page), /The package does not hold/);
        }
        await rm(file);
        await page.reload();
        await page.getByRole('button', { name: 'Check its archive (zip) here' }).click();
        await page.getByText(/There is no .*package\.zip.* beside the folder/).waitFor();
      },
    );

    await t.test('what it says is whole for those who cannot see it', async (sub) => {
      const context = await browser.newContext({ bypassCSP: true });
      sub.after(() => context.close());
      const page = await context.newPage();
      await page.goto(`${address}data/check/index.html`);
      await start(page);
      await said(page);
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof Axe };
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      });
      assert.deepEqual(found, []);
    });

    await t.test('what a reader knows from elsewhere counts', async (sub) =>
      knownFromElsewhere(await opened(sub), made, address),
    );

    await t.test('without WebCrypto, as on a plain http page, it says what it cannot judge', async (sub) => {
      const page = await opened(sub);
      await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
      await page.goto(`${address}data/check/index.html`);
      await start(page);
      const text = await said(page);
      assert.match(text, /The package holds/);
      assert.match(text, /rfc3161: .*Its signature cannot be checked here/);
    });

    await t.test('it can be stopped', async (sub) => {
      held.add('data/publication.json');
      const page = await opened(sub);
      await page.goto(`${address}data/check/index.html`);
      await start(page);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped.').waitFor();
      assert.equal(await page.locator('.result h3').count(), 0);
      held.clear();
    });

    await t.test('without scripts it says how else, and a citation is followed', async (sub) => {
      const page = await opened(sub, { javaScriptEnabled: false });
      for (const from of [address, asFolder]) {
        await page.goto(`${from}data/check/index.html`);
        assert.match(await page.locator('#check-here').innerText(), /node data\/verify\.mjs/);
        await followCitation(page, from, folder);
      }
    });

    await t.test('with scripts a citation is followed too', async (sub) => {
      const page = await opened(sub);
      for (const from of [address, asFolder]) await followCitation(page, from, folder);
    });

    await t.test('an altered page, a file more and a file less are found and named', async (sub) => {
      const altered = await copyTo(folder, join(made.outside, 'altered'));
      const [{ id }] = (await jsonIn(altered, 'data/publication.json')).documents;
      const path = `data/doc/${id}/index.html`;
      await writeFile(join(altered, path), (await readFile(join(altered, path), 'utf8')).replaceAll('2,310', '1,310'));
      await writeFile(join(altered, 'data/more.html'), 'more');
      const page = await opened(sub);
      await page.goto(`${pathToFileURL(altered).href}/data/check/index.html`);
      await choose(page, altered);
      const text = await said(page);
      assert.match(text, /The package does not hold/);
      assert.match(
        text,
        new RegExp(`changed ${path.replaceAll('.', '\\.')} not the file that manifest-sha256.txt lists`),
      );
      assert.match(text, /unlisted data\/more\.html/);
      const other = await serve(sub, altered);
      await page.goto(`${other.address}data/check/index.html`);
      await start(page);
      assert.match(await said(page), /The package does not hold[^]*changed data\/doc/);
      await rm(join(altered, 'bagit.txt'));
      await start(page);
      await page.getByText('The package is not here as a whole').waitFor();
      await choose(page, join(altered, 'data/doc'));
      await page.getByText('There is no bagit.txt in that folder').waitFor();
    });
  });
});

async function followCitation(page: Page, from: string, folder: string): Promise<void> {
  const { claims } = await jsonIn(folder, 'data/publication.json');
  await page.goto(`${from}data/claim/${claims[0].id}/index.html`);
  const { quote, page: number } = claims[0].statements[0].citation;
  await page.locator(`main a[href*="/doc/"][href*="#p${number}"]`).first().click();
  await page.waitForURL(/\/doc\/[0-9a-f]{16}\/\w+\.html#p\d/);
  assert.match(page.url(), new RegExp(`#p${number}\\b`));
  const marked = (await page.locator('mark').allInnerTexts()).join(' ');
  assert.ok(quote.startsWith(marked.slice(0, 8)) || marked.includes(quote.slice(0, 8)), `${quote}: ${marked}`);
}

async function knownFromElsewhere(page: Page, made: SoundPackage, address: string): Promise<void> {
  const opened = join(made.outside, 'opened.json');
  await writeFile(opened, made.opened);
  await page.goto(`${address}data/check/index.html`);
  await page.getByText('What you know from elsewhere').click();
  await page.getByLabel('Key of whoever published it').fill(made.signer.key.text);
  await page.getByLabel('Certificates (PEM), block headers, opened fields').setInputFiles([made.rootFile, opened]);
  await start(page);
  const text = await said(page);
  assert.match(text, /signed with a key that you gave/);
  assert.match(text, /rfc3161: .*an authority that you trust/);
  assert.match(text, new RegExp(`Opened for you: .*${made.original}`));
  await page.getByLabel('Key of whoever published it').fill(`${made.signer.key.text}x`);
  await start(page);
  await page.getByText('not signed with a key that you gave').waitFor();
}
