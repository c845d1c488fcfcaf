import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { recognise } from '../src/reading/ocr.ts';

/**
 * Character error rate of recognition: `node scripts/eval-ocr.ts --data DIR [--only PREFIX] [--json]`, where DIR has
 * `NAME.gt.txt` with `NAME.clean.png` and `NAME.scan.jpg`, or `NAME.txt` or `NAME.gold.txt` with pictures whose names
 * begin with NAME. Scored after NFKC, without direction marks; white space is one space, and none beside Chinese
 * characters. No language is told to the recogniser.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) {
  console.error('usage: eval-ocr --data DIR [--only PREFIX] [--json]');
  process.exit(2);
}
const folder = values.data;
const files = await readdir(folder);
const names = files.filter((name) => name.endsWith('.txt') && name.startsWith(values.only)).toSorted();
const groups = new Map<string, { errors: number; characters: number; ms: number; pages: number }>();
const pages: { name: string; cer: number; confidence: number; languages: readonly string[]; ms: number }[] = [];

for (const file of names) {
  const stem = file.replace(/\.(gt\.|gold\.)?txt$/v, '');
  const pictures = files.filter(
    (name) => name.startsWith(stem) && /^[.\-].*(png|jpg|tif)$/v.test(name.slice(stem.length)),
  );
  const truth = normal(await readFile(join(folder, file), 'utf8'));
  for (const picture of pictures.toSorted()) {
    const bytes = await readFile(join(folder, picture));
    const { width, density } = await sharp(bytes).metadata();
    // A picture that does not say its resolution is taken for one as wide as A4's printed part.
    const dpi = density !== undefined && density > 96 ? density : width / 7.5;
    const begun = performance.now();
    const found = await recognise(
      await sharp(bytes).flatten({ background: 'white' }).greyscale().png().toBuffer(),
      dpi,
    );
    const ms = performance.now() - begun;
    const errors = distance(Array.from(truth), Array.from(normal(found.text)));
    const kind = picture.includes('.clean.') ? 'clean' : picture.includes('.scan.') ? 'degraded' : 'as it came';
    const group = `${file.endsWith('.gt.txt') ? stem.split('_')[0] : folder.split('/').findLast((part) => part !== '')} ${kind}`;
    const entry = groups.get(group) ?? { errors: 0, characters: 0, ms: 0, pages: 0 };
    groups.set(group, entry);
    entry.errors += errors;
    entry.characters += truth.length;
    entry.ms += ms;
    entry.pages++;
    const page = {
      name: picture,
      cer: (100 * errors) / truth.length,
      confidence: found.confidence,
      languages: found.languages,
      ms,
    };
    pages.push(page);
    if (!values.json) {
      console.log(
        `${picture}\t${page.cer.toFixed(2)} %\tconfidence ${page.confidence.toFixed(0)}\t${page.languages.join('+')}\t${Math.round(ms)} ms`,
      );
    }
  }
}

const summary = Object.fromEntries(
  [...groups].map(([group, g]) => [
    group,
    { cer: (100 * g.errors) / g.characters, pages: g.pages, msPerPage: g.ms / g.pages },
  ]),
);
if (values.json) console.log(JSON.stringify({ groups: summary, pages }));
else
  for (const [group, g] of Object.entries(summary))
    console.log(`${group}\t${g.cer.toFixed(2)} %\t${g.pages} pages\t${Math.round(g.msPerPage)} ms a page`);

function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u200e\u200f\u202a-\u202e]/gv, '')
    .replaceAll(/\s+/gv, ' ')
    .replaceAll(/ ?([\p{sc=Han}，。、；：？！（）《》“”]) ?/gv, '$1')
    .trim();
}

/** Edit distance (Levenshtein 1966), every edit one. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of a.entries()) {
    const next = new Uint32Array(b.length + 1);
    next[0] = i + 1;
    for (const [j, other] of b.entries()) {
      next[j + 1] = Math.min((row[j] ?? 0) + (char === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
