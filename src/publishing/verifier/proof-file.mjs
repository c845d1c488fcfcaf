import { textIn } from './basics.mjs';

/**
 * A proof of ten thousand pages is a file of forty megabytes: as one text, and as one value, it would take several times its
 * size. So its entries are parsed one at a time, wherever they stand in it.
 */

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Where the string that begins at `at` ends; the length of all where it does not. */
function stringEnd(bytes, at) {
  for (let end = at + 1; end < bytes.length; end++) {
    if (bytes[end] === BACKSLASH) end++;
    else if (bytes[end] === QUOTE) return end;
  }
  return bytes.length;
}

function afterSpace(bytes, from) {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** Where the value that begins at `at` ends: behind its last bracket or quote, or before the sign that follows it. */
function valueEnd(bytes, at) {
  let depth = 0;
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end];
    if (byte === QUOTE) end = stringEnd(bytes, end);
    else if (byte === LIST || byte === OBJECT) depth++;
    else if (byte === LIST_END || byte === OBJECT_END) depth--;
    else if (depth > 0 || byte !== COMMA) continue;
    if (depth < 0 || (depth === 0 && byte === COMMA)) return end;
  }
  return bytes.length;
}

/** Where the values of a list begin and end. @param from behind its bracket */
function valuesIn(bytes, from) {
  const values = [];
  for (let at = from; ; at = values.at(-1).end + 1) {
    values.push({ from: at, end: valueEnd(bytes, at) });
    if (bytes[values.at(-1).end] !== COMMA) return values;
  }
}

/**
 * Where the values of a list stand that is in an object. @param bytes the object
 * @returns undefined unless there is just one list of that name, plainly spelled
 */
function placesIn(bytes, name) {
  let places;
  for (let at = afterSpace(bytes, 0) + 1; at < bytes.length;) {
    at = afterSpace(bytes, at);
    if (bytes[at] !== QUOTE) break;
    const end = stringEnd(bytes, at);
    const key = textIn(bytes.subarray(at + 1, end));
    const start = afterSpace(bytes, afterSpace(bytes, end + 1) + 1);
    // Spelled with a backslash it may be that name, too.
    if (key.includes('\\') || (key === name && (places !== undefined || bytes[start] !== LIST))) return undefined;
    if (key === name) places = valuesIn(bytes, start + 1);
    at = (key === name ? valueEnd(bytes, places.at(-1).end + 1) : valueEnd(bytes, start)) + 1;
  }
  return places;
}

/** One at a time. @throws SyntaxError for what is no JSON */
function* valuesAt(bytes, places) {
  if (places.length === 1 && afterSpace(bytes, places[0].from) === places[0].end) return;
  for (const { from, end } of places) yield JSON.parse(textIn(bytes.subarray(from, end)));
}

/**
 * @returns `{proof, entries}`: the proof without its entries, and these, one at a time: JSON that is none is thrown there
 * @throws SyntaxError for what is no JSON
 */
export function openProof(bytes) {
  const places = placesIn(bytes, 'entries');
  if (places === undefined) {
    const proof = JSON.parse(textIn(bytes));
    return { proof, entries: Array.isArray(proof?.entries) ? proof.entries : undefined };
  }
  const proof = JSON.parse(textIn(bytes.subarray(0, places[0].from)) + textIn(bytes.subarray(places.at(-1).end)));
  return { proof, entries: valuesAt(bytes, places) };
}
