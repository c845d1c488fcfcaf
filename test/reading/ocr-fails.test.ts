import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { encodePng } from '../../src/reading/pixels-png.ts';
import { pagesOf } from './pdf-fixture.ts';
import { read } from './read-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocr-fails-'));
const { PATH: all = '' } = process.env;
after(() => {
  process.env['PATH'] = all;
  rmSync(folder, { recursive: true });
});

/** Puts a Tesseract before the one of this machine, that does nothing but fail. */
function failing(how: string): void {
  writeFileSync(join(folder, 'tesseract'), `#!/bin/sh\n${how}\n`);
  chmodSync(join(folder, 'tesseract'), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${all}`;
}

/** A picture of lines of black blocks: something to recognise, whatever it says. */
function picture(): Uint8Array {
  const [width, height] = [800, 400];
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 100; y < 300; y += 1) {
    for (let x = 80; x < 720; x += 1) if (y % 50 < 20 && x % 16 < 10) data[y * width + x] = 0;
  }
  return encodePng({ width, height, channels: 1, data });
}

const WAYS: readonly { readonly why: string; readonly how: string }[] = [
  { why: 'crashes', how: 'kill -SEGV $$' },
  { why: 'gives up', how: 'exit 1' },
];
for (const { why, how } of WAYS) {
  test(`a picture over which the recogniser ${why} is not called empty`, async () => {
    failing(how);
    const { end } = await read(picture(), 'page.png');
    assert.deepEqual(end, { outcome: 'unreadable', reason: { code: 'crashed' } });
  });
}

test('pages over which the recogniser fails are counted, and the others read', async () => {
  failing('exit 1');
  // Seven lines of outlines, too few letters to be text: such a page is recognised.
  const drawn = Array.from({ length: 7 }, (_, i) => `40 ${330 - 40 * i} 220 14 re f`).join(' ');
  const written = 'BT /F1 12 Tf 20 200 Td (Words of the page that are long enough to be believed.) Tj ET';
  const { end, reading } = await read(pagesOf([drawn, written]), 'two.pdf');
  assert.deepEqual(end, {
    outcome: 'read-in-part',
    reason: { code: 'some-pages-unread', params: { pages: 1, total: 2 } },
  });
  assert.match(reading?.text ?? '', /long enough/v);
});

test('a recogniser that finds nothing leaves a picture without text', async () => {
  failing('cat > /dev/null; exit 0');
  const { end } = await read(picture(), 'page.png');
  assert.deepEqual(end, { outcome: 'unreadable', reason: { code: 'no-text' } });
});
