/**
 * What every part of the verifier uses. Nothing here, and in the parts that check, is of Node or of a browser: hashes,
 * signatures and files are given to them (`tools` and `files`: node-tools.mjs, page-tools.mjs, page-files.mjs). The parts
 * become one file (verifier-file.ts): no two share a name at the top.
 */

export const HEX64 = /^[0-9a-f]{64}$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const utf8 = (text) => encoder.encode(text);
export const textIn = (bytes) => decoder.decode(bytes);
export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const bytesOfHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export function same(a, b) {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Standard or URL alphabet, in its one spelling; undefined for anything else. */
export function strictBase64(text, alphabet = 'base64') {
  const isUrl = alphabet === 'base64url';
  if (typeof text !== 'string' || !(isUrl ? /^[\w-]*$/ : /^[A-Za-z0-9+/]*={0,2}$/).test(text)) return undefined;
  const usual = isUrl ? text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat(-text.length & 3) : text;
  let binary;
  try {
    binary = atob(usual);
  } catch {
    return undefined; // safe: no base64
  }
  if (btoa(binary) !== usual) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** RFC 8785 */
export function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** What others wrote, without what could steer a terminal or turn the line around. */
export const shown = (text) =>
  JSON.stringify(String(text).slice(0, 300))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
    .slice(1, -1);

/** `{name}` stands for a value. */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

export class Findings {
  faults = [];
  #known = new Set();

  /**
   * @param {string} code one of the list in docs/formats/package.md
   * @param {string} said why, as words.mjs translates it
   * @param {string} where a file, an entry, a document
   */
  add(code, said, where, values = {}) {
    const what = filled(said, values);
    const told = JSON.stringify([code, what, where]);
    if (!this.#known.has(told)) this.faults.push({ code, what, where, said, values });
    this.#known.add(told);
    return undefined;
  }
}
