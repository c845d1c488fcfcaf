/**
 * Measures reading, from the file to the hit: `npm run bench -- reading [--data DIR]… [--files N] [--only CLASS] [--json]`.
 *
 * - `pdf`: text PDFs, made here or those of DIR that have text, beside `pdftotext -bbox-layout` on the same files, one
 *   after the other. Bar: at least as fast.
 * - `mixed`: N small files (10,000 where left out) and a tenth of them, made here or the files of DIR up to 256 KB. Bars:
 *   100 files a second on two cores, 400 MB in the main process, 1 GB in each reader, growth with an exponent of at most
 *   1.05, the first hit within 2 seconds.
 *
 * Every run is a `touchstone add` into a new case; `readSeconds` is until everything can be searched, and what the bars are
 * about; the rest of the run finds what the texts claim. Processor time is that of the whole tree of processes: other programs
 * slow down the clock and not it.
 */
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { createCase, openCase } from '../src/house.ts';
import { createIdentity } from '../src/vault/identity.ts';
import { measured, type MeasuredRun } from './measured-run.ts';
import { makeSmallFiles, textPdf } from './small-files.ts';

const SMALL_BYTES = 256 * 1024;
const PDFS = 12;
const PDF_PAGES = 60;
const TEXT_CHARS = 500; // of a PDF that counts as one of text
const ENTRY = fileURLToPath(new URL('../bin/touchstone', import.meta.url));

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    files: { type: 'string', default: '10000' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.files);
const figures: Record<string, unknown> = { processor: cpus()[0]?.model, cores: availableParallelism() };
const scratch = await mkdtemp(join(tmpdir(), 'bench-reading-'));
const config = join(scratch, 'config');
const identity = await createIdentity({ person: 'A. Bench', folder: config });
try {
  // The first run of a changed source fills the cache of compiled source.
  await makeSmallFiles(join(scratch, 'warm'), 100);
  await added('warm', join(scratch, 'warm'));
  if (values.only === undefined || values.only === 'pdf') await measurePdfs();
  if (values.only === undefined || values.only === 'mixed') await measureMixed();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify(figures, undefined, 2));

async function measurePdfs(): Promise<void> {
  const folder = join(scratch, 'pdfs');
  await mkdir(folder);
  const paths: string[] = [];
  if (values.data === undefined) {
    for (let n = 0; n < PDFS; n += 1) {
      paths.push(join(folder, `${n}.pdf`));
      await writeFile(join(folder, `${n}.pdf`), textPdf(PDF_PAGES, n));
    }
  } else {
    for await (const path of filesOf(values.data)) {
      if (extname(path).toLowerCase() !== '.pdf' || !(await hasText(path))) continue;
      paths.push(join(folder, `${paths.length}.pdf`));
      await copyFile(path, join(folder, `${paths.length - 1}.pdf`));
    }
  }
  const layout = ['sh', '-c', 'for f; do pdftotext -bbox-layout "$f" /dev/null; done', 'sh', ...paths];
  const native = await measured(layout);
  const ours = await added('pdfs', folder);
  const again = await measured(layout);
  const nativeWall = (native.wallSeconds + again.wallSeconds) / 2;
  const nativeCpu = (native.cpuSeconds + again.cpuSeconds) / 2;
  report('pdf', {
    files: paths.length,
    ...told(ours),
    pdftotextWall: round(nativeWall),
    pdftotextCpu: round(nativeCpu),
    readSeconds: ours.readSeconds,
    timesAsFast: round(nativeWall / ours.readSeconds),
    timesAsFastByCpu: round((nativeCpu * availableParallelism()) / ours.cpuSeconds),
  });
}

async function hasText(path: string): Promise<boolean> {
  const { execFile } = await import('node:child_process');
  const text = await new Promise<string>((resolve) => {
    execFile('pdftotext', [path, '-'], { maxBuffer: 1 << 28, timeout: 20_000 }, (_, out) => resolve(out));
  });
  return text.replaceAll(/\s/g, '').length >= TEXT_CHARS;
}

async function measureMixed(): Promise<void> {
  const sizes = [Math.round(count / 10), count];
  const seconds: { readonly wall: number; readonly cpu: number }[] = [];
  for (const size of sizes) {
    const folder = join(scratch, `mixed-${size}`);
    const files = await gather(folder, size);
    const ours = await added(`mixed-${size}`, folder);
    seconds.push({ wall: ours.readSeconds, cpu: ours.cpuSeconds });
    report(`mixed ${files}`, {
      ...told(ours),
      readSeconds: ours.readSeconds,
      filesASecond: round(files / ours.readSeconds),
      filesASecondByCpu: round((files * availableParallelism()) / ours.cpuSeconds),
      firstHitSeconds: ours.firstHitSeconds,
    });
    await rm(folder, { recursive: true });
  }
  const [few, many] = seconds;
  if (few === undefined || many === undefined) return;
  report('growth', { exponent: round(Math.log10(many.wall / few.wall)), byCpu: round(Math.log10(many.cpu / few.cpu)) });
}

async function gather(folder: string, most: number): Promise<number> {
  if (values.data === undefined) {
    await makeSmallFiles(folder, most);
    return most;
  }
  await mkdir(folder);
  let taken = 0;
  for await (const path of filesOf(values.data)) {
    if (taken === most) break;
    if ((await stat(path)).size > SMALL_BYTES) continue;
    await copyFile(path, join(folder, `${taken++}${extname(path)}`));
  }
  return taken;
}

async function* filesOf(folders: readonly string[]): AsyncGenerator<string> {
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) yield join(entry.parentPath, entry.name);
    }
  }
}

/** Takes a folder into a case of its own, in a process of its own, and asks meanwhile whether anything can be found. */
async function added(
  name: string,
  folder: string,
): Promise<MeasuredRun & { readonly firstHitSeconds: number; readonly readSeconds: number }> {
  const into = join(scratch, `case-${name}`);
  await createCase(into, name, { identity });
  const watching = await openCase(into, {});
  const stop = new AbortController();
  const began = performance.now();
  const firstHit = (async () => {
    while (!stop.signal.aborted) {
      const { passages } = await watching.status();
      if (
        passages > 0 &&
        (await watching.search({ query: 'page OR document OR the', limit: 1, offset: 0 })).hits.length > 0
      )
        break;
      await pause(100);
    }
    return (performance.now() - began) / 1000;
  })();
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  ).length;
  const records = new DatabaseSync(join(into, 'case.db'), { readOnly: true });
  const left = records.prepare(`select ? > (select count(*) from occurrence where container is null)
    or exists (select 1 from job where kind = 'read') or exists (select 1 from reading where indexed <= 0) as any`);
  const allRead = (async () => {
    // Asked straight and rarely: counting a case through its own interface would cost what is measured.
    while (!stop.signal.aborted && left.get(files)?.['any'] === 1) await pause(250);
    return (performance.now() - began) / 1000;
  })();
  const command = ['/bin/sh', ENTRY, 'add', into, folder];
  const run = await measured(command, { TOUCHSTONE_CONFIG: config });
  stop.abort();
  const firstHitSeconds = round(await firstHit);
  const readSeconds = round(await allRead);
  records.close();
  const { received, outcomes } = await watching.status();
  await watching.close();
  if (run.code !== 0) throw new Error(`touchstone add ended with ${run.code}: ${run.stderr}`);
  if (name !== 'warm') console.error(`${received} received`, JSON.stringify(outcomes));
  await rm(into, { recursive: true });
  return { ...run, firstHitSeconds, readSeconds };
}

function told({ wallSeconds, cpuSeconds, mainPeakMb, otherPeakMb }: MeasuredRun): Record<string, number> {
  return {
    wallSeconds: round(wallSeconds),
    cpuSeconds: round(cpuSeconds),
    mainPeakMb: Math.round(mainPeakMb),
    readerPeakMb: Math.round(otherPeakMb),
  };
}

function report(name: string, of: Record<string, number>): void {
  figures[name] = of;
  if (values.json) return;
  const said = Object.entries(of).map(([key, value]) => `${key} ${value}`);
  console.log(`${name}: ${said.join(', ')}`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
