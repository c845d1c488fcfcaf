import { isUtf8 } from 'node:buffer';
import type { Json } from '../base/json.ts';
import type { PathBytes } from '../nouns/path-bytes.ts';
import { parseOccurrenceId, type OccurrenceId } from '../nouns/occurrence.ts';
import type { Reason } from '../nouns/outcome.ts';
import { sha256Of, type Sha256 } from '../nouns/sha256.ts';
import type { Act } from '../vault/ledger.ts';

/** Begins `Finding.within` of a file of a folder; the root’s absolute path follows, in hex. */
export const FOLDER = 'folder ';

/** Something found, before it is signed for: in the accession’s folders, or inside a container. */
export interface Finding {
  readonly accession: string;
  /** Below the accession’s root, or inside the container. */
  readonly name: PathBytes;
  /** For people, where whoever found it could tell the encoding of the name. */
  readonly shownName?: string;
  readonly container?: Sha256;
  /** What makes the place unique: the root’s absolute path, or the entry’s number in its container. */
  readonly within: string;
  readonly modified?: string;
  /** The place that was noted here before, where nothing could be taken out then, or something else kept it from it. */
  readonly replaces?: OccurrenceId;
  /** It is a file of a published package, and not a document by itself. */
  readonly inPackage?: boolean;
  /** Kept bytes, or why there are none. */
  readonly kept: { readonly original: Sha256; readonly size: number } | { readonly reason: Reason };
}

/**
 * The same place holding the same bytes has the same id, whichever accession meets it: so taking a folder in again
 * adds nothing, and taking it in after a crash goes on.
 */
export function occurrenceIdOf(finding: Finding): OccurrenceId {
  const what = 'original' in finding.kept ? finding.kept.original : finding.kept.reason.code;
  const parts = [finding.container ?? '', finding.within, Buffer.from(finding.name).toString('hex'), what];
  return parseOccurrenceId(sha256Of(JSON.stringify(parts)));
}

/** The ledger act for a finding: `received` where bytes are kept, else `noted` (docs/formats/ledger.md). */
export function actOf(finding: Finding): Act {
  const common = {
    accession: finding.accession,
    occurrence: occurrenceIdOf(finding),
    ...nameField(finding),
    ...(finding.container === undefined ? {} : { container: finding.container }),
    ...(finding.replaces === undefined ? {} : { replaces: finding.replaces }),
  };
  if ('reason' in finding.kept)
    return { kind: 'noted', fields: { ...common, reason: reasonJson(finding.kept.reason) } };
  const { original, size } = finding.kept;
  const modified = finding.modified === undefined ? {} : { modified: finding.modified };
  const part = finding.inPackage === true ? { part: 'package' } : {};
  return { kind: 'received', fields: { ...common, original, size, ...modified, ...part } };
}

/** The bytes of the name as text where they are UTF-8; else in hex, with the readable form beside them. */
function nameField({ name, shownName }: Finding): Record<string, Json> {
  const bytes = Buffer.from(name);
  if (isUtf8(bytes)) return { path: bytes.toString('utf8') };
  return { pathBytes: bytes.toString('hex'), ...(shownName === undefined ? {} : { pathShown: shownName }) };
}

export function reasonJson(reason: Reason): Json {
  return reason.params === undefined ? { code: reason.code } : { code: reason.code, params: reason.params };
}
