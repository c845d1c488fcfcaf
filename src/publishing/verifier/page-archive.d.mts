import type { Files } from './package-check.mjs';

/** A package as one file that somebody chose. */
export function chosenArchive(blob: Blob, tools: { readonly subtle: SubtleCrypto | undefined }): Files;
