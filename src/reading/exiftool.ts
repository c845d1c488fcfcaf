import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import type { MetadataField } from '../nouns/reading.ts';
import { cleanValue } from './frame-writer.ts';
import { expendable, programOnPath, sandboxKind } from './sandbox.ts';

/** Rises when other fields are asked for. */
export const EXIFTOOL_VERSION = 1;

/** What it knows more of than the readers here. */
const KINDS = /^(image|audio|video)\//v;
const LIMITS = { ms: 60_000, memoryBytes: 512 * 1024 * 1024, outputBytes: 4 * 1024 * 1024 };
/** It writes nothing; but only with a `/proc` of its own can it be handed an open file in which it can seek. */
const SCRATCH_BYTES = 1024 * 1024;
/** A video with a line of subtitles for every second has more; no reader looks at them one by one. */
const MAX_FIELDS = 400;

/** `Composite` is worked out from the others, but gives the place in one line. Times and names of the kept copy say nothing. */
const ARGS = ['-json', '-G0', '-coordFormat', '%+.6f', '-charset', 'filename=utf8', '--File:all', '--ICC_Profile:all'];

const Answer = z.tuple([z.record(z.string(), z.unknown())]);

/**
 * What exiftool tells of a picture, sound or video, beyond `known`; each field names it and its version. One process a
 * file: one that is kept open would let a hostile file speak for the next.
 * @returns nothing where it is not installed or cannot be cut off, and for other kinds of file
 */
export async function toldByExiftool(
  path: string,
  mediaType: string,
  known: readonly MetadataField[],
  signal?: AbortSignal,
): Promise<readonly MetadataField[]> {
  const program = KINDS.test(mediaType) ? programOnPath('exiftool') : undefined;
  if (program === undefined || (await sandboxKind()).kind !== 'bubblewrap') return [];
  const file = await open(path, constants.O_RDONLY);
  try {
    const { stdout } = await expendable({
      profile: 'native',
      program,
      args: [...ARGS, '/proc/self/fd/3'],
      fds: [file.fd],
      scratchBytes: SCRATCH_BYTES,
      limits: LIMITS,
      ...(signal === undefined ? {} : { signal }),
    });
    return fieldsIn(stdout, known);
  } finally {
    await file.close();
  }
}

function fieldsIn(untrustedAnswer: Buffer, known: readonly MetadataField[]): readonly MetadataField[] {
  let said: unknown;
  try {
    said = JSON.parse(untrustedAnswer.toString('utf8'));
  } catch {
    // Safe: a file that it makes nothing of, or dies of, has no more metadata than the readers found.
    return [];
  }
  const answer = Answer.safeParse(said);
  if (!answer.success) return [];
  const { SourceFile: _, 'ExifTool:ExifToolVersion': version, ...tags } = answer.data[0];
  const values = new Set(known.map(({ value }) => value));
  return Object.entries(tags)
    .flatMap(([tag, untrustedValue]) => {
      const [group = '', name = ''] = tag.split(':', 2);
      const value = cleanValue(typeof untrustedValue === 'string' ? untrustedValue : JSON.stringify(untrustedValue));
      const isNoise = group === 'ExifTool' || value === '' || value.startsWith('(Binary data') || values.has(value);
      return isNoise
        ? []
        : [{ name: cleanValue(name), value, origin: cleanValue(`exiftool ${String(version)} ${group}`).slice(0, 100) }];
    })
    .slice(0, MAX_FIELDS);
}
