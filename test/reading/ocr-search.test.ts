import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawPdfPage } from '../../src/reading/stages/pdf.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { pagesOf } from './pdf-fixture.ts';

test('recognised pages are found by how sure recognition was of them', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const content =
    'BT /F1 12 Tf 40 340 Td (The committee of the valley met) Tj 0 -20 Td (and wrote down 1,847 names) Tj ET';
  await writeFile(join(outside, 'scan.png'), (await drawPdfPage(pagesOf([content]), 1, 200)).png);
  await writeFile(join(outside, 'typed.txt'), 'The committee of the valley met again.');
  const opened = await open();
  await opened.receive([join(outside, 'scan.png'), join(outside, 'typed.txt')], {});
  await readAll(opened);

  const page = (await opened.document('scan.png'))?.reading?.pages[0];
  assert.ok(page?.textFrom === 'ocr' && page.confidence !== undefined);
  const sure = Math.floor(page.confidence);
  const cases = [
    { query: 'committee', total: 2, why: 'both are searched alike' },
    { query: 'committee has:ocr', total: 1, why: 'recognised words only' },
    { query: '"1,847"', total: 1, why: 'figures are kept as they were read' },
    { query: `conf:<${sure + 1}`, total: 1, why: 'a page under the bar, without any word asked for' },
    { query: `conf:<${sure}`, total: 0, why: 'no page under that bar' },
    { query: 'conf:<70', total: 0, why: 'what the account of files leads to' },
    { query: `committee conf:>=${sure}`, total: 1, why: 'typed pages have no confidence' },
  ];
  for (const { query, total, why } of cases)
    assert.equal((await opened.search({ query, limit: 10, offset: 0 })).total, total, `${query}: ${why}`);
});
