import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { Reason } from '../src/nouns/outcome.ts';
import { readOriginal } from '../src/reading/read-original.ts';
import { makeZip } from '../test/reading/make-zip.ts';

/**
 * What hostile files cost: `node scripts/eval-hostile.ts [--data DIR] [--json]` reads every file of DIR, and bombs of
 * 4 GiB that it makes itself, each as one original, and prints how it ended, the milliseconds until then and the
 * most memory of the process that read it. Exit status 1 past 1 s or 200 MB, or where a hostile file ended otherwise
 * than named, refused or empty.
 *
 * Starting the process and its sandbox counts: that is what somebody waits for. `node` itself needs some 60 MB.
 */
const MS_LIMIT = 1_000;
const BYTES_LIMIT = 200 * 1024 ** 2;
const GIB = 1024 ** 3;
/** Unpacked bytes of a file here that are no bomb's: the largest of the innocent ones has a few hundred. */
const HARMLESS_BYTES = 8 * 1024 ** 2;

interface Line {
  readonly file: string;
  readonly ms: number;
  readonly mib: number;
  readonly outcome: string;
  readonly wrong: readonly string[];
}

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'touchstone-hostile-'));
try {
  makeBombs(folder);
  const folders = values.data === undefined ? [folder] : [folder, values.data];
  const files = folders.flatMap((each) => filesIn(each));
  const lines: Line[] = [];
  // The first text that a process reads loads the model that names languages, once.
  writeFileSync(join(folder, 'first'), 'a text');
  await judge(join(folder, 'first'));
  for (const path of files) {
    let line = await judge(path);
    // Once more where it was slow: the bar is for the work, not for what else the machine was doing.
    if (line.ms > MS_LIMIT) line = faster(line, await judge(path));
    lines.push(line);
    if (values.json) continue;
    const { ms, mib, outcome, file, wrong } = line;
    console.log(
      `${String(ms).padStart(6)} ms ${String(mib).padStart(5)} MiB  ${outcome.padEnd(34)} ${file.slice(0, 80)}`,
    );
    for (const each of wrong) console.log(`        wrong: ${each}`);
  }
  const bad = lines.filter(({ wrong }) => wrong.length > 0).length;
  const parent = Math.round(process.resourceUsage().maxRSS / 1024);
  const most = { ms: Math.max(...lines.map(({ ms }) => ms)), mib: Math.max(...lines.map(({ mib }) => mib)) };
  if (values.json) console.log(JSON.stringify({ files: lines.length, bad, most, parentMib: parent, lines }));
  else {
    console.log(`${lines.length} files, ${bad} of them wrong; most: ${most.ms} ms, ${most.mib} MiB`);
    console.log(`the process that starts readers had at most ${parent} MiB`);
  }
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function judge(path: string): Promise<Line> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const refused: Reason['code'][] = [];
  let unpacked = 0;
  const wrong: string[] = [];
  const begun = performance.now();
  let outcome = 'crashed';
  let peakBytes = 0;
  try {
    const read = await readOriginal(
      { path, name: file, size: statSync(path).size },
      {
        async found(entry, bytes) {
          if (/(?:^|[\/\\])\.\.(?:[\/\\]|$)|^[\/\\]|^[A-Za-z]:/v.test(entry.shownName))
            wrong.push('an unsafe name came out');
          for await (const chunk of bytes) unpacked += chunk.byteLength;
        },
        refused: (_, reason) => void refused.push(reason.code),
      },
    );
    outcome = [read.end.outcome, read.end.reason?.code, ...refused.map((code) => `(${code})`)].join(' ');
    peakBytes = read.peakBytes;
    if (file.endsWith('.zip') && !['unreadable', 'container'].includes(read.end.outcome))
      wrong.push('an archive was read');
    if (file.startsWith('bomb') && !/\b(?:bomb|broken|too-large)\b/v.test(outcome))
      wrong.push('a bomb was not refused');
  } catch (error) {
    wrong.push(String(error));
  }
  const ms = Math.round(performance.now() - begun);
  const mib = Math.round(peakBytes / 1024 ** 2);
  if (ms > MS_LIMIT) wrong.push(`longer than ${MS_LIMIT} ms`);
  if (peakBytes > BYTES_LIMIT) wrong.push(`more than ${BYTES_LIMIT / 1024 ** 2} MiB`);
  if (unpacked > HARMLESS_BYTES) wrong.push(`${unpacked} bytes were unpacked`);
  return { file, ms, mib, outcome, wrong };
}

function faster(one: Line, other: Line): Line {
  return other.ms < one.ms ? other : one;
}

function filesIn(each: string): readonly string[] {
  return readdirSync(each)
    .toSorted()
    .map((name) => join(each, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 0);
}

/** Each unpacks to 4 GiB of zeros and is 4 MB large. */
function makeBombs(into: string): void {
  const gib = zeros();
  const part = (name: string, declared: number) => ({ name, bytes: '', declared, deflated: gib });
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  writeFileSync(join(into, 'bomb, honest.zip'), makeZip(names.map((name) => part(name, GIB))));
  writeFileSync(join(into, 'bomb, says 1000 bytes.zip'), makeZip(names.map((name) => part(name, 1000))));
  const word = { name: '[Content_Types].xml', bytes: '<Types/>' };
  const document = names.map((name) => part(name === 'a.txt' ? 'word/document.xml' : name, GIB));
  writeFileSync(join(into, 'bomb, as a document.docx'), makeZip([word, ...document]));
  const lying = names.map((name) => part(name === 'a.txt' ? 'word/document.xml' : name, 1000));
  writeFileSync(join(into, 'bomb, as a document that lies.docx'), makeZip([word, ...lying]));
  const member = gzipMember(gib);
  writeFileSync(join(into, 'bomb.gz'), Buffer.concat([member, member, member, member]));
}

/** One GiB of zeros as a deflate stream (RFC 1951), put together from one block that is packed once. */
function zeros(): { readonly bytes: Buffer; readonly crc: number } {
  const block = Buffer.alloc(64 * 1024 ** 2);
  const packed = deflateRawSync(block, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync('');
  let crc = 0;
  for (let i = 0; i < 16; i += 1) crc = crc32(block, crc);
  return { bytes: Buffer.concat([...Array.from({ length: 16 }, () => packed), end]), crc };
}

/** RFC 1952: header, stream, CRC, length. */
function gzipMember(stream: { readonly bytes: Buffer; readonly crc: number }): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(stream.crc, 0);
  trailer.writeUInt32LE(GIB, 4);
  return Buffer.concat([gzipSync('').subarray(0, 10), stream.bytes, trailer]);
}
