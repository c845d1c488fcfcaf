import { createHash } from 'node:crypto';
import { Problem } from '../base/problem.ts';
import type { Stamping } from '../desk/stamping.ts';
import type { AttributeCheck, Evidence } from '../nouns/custody.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Stamp } from '../vault/stamps.ts';

/** What was found out about the bytes just now. */
export interface BytesNow {
  /** SHA-256 of what is in the vault; undefined where it cannot be read. */
  readonly sha256: string | undefined;
  /** The last checkpoint that covers its first ledger entry, by the number of entries. */
  readonly checkpoint: number | undefined;
  /** When that checkpoint was there at the latest, by others: UTC, ISO 8601. */
  readonly dated: string | undefined;
}

interface Holding extends Pick<Stamping, 'stamps' | 'checkpointOver'> {
  original(document: Sha256): AsyncIterable<Uint8Array>;
}

/** Hashes the original anew, and looks for what dates it. */
export async function bytesNow(opened: Holding, { sha256, custody: [first] }: DocumentView): Promise<BytesNow> {
  const over = (await opened.stamps()).filter(({ size }) => first !== undefined && size > first.seq);
  const dates = over.flatMap(({ check }) => datesOf(check));
  return {
    sha256: await hashNow(opened, sha256),
    checkpoint: first === undefined ? undefined : await opened.checkpointOver(first.seq),
    dated: dates.toSorted()[0],
  };
}

/** Of what holds: stamps that a trusted root or a block stands for. */
function datesOf(check: Stamp['check']): readonly string[] {
  if (check.faults.length > 0) return [];
  if ('attestations' in check)
    return check.attestations.flatMap(({ state, time }) => (state === 'confirmed' && time !== undefined ? [time] : []));
  return 'key' in check || check.time === undefined ? [] : [check.time];
}

async function hashNow(opened: Holding, sha256: Sha256): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of opened.original(sha256)) hash.update(piece);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Problem) return undefined; // altered, or gone: that is what is told
    throw error;
  }
}

export function attributeChecks(document: DocumentView, now: BytesNow): readonly AttributeCheck[] {
  return [
    authenticity(document, now),
    availability(now),
    { attribute: 'identity', holds: 'yes', evidence: identity(document) },
    persistence(document, now),
    renderability(document),
    understandability(document),
  ];
}

function authenticity({ sha256, custody }: DocumentView, now: BytesNow): AttributeCheck {
  const received = custody.find(({ kind }) => kind === 'received');
  if (received === undefined) return { attribute: 'authenticity', holds: 'no', evidence: { code: 'no-entry' } };
  const same = now.sha256 === sha256;
  const params = { seq: received.seq, actor: received.actor, day: received.at.slice(0, 10) };
  const evidence: Evidence = { code: same ? 'signed-same' : 'signed-differs', params };
  return { attribute: 'authenticity', holds: same ? 'yes' : 'no', evidence };
}

function availability({ sha256 }: BytesNow): AttributeCheck {
  const there = sha256 !== undefined;
  return { attribute: 'availability', holds: there ? 'yes' : 'no', evidence: { code: there ? 'there' : 'not-there' } };
}

function identity({ sha256, places }: DocumentView): Evidence {
  return { code: 'found', params: { sha256, n: places.length } };
}

function persistence({ custody }: DocumentView, { checkpoint, dated }: BytesNow): AttributeCheck {
  const day = custody[0]?.at.slice(0, 10);
  if (day === undefined || checkpoint === undefined) {
    return { attribute: 'persistence', holds: 'in part', evidence: { code: 'no-checkpoint' } };
  }
  const params = { day, size: checkpoint };
  if (dated === undefined) {
    return { attribute: 'persistence', holds: 'in part', evidence: { code: 'undated', params } };
  }
  const evidence: Evidence = { code: 'dated', params: { ...params, date: dated.slice(0, 10) } };
  return { attribute: 'persistence', holds: 'yes', evidence };
}

function renderability({ reading, places }: DocumentView): AttributeCheck {
  const outcome = places[0]?.outcome ?? 'waiting';
  const pages = reading?.pages.length ?? 0;
  const holds = outcome === 'read' || outcome === 'container' ? 'yes' : outcome === 'read-in-part' ? 'in part' : 'no';
  const code = reading === undefined ? 'unread' : pages > 0 ? 'pages-drawn' : 'text-shown';
  const params = code === 'pages-drawn' ? { outcome, n: pages } : { outcome };
  return { attribute: 'renderability', holds, evidence: { code, params } };
}

function understandability({ reading, places }: DocumentView): AttributeCheck {
  const named = (places[0]?.languages ?? []).filter((language) => language !== 'und');
  const n = reading?.metadata.length ?? 0;
  if ((reading?.text.trim().length ?? 0) === 0) {
    return { attribute: 'understandability', holds: 'no', evidence: { code: 'no-text' } };
  }
  return named.length > 0
    ? {
        attribute: 'understandability',
        holds: 'yes',
        evidence: { code: 'text', params: { languages: named.join(' '), n } },
      }
    : { attribute: 'understandability', holds: 'in part', evidence: { code: 'text-unnamed', params: { n } } };
}
