/**
 * Measures publishing: `npm run bench -- publish [--documents N] [--pages N] [--json]`. N PDF files (1,000 where left out)
 * of ten pages each, made here, are taken in and published with every claim, then once more, then with a list of withheld
 * words; the package is checked by `touchstone check`, and by the verifier in it. No page is drawn: bytes of the size of a
 * drawn page stand for its picture, so that what is told is the time beside drawing. Pictures are not recognised.
 *
 * `npm run bench -- publish --ledger N` measures proofs instead: of entries of a ledger with N entries.
 */
import { createHash } from 'node:crypto';
import { readFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/base/clock.ts';
import { createCase, openCase } from '../src/house.ts';
import { checkPackage } from '../src/publishing/check-package.ts';
import { parseProfile } from '../src/publishing/profile.ts';
import { createIdentity, type Identity } from '../src/vault/identity.ts';
import { createLedger, openLedger, type Act } from '../src/vault/ledger.ts';
import { makeProof } from '../src/vault/proof.ts';
import { renderPublication } from '../src/web/published.ts';
import { measured } from './measured-run.ts';
import { textPdf } from './text-pdf.ts';
import { inventedTexts } from './search-texts.ts';

const PICTURE_BYTES = 60_000; // of a page of text at 150 dpi
const PROOFS = 500; // of which the mean is told

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000' },
    pages: { type: 'string', default: '10' },
    ledger: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const scratch = await mkdtemp(join(tmpdir(), 'bench-publish-'));
try {
  const figures = values.ledger === undefined ? await publishing() : await proving(Number(values.ledger));
  const all = { processor: cpus()[0]?.model, cores: availableParallelism(), ...figures };
  if (values.json) console.log(JSON.stringify(all, undefined, 2));
  else for (const [name, value] of Object.entries(all)) console.log(`${name.padEnd(10)} ${JSON.stringify(value)}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function publishing(): Promise<object> {
  const folder = join(scratch, 'case');
  const identity = await createIdentity({ person: 'A. Bench', folder: join(scratch, 'config') });
  await makeMaterial();
  await createCase(folder, 'Bench', { identity });
  const opened = await openCase(folder, { identity, drawn: async (document, page) => filler(document, page) });
  const signal = new AbortController().signal;
  await opened.receive([join(scratch, 'material')], {});
  await opened.read({ readers: availableParallelism(), more: () => false, signal });
  const prepared = async (out: string, withheld: readonly string[]) => {
    const shape = { format: 'touchstone/profile', version: 1, title: 'Bench', documents: 'all', claims: 'all' };
    const profile = parseProfile(JSON.stringify({ ...shape, withheld, recognise: false }));
    await forgetPeak();
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const made = await opened.preparePackage(profile, { out: join(scratch, out), render: renderPublication, signal });
    const { user, system } = process.cpuUsage(cpu);
    const seconds = round((performance.now() - began) / 1000);
    return { made, took: { seconds, cpuSeconds: round((user + system) / 1e6), peakMb: await peakMb() } };
  };
  const first = await prepared('first', []);
  await first.made.publish();
  const again = await prepared('again', []);
  await again.made.drop();
  const searched = await prepared('searched', ['Zzyzx Qwertyuiop', '王勇智', 'ئابدۇرېھىم', '0991 2345678']);
  await searched.made.drop();
  await opened.close();
  const { publication, files, bytes } = first.made;
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { faults } = await checkPackage(join(scratch, 'first'));
  const checkedCpu = process.cpuUsage(cpu).user / 1e6;
  const checkedSeconds = (performance.now() - began) / 1000;
  const verifier = await measured([process.execPath, join(scratch, 'first/data/verify.mjs'), join(scratch, 'first')]);
  return {
    documents: publication.documents.length,
    pages: publication.documents.reduce((sum, { pages }) => sum + pages.length, 0),
    claims: publication.claims.length,
    files,
    bytes,
    first: first.took,
    again: again.took,
    withheld: searched.took,
    check: { faults: faults.length, seconds: round(checkedSeconds), cpuSeconds: round(checkedCpu) },
    verifier: {
      code: verifier.code,
      seconds: round(verifier.wallSeconds),
      cpuSeconds: round(verifier.cpuSeconds),
      peakMb: verifier.mainPeakMb,
    },
  };
}

async function makeMaterial(): Promise<void> {
  await mkdir(join(scratch, 'material'));
  const texts = inventedTexts();
  let next = 0;
  const paragraph = (): string => {
    while (texts.language(next) !== 'en') next += 1;
    next += 1;
    return texts.at(next - 1);
  };
  for (let n = 0; n < Number(values.documents); n += 1) {
    const pages = Array.from({ length: Number(values.pages) }, () =>
      [paragraph(), paragraph(), paragraph()].join('\n'),
    );
    await writeFile(join(scratch, 'material', `${n}.pdf`), textPdf(pages));
  }
}

/** Bytes of their own for each page. */
function filler(document: string, page: number): { webp: Uint8Array; widthPx: number; heightPx: number } {
  const seed = createHash('sha256').update(`${document} ${page}`).digest();
  return { webp: Buffer.alloc(PICTURE_BYTES, seed), widthPx: 1240, heightPx: 1754 };
}

async function proving(size: number): Promise<object> {
  const identity = await createIdentity({ person: 'A. Bench', folder: join(scratch, 'config') });
  const folder = join(scratch, 'case');
  await mkdir(folder);
  const options = { signer: hasty(identity), clock: systemClock, caseId: 'bench', caseName: 'Bench' };
  const ledger = await createLedger(folder, options);
  const act = (n: number): Act => ({
    kind: 'derived',
    fields: {
      original: hashOf(n),
      derivative: hashOf(-n),
      page: 1,
      stage: 'publish',
      version: 1,
      what: 'published-text',
    },
  });
  while (ledger.size() < size) {
    const from = ledger.size();
    await ledger.append(Array.from({ length: Math.min(5_000, size - from) }, (_, k) => act(from + k)));
  }
  await ledger.checkpoint();
  const began = performance.now();
  const opened = await openLedger(folder, { identity, clock: systemClock });
  const openedMs = performance.now() - began;
  const at = (k: number): number => 2 + Math.floor(((size - 3) * k) / PROOFS);
  const each = await timed(async () => {
    for (let k = 0; k < PROOFS; k += 1) {
      await makeProof(folder, opened, [{ seq: at(k), fields: ['kind', 'derivative', 'day'] }], { earliest: true });
    }
  });
  const path = await timed(async () => {
    for (let k = 0; k < PROOFS; k += 1) opened.tree.inclusionProof(at(k));
  });
  const many = Array.from({ length: PROOFS }, (_, k) => ({ seq: at(k), fields: ['kind', 'derivative', 'day'] }));
  const together = await timed(() => makeProof(folder, opened, many, { earliest: true }));
  return {
    entries: opened.size(),
    openSeconds: round(openedMs / 1000),
    proof: each,
    inclusion: path,
    proofOfMany: together,
    peakMb: await peakMb(),
  };
}

/** Signs checkpoints and no entries: nobody looks at these signatures here, and a million of them take half an hour. */
function hasty(identity: Identity): Identity {
  return {
    ...identity,
    signerFor(origin) {
      const signer = identity.signerFor(origin);
      const isCheckpoint = (message: Uint8Array): boolean => Buffer.from(message).toString().startsWith(`${origin}\n`);
      return { key: signer.key, sign: (message) => (isCheckpoint(message) ? signer.sign(message) : Buffer.alloc(64)) };
    },
  };
}

interface Took {
  readonly ms: number;
  /** Of the processor: the clock also tells what else the machine does. */
  readonly cpuMs: number;
}

/** For each of `PROOFS`. */
async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: round((performance.now() - began) / PROOFS), cpuMs: round((user + system) / 1000 / PROOFS) };
}

function hashOf(n: number): string {
  return createHash('sha256').update(String(n)).digest('hex');
}

/** The most memory from here on (proc(5), clear_refs); where there is no such file it is that of the whole run. */
async function forgetPeak(): Promise<void> {
  await writeFile('/proc/self/clear_refs', '5').catch(() => undefined); // safe: the figure is larger then
}

async function peakMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kib = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return Math.round(kib === undefined ? process.resourceUsage().maxRSS / 1000 : (Number(kib) * 1024) / 1e6);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
