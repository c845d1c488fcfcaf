import type { Tools } from './package-check.mjs';

/** @param subtle undefined on a plain `http:` page */
export function pageTools(subtle: SubtleCrypto | undefined): Tools;
