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
export const bytesOfHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

// Texts of codes are made at once, and not letter by letter: such a text is a chain of parts, which takes many times its memory.
const HEX_CODES = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

export function hexOf(bytes) {
  const codes = new Uint8Array(2 * bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    codes[2 * at] = HEX_CODES[bytes[at] >> 4];
    codes[2 * at + 1] = HEX_CODES[bytes[at] & 15];
  }
  return textIn(codes);
}

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

const NO_LETTER = 64;
const PADDING_CODE = 61; // =
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Of each alphabet the codes of its letters, and by the code of a letter its six bits. */
const ALPHABETS = Object.fromEntries(
  Object.entries({ base64: `${LETTERS}+/`, base64url: `${LETTERS}-_` }).map(([name, letters]) => {
    const codes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const sixes = new Uint8Array(128).fill(NO_LETTER);
    for (const [six, code] of codes.entries()) sixes[code] = six;
    return [name, { codes, sixes }];
  }),
);

/**
 * Standard or URL alphabet (RFC 4648 §4 and §5), in its one spelling; undefined for anything else. By own code, since a
 * proof is hundreds of thousands of short ones.
 */
export function strictBase64(text, alphabet = 'base64') {
  if (typeof text !== 'string') return undefined;
  const { sixes } = ALPHABETS[alphabet];
  const isPadded = alphabet === 'base64';
  const signs = isPadded && text.endsWith('=') ? text.length - (text.endsWith('==') ? 2 : 1) : text.length;
  if (signs % 4 === 1 || (isPadded && text.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((signs * 3) / 4));
  let [bits, held, to] = [0, 0, 0];
  for (let at = 0; at < signs; at++) {
    const code = text.charCodeAt(at);
    const six = code < 128 ? sixes[code] : NO_LETTER;
    if (six === NO_LETTER) return undefined;
    bits = ((bits << 6) | six) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[to++] = bits >> held;
  }
  // What is left over is nought in the one spelling.
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}

function inLetters(bytes, codes, length) {
  const letters = new Uint8Array(length).fill(PADDING_CODE);
  let [bits, held, to] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    bits = ((bits << 8) | bytes[at]) & 0xffff;
    for (held += 8; held >= 6;) {
      held -= 6;
      letters[to++] = codes[(bits >> held) & 63];
    }
  }
  if (held > 0) letters[to] = codes[(bits << (6 - held)) & 63];
  return textIn(letters);
}

export const inBase64 = (bytes) => inLetters(bytes, ALPHABETS.base64.codes, 4 * Math.ceil(bytes.length / 3));
/** Without signs at the end. */
export const base64url = (bytes) => inLetters(bytes, ALPHABETS.base64url.codes, Math.ceil((4 * bytes.length) / 3));

/** RFC 8785 */
export function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value).toSorted())
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonical(value[name])}`;
  return `{${members}}`;
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

  /** What was found apart from these, in its order. */
  takeOver({ faults }) {
    for (const { code, said, where, values } of faults) this.add(code, said, where, values);
  }

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
