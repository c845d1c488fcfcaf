import type { Files, Tools } from './package-check.mjs';

export const nodeTools: Tools;
/** @param root a folder; nothing outside it is opened */
export function folderFiles(root: string): Files;
