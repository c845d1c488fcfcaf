import * as z from 'zod';

/** Pieces that the schemas of the API are made of; their descriptions are documentation. */

export const count = z.int().min(0);
export const text = z.string();
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 in hex: the name of the original');
export const offset = (what: string): z.ZodInt =>
  z.int().min(0).describe(`${what}, in UTF-16 code units of the document’s text`);

export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'not a whole number')
  .transform(Number);
export const limit = (usual: number) =>
  wholeNumber
    .pipe(z.int().min(1).max(1_000))
    .default(usual)
    .describe(`How many to give, 1 to 1000; ${usual} if left out`);
export const skip = wholeNumber.default(0).describe('How many to leave out before the first; 0 if left out');
