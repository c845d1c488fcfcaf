import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { recognise } from '../../src/reading/ocr.ts';
import { programOnPath } from '../../src/reading/sandbox.ts';
import { drawPdfPage } from '../../src/reading/stages/pdf.ts';
import { pagesOf } from './pdf-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocr-alone-'));
const { PATH: all = '', XDG_CACHE_HOME: cache } = process.env;
after(() => {
  process.env['PATH'] = all;
  if (cache === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = cache;
  rmSync(folder, { recursive: true });
});

const LINES = ['The committee of the valley met', 'on the fifteenth day of June', 'and wrote down 1,847 names'];

/** Every program but Tesseract, the first of each name. */
function hideTesseract(): void {
  for (const place of all.split(delimiter).filter((each) => existsSync(each))) {
    for (const name of readdirSync(place)) {
      if (name !== 'tesseract' && !existsSync(join(folder, name))) symlinkSync(join(place, name), join(folder, name));
    }
  }
  process.env['PATH'] = folder;
}

test('a page is recognised where no Tesseract is installed', async (t) => {
  hideTesseract();
  if (programOnPath('tesseract') !== undefined) {
    t.skip('tesseract could not be hidden from PATH');
    return;
  }
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  const content = `BT /F1 12 Tf 40 340 Td ${LINES.map((line) => `(${line}) Tj 0 -20 Td`).join(' ')} ET`;
  const { png } = await drawPdfPage(pagesOf([content]), 1, 200);
  const found = await recognise(png, 200, { likely: () => ['en'] });
  assert.equal(found.engine, 'tesseract.js');
  assert.equal(found.text.replaceAll(/\s+/gv, ' '), LINES.join(' '));
  assert.ok(found.confidence > 80, String(found.confidence));
});
