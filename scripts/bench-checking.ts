/**
 * Measures checking a package: `npm run bench -- checking --package DIR [--json]`. `verify.mjs` of the package, then its page
 * `check/` in Chromium: with the folder chosen, and from a web server on this machine, which shares its cores; then the same
 * two with the package as one file, which is made for it. Beside them, `sha256sum` of every file. Processor
 * times are of all processes of the browser, memory is the most that the page’s process had.
 */
import { createServer } from 'node:http';
import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { packageArchive } from '../src/publishing/package-archive.ts';
import { openBarePage } from './bare-browser.ts';
import { measured } from './measured-run.ts';

const { values } = parseArgs({ options: { package: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.package === undefined) {
  console.error('usage: bench-checking --package DIR [--json]');
  process.exit(2);
}
const folder = resolve(values.package);
const megabytes = await sizeOf(folder);
const scratch = await mkdtemp(join(tmpdir(), 'bench-checking-'));
const archive = join(scratch, 'package.zip');
await pipeline((await packageArchive(folder)).pieces(), createWriteStream(archive));
const verifier = await ran([process.execPath, join(folder, 'data/verify.mjs'), folder]);
const verifierOfArchive = await ran([process.execPath, join(folder, 'data/verify.mjs'), archive]);
const sha256sum = await ran(['sh', '-c', 'find "$1" -type f -print0 | xargs -0 sha256sum', 'sh', folder]);
const figures = {
  processor: cpus()[0]?.model,
  cores: availableParallelism(),
  load: loadavg()[0],
  megabytes,
  sha256sum,
  verifier,
  verifierOfArchive,
  chosen: await inBrowser(`${pathToFileURL(folder).href}/`, { field: '#check-folder', place: folder }),
  archive: await inBrowser(`${pathToFileURL(folder).href}/`, { field: '#check-archive', place: archive }),
  served: await served('Check this package'),
  servedArchive: await served('Check its archive (zip) here'),
};
if (values.json) console.log(JSON.stringify(figures, undefined, 2));
else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)} ${JSON.stringify(value)}`);
await rm(scratch, { recursive: true });

async function ran(command: readonly string[]): Promise<object> {
  const { code, wallSeconds, cpuSeconds, mainPeakMb } = await measured(command);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
  return rates(wallSeconds, cpuSeconds, mainPeakMb);
}

async function sizeOf(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return Math.round(bytes / 1e6);
}

function rates(seconds: number, cpuSeconds: number, peakMb: number): object {
  return { seconds, cpuSeconds, megabytesASecond: Math.round(megabytes / seconds), peakMb: Math.round(peakMb) };
}

/** @param button that is pressed */
async function served(button: string): Promise<object> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.css': 'text/css',
    '.js': 'text/javascript',
  };
  const server = createServer((request, answer) => {
    const asked = decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname);
    const path = asked === '/package.zip' ? archive : join(folder, asked.replace(/^\/package\//, ''));
    const stream = createReadStream(path).on('error', () => answer.writeHead(404).end());
    stream.once('open', () => answer.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream'));
    stream.pipe(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  const found = await inBrowser(`http://127.0.0.1:${at.port}/package/`, { button });
  server.closeAllConnections();
  server.close();
  return found;
}

/** From when the page has its files, or is asked to fetch them: to list a folder is the browser’s own. */
async function inBrowser(
  address: string,
  way: { readonly field: string; readonly place: string } | { readonly button: string },
): Promise<object> {
  const page = await openBarePage();
  try {
    await page.goTo(`${address}data/check/index.html`);
    let before = cpuSecondsOf(processes());
    if ('field' in way) {
      await page.evaluate(`document.querySelector('${way.field}').addEventListener('change', () => (isChosen = true), true);
        isChosen = false`);
      await page.choose(way.field, way.place);
      await page.until('isChosen');
      before = cpuSecondsOf(processes());
    } else
      await page.evaluate(
        `[...document.querySelectorAll('#check-here button')].find((each) => each.textContent === '${way.button}').click()`,
      );
    let peakMb = 0;
    const timer = setInterval(() => (peakMb = Math.max(peakMb, ...processes().map(({ memoryMb }) => memoryMb))), 200);
    await page.until(`document.querySelector('.result h3') !== null`);
    clearInterval(timer);
    const cpuSeconds = Math.round((cpuSecondsOf(processes()) - before) * 100) / 100;
    if ((await page.evaluate(`document.querySelector('.result').dataset.holds`)) !== 'true')
      throw new Error('the package does not hold');
    const said = String(await page.evaluate(`document.querySelector('[role="status"]').textContent`));
    return rates(Number(/[\d.]+/.exec(said)?.[0]), cpuSeconds, peakMb);
  } finally {
    await page.close();
  }
}

function cpuSecondsOf(all: ReturnType<typeof processes>): number {
  return all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** What this program has started, the pages of the browser with their memory (proc(5)). */
function processes(): readonly { readonly cpuSeconds: number; readonly memoryMb: number }[] {
  const all = readdirSync('/proc').flatMap((name) => {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number);
      const [parent = 0, user = 0, system = 0, pages = 0] = [fields[1], fields[11], fields[12], fields[21]];
      const isPage = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer');
      const memoryMb = isPage ? (pages * 4096) / 1e6 : 0;
      return [{ id: Number(name), parent, cpuSeconds: (user + system) / 100, memoryMb }];
    } catch {
      return []; // safe: no process, or one that has ended
    }
  });
  const own = new Set([process.pid]);
  // Parents have the lower numbers but for a wrap, which costs a figure and no more.
  return all
    .toSorted((a, b) => a.id - b.id)
    .filter(({ id, parent }) => own.has(parent) && own.add(id) && id !== process.pid);
}
