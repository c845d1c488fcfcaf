import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signatureOfReading } from '../src/reading/copies/find-copies.ts';
import { kindOf, sharedText } from '../src/reading/copies/signature.ts';
import { decode } from '../src/reading/stages/decode.ts';

/**
 * Near copies of any texts: `node scripts/eval-copies.ts --data DIR [--json]`. Every .txt and .md below DIR is changed in
 * the ways in which copies differ, and each change is measured against its original: how often it is told as a near
 * copy, and what share of it is found. Beside it, how many pairs of different files are told as near copies.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: eval-copies --data DIR [--json]');
  process.exit(2);
}
const MOST = 500; // files
const LEAST_UNITS = 600; // shorter texts have too few paragraphs to leave one out

let state = 20_261_121;
const random = (): number => {
  state = (state * 48_271) % 2_147_483_647; // Park and Miller: the same changes in every run
  return state / 2_147_483_647;
};

/** One word in so many, or character of Chinese, with a letter read wrongly. */
const misread = (oneIn: number) => (text: string) =>
  text.replaceAll(/[\p{L}\p{N}]+/gv, (word) =>
    /\p{Script=Han}/v.test(word)
      ? word.replaceAll(/./gv, (character) => (random() < 1 / (1.6 * oneIn) ? '口' : character))
      : random() < 1 / oneIn
        ? `${word.slice(0, -1)}${word.endsWith('e') ? 'c' : 'e'}`
        : word,
  );
const paragraphs = (text: string): string[] => text.split(/\n\s*\n/v);

const CHANGES: readonly { readonly name: string; readonly change: (text: string, other: string) => string }[] = [
  { name: 'other lines', change: (text) => text.replaceAll(/[\t ]+/gv, (gap) => (random() < 0.1 ? '\n' : gap)) },
  { name: 'one word in 30 misread', change: misread(30) },
  { name: 'one word in 10 misread', change: misread(10) },
  { name: 'one word in 6 misread', change: misread(6) },
  {
    name: 'one paragraph in 5 left out',
    change: (text) =>
      paragraphs(text)
        .filter(() => random() > 0.2)
        .join('\n\n'),
  },
  { name: 'paragraphs in another order', change: (text) => paragraphs(text).toReversed().join('\n\n') },
  { name: 'quoted within another text', change: (text, other) => `${other}\n\n${text.replaceAll(/^/gmv, '> ')}` },
  { name: 'a fifth of it alone', change: (text) => text.slice(text.length * 0.4, text.length * 0.6) },
];

const files = globSync('**/*.{txt,md}', { cwd: values.data }).toSorted();
const texts: string[] = [];
for (const file of files) {
  const { text } = decode(await readFile(join(values.data, file)));
  if (text.length >= LEAST_UNITS && texts.length < MOST) texts.push(text);
}
const signatures = await Promise.all(texts.map((text) => signatureOfReading({ text })));
const rows: { change: string; pairs: number; near: number; share: number }[] = [];
for (const { name, change } of CHANGES) {
  const row = { change: name, pairs: 0, near: 0, share: 0 };
  for (const [index, text] of texts.entries()) {
    const other = texts[(index + 1) % texts.length] ?? '';
    const [a, b] = [signatures[index], await signatureOfReading({ text: change(text, other) })];
    if (a === undefined || b === undefined) continue;
    const measured = sharedText(a, b);
    const kind = kindOf(measured, measured.shared);
    row.pairs += 1;
    row.share += Math.max(measured.share, measured.shareOfOther);
    if (kind !== undefined && kind !== 'passages') row.near += 1;
  }
  rows.push({ ...row, near: row.near / row.pairs, share: row.share / row.pairs });
}
const apart = { pairs: 0, near: 0, passages: 0 };
for (const [index, a] of signatures.entries()) {
  for (const b of signatures.slice(index + 1)) {
    if (a === undefined || b === undefined) continue;
    const measured = sharedText(a, b);
    const kind = kindOf(measured, measured.shared);
    apart.pairs += 1;
    if (kind === 'passages') apart.passages += 1;
    else if (kind !== undefined) apart.near += 1;
  }
}
if (values.json) console.log(JSON.stringify({ texts: texts.length, rows, apart }));
else {
  console.log(`${texts.length} texts`);
  for (const { change, near, share } of rows) {
    console.log(`${change.padEnd(28)} near copy ${(100 * near).toFixed(1).padStart(5)} %   share ${share.toFixed(2)}`);
  }
  console.log(`different files: ${apart.near} near copies, ${apart.passages} share passages, of ${apart.pairs} pairs`);
}
