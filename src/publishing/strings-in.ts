/** Files whose bytes are dots or letters’ shapes, and hold no words. */
const WORDLESS = /\.(?:webp|jpg|woff2)$/;
/** Originals that are no plain text: their bytes say nothing, and a reader has told what is in them. */
const ORIGINAL = /^data\/doc\/\w+\/original\/[\w.]+(?<!\.(?:txt|csv|eml))$/;
/** Hashes and ids of this program: hex with at least one letter, or in base64 where only hashes and signatures are. */
const HEX = /\b(?=\d*[a-f])[0-9a-f]{16,}\b/g;
const BASE64 = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** The same in every package of one version, whatever it tells: a name that is withheld may be a word of a program. */
const PROGRAMS = /^data\/(?:assets\/[\w-]+\.(?:js|css)|search\/fold\.js|verify\.mjs)$/;
/** A piece of the search: a script that hands over one JSON value. */
const TAKEN = /^touchstone\.take\("[\w/]+",([\s\S]*)\);\n$/;

/** @param path within the package */
export function isWordless(path: string): boolean {
  return WORDLESS.test(path) || ORIGINAL.test(path) || PROGRAMS.test(path);
}

/** All that a file of a package says in words: the strings and names of JSON, what HTML shows and keeps in attributes. */
export function stringsIn(path: string, bytes: Uint8Array): readonly string[] {
  if (isWordless(path)) return [];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const sealed = path.startsWith('data/proofs/') || path === 'signature.txt';
  const plain = (said: string): string => said.replaceAll(HEX, ' ');
  if (/\.(?:json|jsonld|webmanifest)$/.test(path)) {
    return jsonStrings(text).flatMap((said) => (sealed ? unsealed(said) : [plain(said)]));
  }
  if (sealed) return unsealed(text);
  const [, value] = (path.startsWith('data/search/') ? TAKEN.exec(text) : undefined) ?? [];
  if (value !== undefined) return jsonStrings(value).map(plain);
  return (/\.(?:html|svg|xml)$/.test(path) ? htmlStrings(text) : [text]).map(plain);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // safe: it may be JSON line by line, or none
  }
}

function jsonStrings(text: string): readonly string[] {
  const found: string[] = [];
  const below = (value: unknown): void => {
    if (typeof value === 'string') {
      const inside = /^(?:\{|\[["{])/.test(value) ? parsed(value) : undefined;
      if (inside === undefined) found.push(value);
      else below(inside.value);
    } else if (Array.isArray(value)) {
      // Boxes of words: the most of a page, and no words.
      if (!value.every((each) => typeof each === 'number')) value.forEach(below);
      else if (value.length === 1) found.push(String(value[0]));
    } else if (typeof value === 'number') found.push(String(value));
    else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) {
        found.push(name);
        below(each);
      }
    }
  };
  const whole = parsed(text);
  // What is no JSON may be JSON line by line; the rest is searched as it stands.
  for (const part of whole === undefined ? text.split('\n') : [text]) {
    const json = whole ?? parsed(part);
    if (json === undefined) found.push(part);
    else below(json.value);
  }
  return found;
}

/** What disclosures say, and the rest without hashes and signatures. */
function unsealed(said: string): readonly string[] {
  const inside = (said.match(BASE64) ?? []).flatMap((each) => {
    const decoded = Buffer.from(each, 'base64url').toString();
    return /^\[".*\]$/s.test(decoded) ? jsonStrings(decoded) : [];
  });
  return [said.replaceAll(BASE64, ' ').replaceAll(HEX, ' '), ...inside.map((each) => each.replaceAll(HEX, ' '))];
}

function htmlStrings(text: string): readonly string[] {
  const attributes = Array.from(text.matchAll(/\s[\w-]+="([^"]*)"/g), ([, value = '']) => value);
  // A word may be marked in part: tags are nothing once, and a space once.
  const shown = text.replaceAll(/<(?:style|script)\b[\s\S]*?<\/(?:style|script)>/g, ' ');
  return [shown.replaceAll(/<[^>]*>/g, ''), shown.replaceAll(/<[^>]*>/g, ' '), ...attributes].map(unescaped);
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
