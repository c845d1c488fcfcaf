/**
 * `npm run eval -- hits --data DIR[,DIR…] --query WORDS [--query WORDS…] [--json]`: takes the folders into a new case,
 * reads them, serves the case, and follows the first hit of each query in a real browser: does the page show the
 * words, marked? Exit status 1 if one does not, or if the outcomes leave anything waiting.
 */
import { parseArgs } from 'node:util';
import { openBrowser } from '../test/browser/open-browser.ts';
import { serveFolders } from '../test/browser/served-sample.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    query: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
});
const folders = (values.data ?? '').split(',').filter((folder) => folder !== '');
const queries = values.query ?? [];
if (folders.length === 0 || queries.length === 0) {
  console.error('npm run eval -- hits --data DIR[,DIR…] --query WORDS [--query WORDS…] [--json]');
  process.exit(2);
}

const began = performance.now();
const served = await serveFolders(folders);
const readMs = performance.now() - began;
const browser = await openBrowser();
const rows = [];
try {
  const { received, waiting, outcomes } = await served.opened.status();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(served.address());
  for (const query of queries) {
    const { total, documents } = await served.opened.search({ query, limit: 1, offset: 0 });
    await page.goto(`${served.url}/c/${served.opened.id}/search?q=${encodeURIComponent(query)}`);
    await page.locator('main a[href*="/d/"]').first().click();
    const marks = await page.locator('mark').allInnerTexts();
    const words = query.replaceAll('"', '').toLowerCase().split(/\s+/);
    const shown = marks.join(' ').toLowerCase();
    rows.push({
      query,
      total,
      documents,
      marked: marks.slice(0, 3),
      right: words.every((word) => shown.includes(word)),
    });
  }
  const answer = { received, waiting, outcomes, readMs: Math.round(readMs), peakMb: peakMb(), rows };
  if (values.json) console.log(JSON.stringify(answer));
  else {
    console.log(`${received} received, ${waiting} waiting, read in ${Math.round(readMs / 1000)} s`, outcomes);
    for (const { query, total, documents, marked, right } of rows) {
      console.log(
        `${right ? 'right' : 'WRONG'}  ${query}: ${total} passages, ${documents} documents; marked: ${marked.join(' · ')}`,
      );
    }
  }
  process.exitCode = waiting === 0 && rows.every(({ right }) => right) ? 0 : 1;
} finally {
  await browser.close();
  await served.close();
}

/** The most memory that this process has had, in MB; it is the main process of taking in and reading. */
function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
