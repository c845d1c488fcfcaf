import { readFileSync } from 'node:fs';

/** Of this program, as its package.json has it: `0.1.0`. */
export const VERSION: string = versionIn(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

function versionIn(text: string): string {
  const manifest: unknown = JSON.parse(text);
  const isObject = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  if (!isObject || typeof manifest.version !== 'string') throw new Error('package.json names no version');
  return manifest.version;
}
