import { trimEnds } from '../base/trim-ends.ts';

const MAX_NAME_BYTES = 200; // of UTF-8; file systems allow 255, and browsers add " (1)"

/**
 * The Content-Disposition (RFC 6266) that makes a browser save what it gets, under a name that can neither leave the
 * folder of downloads nor show another ending than it has.
 * @param path the last part of it gives the name; untrusted
 */
export function attachment(path: string, otherwise: string): string {
  const name = safeName(path.split('/').at(-1) ?? '') || otherwise;
  const plain = name.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll(/["\\%]/g, '_');
  // RFC 8187: attr-char needs no escape; encodeURIComponent leaves four more characters bare.
  const extended = encodeURIComponent(name).replaceAll(/['()*]/g, (bare) => `%${bare.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended.replaceAll(/%[0-9a-f]{2}/g, (hex) => hex.toUpperCase())}`;
}

/** '' where nothing is left. Drops what steers: separators, controls, marks of direction; and what Windows refuses. */
export function safeName(name: string): string {
  const clean = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_');
  const kept = cutToBytes(trimEnds(clean, /[\s.]/), MAX_NAME_BYTES);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(kept) ? `_${kept}` : kept;
}

/** Cuts the stem, so that the ending stays. */
function cutToBytes(name: string, most: number): string {
  if (Buffer.byteLength(name) <= most) return name;
  const ending = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? '';
  let stem = '';
  for (const character of name.slice(0, name.length - ending.length)) {
    if (Buffer.byteLength(stem + character + ending) > most) break;
    stem += character;
  }
  return stem.trimEnd() + ending;
}
