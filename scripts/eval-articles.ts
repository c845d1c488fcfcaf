import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from '../src/reading/stages/decode.ts';
import { parsePage } from '../src/reading/stages/html-text.ts';
import { publishedOf } from '../src/reading/stages/html-date.ts';
import { articleText } from './eval-article-text.ts';

/**
 * Publication dates of web pages: `node scripts/eval-articles.ts --data DIR [--json] [--wrong]`, where DIR has
 * `truth.json` (`{address: {file, date}}`, date as YYYY-MM-DD or null) and the pages in `html/`. A page is right when
 * its day is; where the truth is null, when none is given. Pages that are not there are counted apart. Where DIR has
 * `ground-truth.json` instead, the text of the articles is measured (eval-article-text.ts).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) {
  console.error('usage: eval-articles --data DIR [--json] [--wrong]');
  process.exit(2);
}
if (existsSync(join(values.data, 'ground-truth.json'))) {
  const { worst, ...report } = await articleText(values.data);
  if (values.json) console.log(JSON.stringify(values.wrong ? { ...report, worst } : report));
  else {
    for (const [id, p, r] of values.wrong ? worst : []) console.log(`${id}\t${p.toFixed(3)}\t${r.toFixed(3)}`);
    const [f1, p, r] = [report.f1, report.precision, report.recall].map((each) => each.toFixed(3));
    console.log(`${report.pages} pages: F1 ${f1}, precision ${p}, recall ${r}`);
  }
  process.exit(0);
}
interface Truth {
  readonly file: string;
  readonly date: string | null;
}
// The lists that are about were written by programs that put NaN for nothing.
const source = (await readFile(join(values.data, 'truth.json'), 'utf8')).replaceAll(/:\s*NaN\b/gv, ': null');
const truth: Readonly<Record<string, Truth>> = JSON.parse(source);
let [right, given, missing, dated, datedRight] = [0, 0, 0, 0, 0];
const wrong: string[] = [];
const begun = performance.now();
for (const { file, date } of Object.values(truth)) {
  const path = join(values.data, 'html', file);
  if (!existsSync(path)) {
    missing += 1;
    continue;
  }
  const said = publishedOf(parsePage(decode(await readFile(path)).text));
  const day = said?.slice(0, 10);
  if (day !== undefined) given += 1;
  if (date !== null) dated += 1;
  if ((day ?? null) === date) {
    right += 1;
    if (date !== null) datedRight += 1;
  } else wrong.push(`${file}\twanted ${date ?? 'none'}\tgot ${day ?? 'none'}`);
}
const pages = Object.keys(truth).length - missing;
const ms = performance.now() - begun;
const report = {
  pages,
  right,
  exact: right / pages,
  dated,
  datedExact: datedRight / dated,
  given,
  missing,
  msPerPage: ms / pages,
};
if (values.json) console.log(JSON.stringify(values.wrong ? { ...report, wrong } : report));
else {
  if (values.wrong) for (const line of wrong) console.log(line);
  console.log(
    `${right} of ${pages} to the day (${((100 * right) / pages).toFixed(1)} %); ${datedRight} of ${dated} that have a date`,
  );
  console.log(`${given} given a date, ${missing} not there, ${(ms / pages).toFixed(0)} ms a page`);
}
