import type { Files } from './package-check.mjs';

/** A package as one file that a server gives beside its folder. @param base address of the folder */
export function servedArchive(
  base: string | URL,
  answer: Response,
  tools: { readonly subtle: SubtleCrypto | undefined; readonly signal?: AbortSignal },
): Files;
