/**
 * Measures publishing: `npm run bench -- publish [--documents N] [--pages N] [--keep DIR] [--json]`. N PDF files (1,000 where left out)
 * of ten pages each, made here, are taken in and published with every claim, then once more, then with a list of withheld
 * words, each in a process as `bin/touchstone` starts it; the package is checked by `touchstone check`, and by the verifier
 * in it, and with `--keep` stays in DIR for `bench -- checking`. No page is drawn: bytes of the size of a
 * drawn page stand for its picture, so that what is told is the time beside drawing. Pictures are not recognised.
 *
 * `npm run bench -- publish --ledger N` measures proofs instead: of entries of a ledger with N entries.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { systemClock } from '../src/base/clock.ts';
import { createCase, openCase } from '../src/house.ts';
import { checkPackage } from '../src/publishing/check-package.ts';
import { parseProfile } from '../src/publishing/profile.ts';
import { createIdentity, loadIdentity, type Identity } from '../src/vault/identity.ts';
import { createLedger, openLedger, type Act } from '../src/vault/ledger.ts';
import { makeProof } from '../src/vault/proof.ts';
import { renderPublication } from '../src/web/published.ts';
import { measured } from './measured-run.ts';
import { productNode } from './product-node.ts';
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
    // For the processes that it starts: where the case lies, the package that is made of it, and with what withheld.
    inside: { type: 'string' },
    package: { type: 'string', default: '' },
    keep: { type: 'string' },
    withheld: { type: 'boolean', default: false },
  },
});
const WITHHELD = ['Zzyzx Qwertyuiop', '王勇智', 'ئابدۇرېھىم', '0991 2345678'];

if (values.inside !== undefined) await publishHere(values.inside, values.package, values.withheld ? WITHHELD : []);
else {
  const scratch = await mkdtemp(join(tmpdir(), 'bench-publish-'));
  try {
    const figures =
      values.ledger === undefined ? await publishing(scratch) : await proving(scratch, Number(values.ledger));
    const all = { processor: cpus()[0]?.model, cores: availableParallelism(), ...figures };
    if (values.json) console.log(JSON.stringify(all, undefined, 2));
    else for (const [name, value] of Object.entries(all)) console.log(`${name.padEnd(10)} ${JSON.stringify(value)}`);
    if (values.keep !== undefined && values.ledger === undefined)
      await cp(join(scratch, 'first'), values.keep, { recursive: true });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function publishing(scratch: string): Promise<object> {
  const folder = join(scratch, 'case');
  const identity = await createIdentity({ person: 'A. Bench', folder: join(scratch, 'config') });
  await makeMaterial(scratch);
  await createCase(folder, 'Bench', { identity });
  const opened = await openCase(folder, { identity });
  const signal = new AbortController().signal;
  await opened.receive([join(scratch, 'material')], {});
  await opened.read({ readers: availableParallelism(), more: () => false, signal });
  await opened.close();
  const first = await publishedApart(scratch, 'first');
  const again = await publishedApart(scratch, 'again');
  const searched = await publishedApart(scratch, 'searched', '--withheld');
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { faults } = await checkPackage(join(scratch, 'first'));
  const checkedCpu = process.cpuUsage(cpu).user / 1e6;
  const checkedSeconds = (performance.now() - began) / 1000;
  const verifier = await measured([process.execPath, join(scratch, 'first/data/verify.mjs'), join(scratch, 'first')]);
  return {
    ...first,
    again: again.first,
    withheld: searched.first,
    check: { faults: faults.length, seconds: round(checkedSeconds), cpuSeconds: round(checkedCpu) },
    verifier: {
      code: verifier.code,
      seconds: round(verifier.wallSeconds),
      cpuSeconds: round(verifier.cpuSeconds),
      peakMb: verifier.mainPeakMb,
    },
  };
}

interface Published {
  readonly documents: number;
  readonly pages: number;
  readonly claims: number;
  readonly files: number;
  readonly bytes: number;
  readonly first: { readonly seconds: number; readonly cpuSeconds: number; readonly peakMb: number };
}

/** In a process of its own, as `touchstone publish` is. */
async function publishedApart(scratch: string, name: string, ...more: readonly string[]): Promise<Published> {
  const { options, env } = await productNode();
  const args = [...options, fileURLToPath(import.meta.url), '--inside', scratch, '--package', name, ...more];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
  return JSON.parse(stdout);
}

/** Prints what `Published` has. The first package stays, others are taken away again. */
async function publishHere(scratch: string, name: string, withheld: readonly string[]): Promise<void> {
  const identity = await loadIdentity({ folder: join(scratch, 'config') });
  if (identity === undefined) throw new Error('no identity');
  const drawn = async (document: string, page: number) => filler(document, page);
  const opened = await openCase(join(scratch, 'case'), { identity, drawn });
  const shape = { format: 'touchstone/profile', version: 1, title: 'Bench', documents: 'all', claims: 'all' };
  const profile = parseProfile(JSON.stringify({ ...shape, withheld, recognise: false }));
  const signal = new AbortController().signal;
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const made = await opened.preparePackage(profile, { out: join(scratch, name), render: renderPublication, signal });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = round((performance.now() - began) / 1000);
  const { publication, files, bytes } = made;
  const published: Published = {
    documents: publication.documents.length,
    pages: publication.documents.reduce((sum, { pages }) => sum + pages.length, 0),
    claims: publication.claims.length,
    files,
    bytes,
    first: { seconds, cpuSeconds: round((user + system) / 1e6), peakMb: await peakMb() },
  };
  await (name === 'first' ? made.publish() : made.drop());
  await opened.close();
  console.log(JSON.stringify(published));
}

async function makeMaterial(scratch: string): Promise<void> {
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

async function proving(scratch: string, size: number): Promise<object> {
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

/** Of this process; where there is no /proc, as the system counts it. */
async function peakMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kib = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return Math.round(kib === undefined ? process.resourceUsage().maxRSS / 1000 : (Number(kib) * 1024) / 1e6);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
