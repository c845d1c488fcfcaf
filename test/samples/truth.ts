import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export const SAMPLES = join(import.meta.dirname, '..', '..', 'samples');

const TruthSchema = z.object({
  account: z.record(z.string(), z.number()),
  files: z.array(
    z.object({
      path: z.string(),
      sha256: z.string(),
      size: z.number(),
      nameBytes: z.string().optional(),
      same: z.string().optional(),
      mediaType: z.string().optional(),
      outcomes: z.array(z.string()),
      reasons: z.array(z.string()).optional(),
      languages: z.array(z.string()).optional(),
      encoding: z.string().optional(),
      recognised: z.boolean().optional(),
      pages: z.number().optional(),
      says: z.array(z.object({ words: z.string(), page: z.number().optional() })).optional(),
    }),
  ),
  claims: z.array(
    z.object({
      about: z.string(),
      says: z.array(z.object({ value: z.string(), in: z.string(), page: z.number().optional(), origin: z.string() })),
    }),
  ),
});

/** What is known of the sample case: `samples/truth.json`. */
export const TRUTH = TruthSchema.parse(JSON.parse(readFileSync(join(SAMPLES, 'truth.json'), 'utf8')));

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
