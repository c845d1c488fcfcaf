import * as crypto from 'node:crypto';

/** What every part of the verifier uses. Its parts become one file (verifier-file.ts): no two share a name at the top. */

export const HEX64 = /^[0-9a-f]{64}$/;

export const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest();
export const sha256Hex = (...parts) => sha256(...parts).toString('hex');
/** What others wrote, without what could steer a terminal or turn the line around. */
export const shown = (text) =>
  JSON.stringify(String(text).slice(0, 300))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
    .slice(1, -1);

export class Findings {
  faults = [];
  #known = new Set();

  /** @param {string} code one of the list in docs/formats/package.md */
  add(code, what, where) {
    const told = JSON.stringify([code, what, where]);
    if (!this.#known.has(told)) this.faults.push({ code, what, where });
    this.#known.add(told);
    return undefined;
  }
}

export function strictBase64(text, encoding = 'base64') {
  const bytes = Buffer.from(String(text), encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}
