import type { Files } from './package-check.mjs';

/** A package as one file. @throws Error of the system where it cannot be opened */
export function archiveFile(place: string): Files;
