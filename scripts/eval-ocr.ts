import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { tessdata } from '../src/reading/ocr-data.ts';
import { recognise } from '../src/reading/ocr.ts';
import { pictureToRecognise } from '../src/reading/pixels-measure.ts';
import { programOnPath } from '../src/reading/sandbox.ts';

/**
 * Character error rate of recognition: `node scripts/eval-ocr.ts --data DIR [--only PREFIX] [--cpu] [--json]`, where DIR has
 * `NAME.gt.txt` with `NAME.clean.png` and `NAME.scan.jpg`, or `NAME.txt` or `NAME.gold.txt` with pictures whose names
 * begin with NAME. Scored after NFKC, without direction marks; white space is one space, and none beside Chinese
 * characters. No language is told to the recogniser.
 *
 * `--cpu` (Linux, with Tesseract) also weighs processor time, of this process and all that it starts, against that of
 * `tesseract` told the language of the page, in one thread and with the same model, on the picture's file. What is timed
 * begins with pixels in hand, as in the process that reads a file. No sandbox is used then, since nobody is told the time
 * of processes in one. Names begin with eng, cmn, zho or uig then.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    cpu: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) {
  console.error('usage: eval-ocr --data DIR [--only PREFIX] [--cpu] [--json]');
  process.exit(2);
}
const folder = values.data;
if (values.cpu) {
  const alone = await mkdtemp(join(tmpdir(), 'eval-ocr-'));
  await symlink(programOnPath('tesseract') ?? '/usr/bin/tesseract', join(alone, 'tesseract'));
  process.env['PATH'] = alone;
  process.once('exit', () => rmSync(alone, { recursive: true }));
}
const files = await readdir(folder);
const names = files.filter((name) => name.endsWith('.txt') && name.startsWith(values.only)).toSorted();
interface Group {
  errors: number;
  characters: number;
  ms: number;
  pages: number;
  cpu: number;
  native: number;
}
const groups = new Map<string, Group>();
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
    const { data, info } = await sharp(bytes)
      .flatten({ background: 'white' })
      .greyscale()
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const native = values.cpu ? await cpuOfTesseract(join(folder, picture)) : 0;
    const begun = performance.now();
    const before = cpuSeconds();
    const { pgm, ready } = pictureToRecognise({ width: info.width, height: info.height, data }, dpi);
    const found = await recognise(pgm, dpi, ready === undefined ? {} : { ready });
    const cpu = cpuSeconds() - before;
    const ms = performance.now() - begun;
    const errors = distance(Array.from(truth), Array.from(normal(found.text)));
    const kind = picture.includes('.clean.') ? 'clean' : picture.includes('.scan.') ? 'degraded' : 'as it came';
    const group = `${file.endsWith('.gt.txt') ? stem.split('_')[0] : folder.split('/').findLast((part) => part !== '')} ${kind}`;
    const entry = groups.get(group) ?? { errors: 0, characters: 0, ms: 0, pages: 0, cpu: 0, native: 0 };
    groups.set(group, entry);
    entry.errors += errors;
    entry.characters += truth.length;
    entry.ms += ms;
    entry.cpu += cpu;
    entry.native += native;
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
    {
      cer: (100 * g.errors) / g.characters,
      pages: g.pages,
      msPerPage: g.ms / g.pages,
      ...(values.cpu ? { cpuPerPage: g.cpu / g.pages, nativeToOurs: g.native / g.cpu } : {}),
    },
  ]),
);
if (values.json) console.log(JSON.stringify({ groups: summary, pages }));
else
  for (const [group, g] of Object.entries(summary))
    console.log(
      `${group}\t${g.cer.toFixed(2)} %\t${g.pages} pages\t${Math.round(g.msPerPage)} ms a page`,
      g.cpuPerPage === undefined
        ? ''
        : `\t${g.cpuPerPage.toFixed(2)} s of processor a page\tTesseract alone ${(g.nativeToOurs ?? 0).toFixed(2)} times that`,
    );

/** Seconds, of this process and of those it started that have ended (proc_pid_stat(5), fields 16 and 17: ticks of 10 ms). */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  if (!values.cpu) return own;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return own + (Number(fields[13]) + Number(fields[14])) / 100;
}

async function cpuOfTesseract(file: string): Promise<number> {
  const language = /(?:^|\/)(?<code>eng|cmn|zho|uig)[^\/]*$/v.exec(file)?.groups?.['code'] ?? 'eng';
  const model = language === 'cmn' || language === 'zho' ? 'chi_sim' : language;
  const args = [file, 'stdout', '--tessdata-dir', await tessdata(), '-l', model, '--dpi', '300'];
  const before = cpuSeconds();
  const child = spawn(programOnPath('tesseract') ?? '/usr/bin/tesseract', args, {
    stdio: 'ignore',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  await once(child, 'close');
  return cpuSeconds() - before;
}

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
