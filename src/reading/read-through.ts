import type { Sha256 } from '../nouns/sha256.ts';
import type { Desk } from '../desk/desk.ts';
import type { Act } from '../vault/ledger.ts';
import { CONVERTER, CONVERT_VERSION, convertToPdf } from './convert.ts';
import { EXIFTOOL_VERSION, toldByExiftool } from './exiftool.ts';
import { readOriginal, type Finder, type Original, type ReadOriginal } from './read-original.ts';
import { standInOf, type Bytes, type DerivedFiles, type StandInKind } from './stand-in.ts';

export interface ThroughParts extends DerivedFiles {
  readonly desk: Desk;
  readonly pathOf: (original: Sha256) => string;
}

interface Subject {
  readonly original: Sha256;
  readonly name: string;
  /** In bytes, of the original. */
  readonly size: number;
  readonly signal: AbortSignal;
  /** False where no copy without its lock was ever made; true asks whether there is one. */
  readonly wasUnlocked: boolean;
  /** Whether the original may share a process; see `Original`. */
  readonly shared?: Original['shared'];
}

const STAGES: Readonly<Record<StandInKind, string>> = { 'unlocked-copy': 'unlock', 'converted-copy': 'convert' };

/**
 * Reads an original, or what stands in for it. What only LibreOffice knows is converted first and the conversion kept;
 * `acts` sign for it.
 *
 * @throws as `readOriginal`
 */
export async function readThrough(
  parts: ThroughParts,
  subject: Subject,
  finder: Finder,
): Promise<{ readonly result: ReadOriginal; readonly acts: readonly Act[] }> {
  const { original, name, signal } = subject;
  const connection = parts.desk.records.reading;
  const unlocked = subject.wasUnlocked ? await standInOf(parts, connection, original, 'unlocked-copy') : undefined;
  // Its password was not kept. What was taken out of it is held all the same, and must not be noted as locked again.
  if (unlocked === 'lost') return { result: LOCKED, acts: [] };
  const bytes: Bytes = unlocked ?? { path: parts.pathOf(original), size: subject.size };
  const shared = unlocked === undefined && subject.shared !== undefined ? { shared: subject.shared } : {};
  const first = await readOriginal({ ...bytes, ...shared, name, signal }, finder);
  const whole = await withToolMetadata(first, bytes.path, signal);
  const read = unlocked === undefined ? whole : withStage(whole, 'unlocked-copy', unlocked.version);
  const { reason } = read.end;
  if (reason?.code !== 'needs-tool' || reason.params?.['tool'] !== CONVERTER) return { result: read, acts: [] };

  const kept = await standInOf(parts, connection, original, 'converted-copy');
  const acts: Act[] = [];
  let converted: Bytes | undefined = kept === 'lost' ? undefined : kept;
  if (kept === undefined || kept === 'lost') {
    const made = await convertToPdf(bytes.path, signal);
    if (made === undefined) return { result: read, acts: [] };
    if (made === 'failed') {
      const mediaType = read.mediaType;
      return {
        result: { ...read, end: { outcome: 'unreadable', reason: { code: 'no-reader', params: { mediaType } } } },
        acts,
      };
    }
    const { id, size } = await parts.derived.put(made.pdf);
    converted = { path: parts.pathOfDerived(id), size };
    const stage = STAGES['converted-copy'];
    acts.push({
      kind: 'derived',
      fields: { original, derivative: id, what: 'converted-copy', stage, version: CONVERT_VERSION },
    });
  }
  if (converted === undefined) return { result: read, acts };
  const second = await readOriginal({ ...converted, name, signal }, finder);
  return { result: withStage({ ...second, mediaType: read.mediaType }, 'converted-copy', CONVERT_VERSION), acts };
}

/** A file that no reader knows has a reading all the same where a tool tells something of it. */
async function withToolMetadata(result: ReadOriginal, path: string, signal: AbortSignal): Promise<ReadOriginal> {
  const { reading, mediaType } = result;
  const begun = performance.now();
  const told = await toldByExiftool(path, mediaType, reading?.metadata ?? [], signal);
  if (told.length === 0) return result;
  const ms = Math.round(performance.now() - begun);
  const stages = [...result.stages, { name: 'exiftool', version: EXIFTOOL_VERSION, ms }];
  const before = reading ?? { mediaType, metadata: [], text: '', pages: [], passages: [], stages };
  return { ...result, stages, reading: { ...before, metadata: [...before.metadata, ...told], stages } };
}

const LOCKED: ReadOriginal = {
  layout: [],
  end: { outcome: 'unreadable', reason: { code: 'encrypted' } },
  mediaType: 'application/octet-stream',
  stages: [],
  peakBytes: 0,
};

/** The reading says that something stood between it and the original. */
function withStage(result: ReadOriginal, kind: StandInKind, version: number): ReadOriginal {
  const stages = [{ name: STAGES[kind], version, ms: 0 }, ...result.stages];
  const { reading, mediaType } = result;
  return reading === undefined
    ? { ...result, stages }
    : { ...result, stages, reading: { ...reading, mediaType, stages } };
}
