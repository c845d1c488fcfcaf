import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { Converter } from 'opencc-js/t2cn';

/**
 * How this room folds words, as a script for a browser: pages that search without a server must cut and fold a query as
 * the index was. The script defines `touchstone` with `tokensOf` and `stemOf` as `tokens.ts` and `fold.ts` have them, and
 * with `take(name, value)` and `held` for the files of an index, which a page loads as scripts.
 */
export function foldingScript(): string {
  const parts = ['english-stem', 'fold', 'tokens'].map((name) => {
    const typed = readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8');
    return stripTypeScriptTypes(typed, { mode: 'strip' })
      .replaceAll(/^import .*;$/gm, '')
      .replaceAll(/^export /gm, '')
      .replaceAll(/^\s*(?:\/?\*.*|\/\/.*)?\n/gm, '')
      .replaceAll(/[ \t]+$/gm, '');
  });
  return [
    '(() => {',
    `const simplified = new Map((${JSON.stringify(simplifiedPairs())}).map(([from, to]) => [String.fromCodePoint(from), String.fromCodePoint(to)]));`,
    'const Converter = () => (text) => simplified.get(text) ?? text;',
    ...parts,
    'const held = new Map();',
    'globalThis.touchstone = { tokensOf, stemOf, held, take: (name, value) => void held.set(name, value) };',
    '})();',
    '',
  ].join('\n');
}

const HAN = [
  [0x2e80, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2fa1f],
] as const;

/** Code points of characters that are simplified alone, with what they become: all that folding asks of the table. */
function simplifiedPairs(): readonly (readonly [from: number, to: number])[] {
  const convert = Converter({ from: 't', to: 'cn' });
  const all = HAN.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  // Each on a line of its own: no two are taken for one word.
  const lines = convert(all.join('\n')).split('\n');
  return all.flatMap((from, index) => {
    const to = lines[index] ?? from;
    const code = to.codePointAt(0) ?? 0;
    return to === from || to !== String.fromCodePoint(code) ? [] : [[from.codePointAt(0) ?? 0, code] as const];
  });
}
