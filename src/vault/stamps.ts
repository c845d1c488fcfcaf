import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { sha256Of, type Sha256 } from '../nouns/sha256.ts';
import { cosignatureIn, parseCosignerKey } from './cosignature.ts';
import { makeFolders, reaching, syncFolder, writing } from './disk.ts';
import { checkpointName, checkpointSizes, LEDGER, readCheckpoint, writeWhole } from './ledger-files.ts';
import { parseCheckpoint } from './signed-note.ts';
import { checkOts, proofWith, stampTogether, upgraded, type BlockHeaders, type OtsCheck } from './time/ots.ts';
import { checkTimeStamp, requestOf, timeStampRequest, type TimeStampCheck } from './time/rfc3161.ts';

/**
 * What dates the checkpoints of a case: answers of time authorities (RFC 3161) and OpenTimestamps proofs, as files of
 * `ledger/stamps` (docs/formats/stamps.md). Nothing here reaches a network: requests are written, answers are brought.
 */

export type { BlockHeaders } from './time/ots.ts';

/** One dated checkpoint. */
export type Stamp = {
  /** Entries that the checkpoint covers. */
  readonly size: number;
  /** Of its file in `ledger/stamps`. */
  readonly name: string;
} & (
  | { readonly kind: 'rfc3161'; readonly check: TimeStampCheck }
  | { readonly kind: 'opentimestamps'; readonly check: OtsCheck }
  | { readonly kind: 'cosignature'; readonly check: CosignatureCheck }
);

/** A person or an organisation outside has seen the checkpoint. */
export interface CosignatureCheck {
  readonly faults: readonly 'signature'[];
  /** UTC, as they say. */
  readonly time?: string;
  /** Their verifier key: whose it is, is known from elsewhere. */
  readonly key: string;
}

export interface StampRequest {
  readonly size: number;
  /** For an authority, as `application/timestamp-query`. */
  readonly authority: { readonly name: string; readonly bytes: Uint8Array };
  /** For a calendar of OpenTimestamps: 32 bytes that tell nothing of the checkpoints. */
  readonly calendar: { readonly name: string; readonly bytes: Uint8Array; readonly sizes: readonly number[] };
}

const Paths = z.object({
  commitment: z.string(),
  paths: z.array(
    z.object({ size: z.number(), steps: z.array(z.object({ tag: z.number(), argument: z.string().optional() })) }),
  ),
});

/**
 * Asks for time stamps of the last checkpoint, and for one proof over all checkpoints that have none. What is needed to
 * know the answers again is kept with the case.
 * @throws Problem `not-found` where the case has no checkpoint; `disk-full`, `unreadable-place`
 */
export function requestStamps(folder: string): Promise<StampRequest> {
  return reaching(async () => {
    const sizes = await checkpointSizes(folder);
    const size = sizes.at(-1);
    if (size === undefined) {
      throw new Problem('not-found', 'The case has no checkpoint that could be dated.', {
        remedy: 'Take something in first: a checkpoint is signed after it.',
      });
    }
    const { request, nonce } = timeStampRequest(sha256(await checkpointBytes(folder, size)).toString('hex'));
    const dated = new Set((await filesOf(folder)).filter(isProof).map(sizeIn));
    const undated = sizes.filter((each) => !dated.has(each) || each === size);
    const digests = await Promise.all(undated.map(async (each) => sha256(await checkpointBytes(folder, each))));
    const { commitment, paths } = stampTogether(digests);
    const hex = Buffer.from(commitment).toString('hex');
    const name = `${nameOf(size)}.${nonce}`;
    await keep(folder, `${name}.tsq`, request);
    await keep(
      folder,
      `${hex}.json`,
      Buffer.from(
        `${JSON.stringify({
          commitment: hex,
          paths: undated.map((each, index) => ({
            size: each,
            steps: (paths[index] ?? []).map(({ tag, argument }) => ({
              tag,
              ...(argument === undefined ? {} : { argument: Buffer.from(argument).toString('hex') }),
            })),
          })),
        })}\n`,
      ),
    );
    return {
      size,
      authority: { name: `${name}.tsq`, bytes: request },
      calendar: { name: `${hex}.digest`, bytes: commitment, sizes: undated },
    };
  });
}

export interface Brought {
  readonly bytes: Uint8Array;
  /** Of the file that was brought; a calendar’s answer is known by it: the commitment in hex, then `.answer`. */
  readonly name: string;
  /** Certificates that the person trusts, PEM: kept beside the answer. */
  readonly roots: readonly string[];
  /** Verifier keys of those who may have cosigned. */
  readonly cosigners?: readonly string[];
}

/**
 * Takes in an answer: of an authority (a `TimeStampResp`), of a calendar, a whole `.ots` proof of a checkpoint, or a
 * checkpoint with cosignatures (`.txt`).
 * Returns the stamps that came of it, already kept.
 * @throws Problem `bad-input` for what dates no checkpoint of this case, with the reason
 */
export function bringStamp(folder: string, brought: Brought): Promise<readonly Stamp[]> {
  return reaching(async () => {
    if (brought.name.endsWith('.answer')) return bringCalendarAnswer(folder, brought);
    if (brought.name.endsWith('.txt')) return bringCosigned(folder, brought);
    return brought.name.endsWith('.ots') ? bringProof(folder, brought) : bringAuthorityAnswer(folder, brought);
  });
}

async function bringAuthorityAnswer(folder: string, { bytes, roots }: Brought): Promise<readonly Stamp[]> {
  let last: TimeStampCheck | undefined;
  for (const request of (await filesOf(folder)).filter((name) => name.endsWith('.tsq'))) {
    const size = sizeIn(request);
    const { nonce } = requestOf(await readFile(join(folder, LEDGER.stamps, request)));
    const stamped = await checkpointBytes(folder, size);
    const check = checkTimeStamp(bytes, { bytes: stamped, nonce, roots });
    last ??= check;
    if (check.faults.some((fault) => fault !== 'unknown-root')) {
      if (!check.faults.includes('other-request')) last = check;
      continue;
    }
    const name = request.replace(/\.tsq$/, '');
    if (roots.length > 0) await keep(folder, `${name}.pem`, Buffer.from(roots.join('\n')));
    await keep(folder, `${name}.tsr`, bytes);
    return [{ size, name: `${name}.tsr`, kind: 'rfc3161', check }];
  }
  if (last?.faults.includes('other-request')) throw rejected('other-request');
  throw rejected(last?.faults.find((fault) => fault !== 'unknown-root') ?? 'unasked');
}

async function bringCosigned(folder: string, { bytes, cosigners = [] }: Brought): Promise<readonly Stamp[]> {
  const note = Buffer.from(bytes).toString();
  const size = parseCheckpoint(note)?.size;
  if (
    size === undefined ||
    !isOver(note, parseCheckpoint((await checkpointBytes(folder, size)).toString())?.message ?? Buffer.alloc(0))
  )
    throw rejected('no-checkpoint');
  const stamps: Stamp[] = [];
  for (const key of cosigners) {
    const held = cosignatureIn(note, key);
    if (held === undefined) continue;
    const name = `${nameOf(size)}.${parseCosignerKey(key)?.id ?? ''}.txt`;
    await keep(folder, name.replace(/\.txt$/, '.vkey'), Buffer.from(`${key}\n`));
    await keep(folder, name, bytes);
    stamps.push({ size, name, kind: 'cosignature', check: { faults: [], ...held } });
  }
  if (stamps.length === 0) throw rejected('nobody');
  return stamps;
}

/**
 * Whether the owner of a key has cosigned this very checkpoint.
 *
 * @param message the text of the checkpoint, as it was signed
 */
export function checkCosigned(note: string, key: string, message: Uint8Array): CosignatureCheck {
  const held = isOver(note, message) ? cosignatureIn(note, key) : undefined;
  return held === undefined ? { faults: ['signature'], key } : { faults: [], ...held };
}

/** Cosigning adds lines below and changes nothing above. */
function isOver(note: string, message: Uint8Array): boolean {
  return Buffer.from(message).equals(parseCheckpoint(note)?.message ?? Buffer.alloc(0));
}

async function bringProof(folder: string, { bytes }: Brought): Promise<readonly Stamp[]> {
  for (const size of await checkpointSizes(folder)) {
    const check = checkOts(bytes, await checkpointBytes(folder, size), new Map());
    if (check.faults.includes('malformed')) throw rejected('malformed');
    if (check.faults.length > 0) continue;
    return [await keepProof(folder, size, bytes)];
  }
  throw rejected('other-bytes');
}

/** The first answer makes proofs of the paths that wait for it; a later one is put into the proofs that lead there. */
async function bringCalendarAnswer(folder: string, { bytes, name }: Brought): Promise<readonly Stamp[]> {
  const commitment = name.replace(/\.answer$/, '').toLowerCase();
  const files = await filesOf(folder);
  try {
    if (files.includes(`${commitment}.json`)) {
      const { paths } = Paths.parse(
        JSON.parse(await readFile(join(folder, LEDGER.stamps, `${commitment}.json`), 'utf8')),
      );
      return await Promise.all(
        paths.map(async ({ size, steps }) => {
          const digest = sha256(await checkpointBytes(folder, size));
          const path = steps.map(({ tag, argument }) => ({
            tag,
            ...(argument === undefined ? {} : { argument: Buffer.from(argument, 'hex') }),
          }));
          return keepProof(folder, size, proofWith(digest, path, bytes));
        }),
      );
    }
    const stamps: Stamp[] = [];
    for (const proof of files.filter(isProof)) {
      const held = await readFile(join(folder, LEDGER.stamps, proof));
      const { attestations } = checkOts(held, await checkpointBytes(folder, sizeIn(proof)), new Map());
      if (!attestations.some((each) => each.commitment === commitment)) continue;
      stamps.push(await keepProof(folder, sizeIn(proof), upgraded(held, commitment, bytes), proof));
    }
    if (stamps.length > 0) return stamps;
  } catch (error) {
    if (error instanceof Problem || errnoOf(error) !== undefined) throw error;
    throw rejected('malformed', error);
  }
  throw rejected('unasked');
}

async function keepProof(folder: string, size: number, bytes: Uint8Array, instead?: string): Promise<Stamp> {
  const name = instead ?? `${nameOf(size)}.${sha256(bytes).toString('hex').slice(0, 16)}.ots`;
  await keep(folder, name, bytes);
  return { size, name, kind: 'opentimestamps', check: checkOts(bytes, await checkpointBytes(folder, size), new Map()) };
}

/**
 * Every stamp of the case, checked now.
 * @param roots certificates to trust, PEM, beside those that were trusted when an answer was brought
 */
export function stampsIn(
  folder: string,
  { roots = [], headers = new Map() }: { readonly roots?: readonly string[]; readonly headers?: BlockHeaders } = {},
): Promise<readonly Stamp[]> {
  return reaching(async () => {
    const stamps: Stamp[] = [];
    const files = await filesOf(folder);
    for (const name of files) {
      const answer = isAnswer(name);
      const note = isCosigned(name);
      if (!answer && !note && !isProof(name)) continue;
      const size = sizeIn(name);
      const bytes = await readFile(join(folder, LEDGER.stamps, name));
      const stamped = await checkpointBytes(folder, size);
      if (note) {
        const beside = name.replace(/\.txt$/, '.vkey');
        // Without its key nothing says whose it is, and its signature counts as one that does not hold.
        const key = files.includes(beside) ? (await readFile(join(folder, LEDGER.stamps, beside), 'utf8')).trim() : '';
        const message = parseCheckpoint(stamped.toString())?.message ?? Buffer.alloc(0);
        stamps.push({ size, name, kind: 'cosignature', check: checkCosigned(bytes.toString(), key, message) });
      } else if (!answer) stamps.push({ size, name, kind: 'opentimestamps', check: checkOts(bytes, stamped, headers) });
      else {
        const beside = name.replace(/\.tsr$/, '.pem');
        const kept = files.includes(beside)
          ? certificatesIn(await readFile(join(folder, LEDGER.stamps, beside), 'utf8'))
          : [];
        const nonce = name.split('.')[1];
        const options = { bytes: stamped, roots: [...roots, ...kept], ...(nonce === undefined ? {} : { nonce }) };
        stamps.push({ size, name, kind: 'rfc3161', check: checkTimeStamp(bytes, options) });
      }
    }
    return stamps;
  });
}

/** The certificates of a PEM text, each by itself. */
function certificatesIn(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
}

/** Why what was brought is not kept; the first that applies is told. */
const REJECTIONS = {
  malformed: 'This dates no checkpoint of the case: it is no answer, no proof and no checkpoint, or a damaged one.',
  refused: 'This dates no checkpoint of the case: the authority has refused the request.',
  'other-bytes': 'This dates no checkpoint of the case: it dates something else.',
  'other-request': 'This dates no checkpoint of the case: it answers another request.',
  signature: 'This dates no checkpoint of the case: its signature does not hold.',
  'signer-unnamed': 'This dates no checkpoint of the case: it does not name whose certificate signed it.',
  'signer-purpose':
    'This dates no checkpoint of the case: the certificate that signed it is not for time stamps alone.',
  chain: 'This dates no checkpoint of the case: its certificates do not lead from one to the next.',
  'weak-hash': 'This dates no checkpoint of the case: it uses a hash that is no longer safe.',
  unasked: 'This dates no checkpoint of the case: no request of this case is waiting for it.',
  'no-checkpoint': 'This dates no checkpoint of the case: it is no checkpoint of this case.',
  nobody: 'This dates no checkpoint of the case: nobody whose key was given has cosigned it.',
} as const;

function rejected(why: keyof typeof REJECTIONS, cause?: unknown): Problem {
  return new Problem('bad-input', REJECTIONS[why], {
    remedy: 'Make a request with `touchstone stamp CASE --request DIR`, and bring the answer to that one.',
    cause,
  });
}

/** SHA-256 of each file that dates something, by its name. */
export function keptStamps(folder: string): Promise<ReadonlyMap<string, Sha256>> {
  return reaching(async () => {
    const kept = new Map<string, Sha256>();
    for (const name of await filesOf(folder)) {
      if (!isAnswer(name) && !isCosigned(name) && !isProof(name)) continue;
      kept.set(name, sha256Of(await readFile(join(folder, LEDGER.stamps, name))));
    }
    return kept;
  });
}

/** An empty text for a checkpoint that is gone: then no stamp of it holds, and verification names what is missing. */
async function checkpointBytes(folder: string, size: number): Promise<Buffer> {
  try {
    return Buffer.from((await readCheckpoint(folder, size))?.text ?? '');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(folder, LEDGER.stamps))).toSorted();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []; // a case of which nothing was ever dated
    throw error;
  }
}

async function keep(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const place = join(folder, LEDGER.stamps);
  await writing(async () => {
    if (await makeFolders(place)) await syncFolder(dirname(place));
  });
  await writeWhole(join(place, name), bytes);
}

function isAnswer(name: string): boolean {
  return /^\d{12,15}\.[0-9a-f]+\.tsr$/.test(name);
}

function isCosigned(name: string): boolean {
  return /^\d{12,15}\.[0-9a-f]{8}\.txt$/.test(name);
}

function isProof(name: string): boolean {
  return /^\d{12,15}\.[0-9a-f]+\.ots$/.test(name);
}

function sizeIn(name: string): number {
  return Number(name.split('.')[0]);
}

function nameOf(size: number): string {
  return checkpointName(size).replace(/\.txt$/, '');
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
