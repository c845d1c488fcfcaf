import type { BagReport } from './bag.ts';
import type { Sha256 } from './sha256.ts';
import type { Outcome, Reason } from './outcome.ts';
import type { StageRun } from './reading.ts';

/**
 * Identifies one place where something was found, 64 hex digits: derived from where it lies and what it is, so that
 * taking the same thing in again finds the same occurrence.
 */
export type OccurrenceId = string & { readonly __noun: 'OccurrenceId' };

/** @throws RangeError if the text is not 64 lower-case hex digits: ids come from this program, so that is a bug */
export function parseOccurrenceId(text: string): OccurrenceId {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError('not an occurrence id');
  return text as OccurrenceId;
}

/** One row of the account of files: what was found at one place, and how it ended. */
export interface FileReport {
  readonly occurrence: OccurrenceId;
  /** From the root of the accession, containers included, parts joined by `/`; shown form, untrusted. */
  readonly path: string;
  /** Hex, only where the path's bytes are not what UTF-8 makes of `path`. */
  readonly pathBytes?: string;
  readonly accession: string;
  /** Absent for what has no bytes to keep: links, pipes, what could not be opened. */
  readonly sha256?: Sha256;
  readonly size?: number;
  readonly mediaType?: string;
  readonly title?: string;
  readonly outcome: Outcome | 'waiting';
  readonly reason?: Reason;
  readonly pages?: number;
  readonly characters?: number;
  readonly languages?: readonly string[];
  readonly stages?: readonly StageRun[];
}

/** One act of taking material in. */
export interface AccessionReport {
  readonly id: string;
  readonly begun: string;
  /** Absent while it goes on. */
  readonly closed?: string;
  readonly actor: string;
  /** What was named on the command line, shown form. */
  readonly roots: readonly string[];
  readonly note?: string;
  /** When the material was obtained, as the person said it: a date of any precision. */
  readonly asOf?: string;
  /** Of the roots that were BagIt bags. */
  readonly bags?: readonly BagReport[];
  readonly received: number;
}

/** The account of a case. `received` = the sum of `outcomes` + `waiting`, always. */
export interface CaseStatus {
  readonly id: string;
  readonly name: string;
  readonly received: number;
  readonly waiting: number;
  /** Originals that have an outcome and wait to be read once more. */
  readonly again?: number;
  /** What the reading of the rest will take, in ms; absent while too little is known to say. */
  readonly leftMs?: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly accessions: readonly AccessionReport[];
  readonly passages: number;
  readonly languages: readonly { readonly language: string; readonly passages: number }[];
  readonly ledger: { readonly entries: number; readonly checkpointed: number };
}
