import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { daysOf, hasClock, relationOf } from '../src/claims/align/values.ts';
import type { Figure } from '../src/nouns/statement.ts';
import { type Mark, type MarkedDocument, markedDocuments } from './claim-stories.ts';

/**
 * Writes marked stories (`DIR/*.txt`) as folders with `docs/*.txt` and `gold.json`, which a scorer reads. Lines before the
 * first document tell of the story: `~ doc: outlet, outlet` what a text derives from, `! claim: origin; origin` the
 * independent origins of a claim, `? doc: words` what may be found or not, `+ doc: claim|value|words|credit` a statement
 * within a marked place (`words #2`: the second time they stand there). Which statements conflict is worked out from their
 * values, with the arithmetic of the program.
 */
export function writeMarkedGold(folder: string, out: string): readonly string[] {
  const files = globSync(join(folder, '*.txt')).toSorted();
  for (const file of files) writeStory(file, join(out, basename(file, '.txt')));
  const names = files.map((file) => basename(file, '.txt'));
  writeFileSync(join(out, 'splits.json'), JSON.stringify({ dev: names, test: [] }));
  return names;
}

interface Told {
  readonly id: string;
  readonly doc: string;
  readonly claim: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly attributed_to: string | null;
  readonly kind: 'figure' | 'date' | 'quote' | 'stance';
  readonly value: Readonly<Record<string, string | number | boolean | null>>;
}

function writeStory(file: string, folder: string): void {
  const source = readFileSync(file, 'utf8');
  const about = source.slice(0, source.search(/^= /m));
  const documents = markedDocuments(file);
  mkdirSync(join(folder, 'docs'), { recursive: true });
  for (const { id, head, text } of documents) {
    const lines = [...head].map(([key, value]) => `${key}: ${value}\n`).join('');
    writeFileSync(join(folder, 'docs', `${id}.txt`), `${lines}\n${text}\n`);
  }
  const marks = documents.flatMap((document) =>
    [...document.marks, ...within(about, document)].map((mark) => ({ ...mark, doc: document.id })),
  );
  const statements = marks.map((mark, index) => told(mark, `${mark.doc}-${index}`));
  const origins = new Map(linesOf(about, '!').map(([claim, roots]) => [claim, roots.split('; ')]));
  const gold = {
    story: basename(folder),
    docs: documents.map(({ id, head }) => ({ id, file: `docs/${id}.txt`, outlet: '', ...Object.fromEntries(head) })),
    statements,
    claims: Array.from(
      Map.groupBy(statements, ({ claim }) => claim),
      ([id, of]) => claimOf(id, of, origins.get(id) ?? ['one']),
    ),
    lineage: linesOf(about, '~').flatMap(([doc, from]) =>
      from.split(', ').map((each) => ({ doc, derives_from: each, kind: 'credits', tier: 'media', evidence: '' })),
    ),
    ignore: linesOf(about, '?').map(([doc, words]) =>
      placeOf(
        documents.find(({ id }) => id === doc),
        words,
      ),
    ),
    fx: {},
  };
  writeFileSync(join(folder, 'gold.json'), JSON.stringify(gold));
}

/** `! claim: …` and its like, as what stands before and behind the colon. */
function linesOf(about: string, sign: string): readonly (readonly [string, string])[] {
  return about.split('\n').flatMap((line) => {
    const { key, rest } = /^. (?<key>[\w-]+): (?<rest>.*)$/.exec(line)?.groups ?? {};
    return line.startsWith(sign) && key !== undefined && rest !== undefined ? [[key, rest] as const] : [];
  });
}

function placeOf(document: MarkedDocument | undefined, words: string): { doc: string; start: number; end: number } {
  const [, plain = words, times = '1'] = /^(.*?)(?: #(\d+))?$/.exec(words) ?? [];
  let start = -1;
  for (let time = 0; time < Number(times); time += 1) start = document?.text.indexOf(plain, start + 1) ?? -1;
  if (document === undefined || start === -1) throw new Error(`not in the text: ${words}`);
  return { doc: document.id, start, end: start + plain.length };
}

function within(about: string, document: MarkedDocument): readonly Mark[] {
  return linesOf(about, '+')
    .filter(([id]) => id === document.id)
    .map(([, rest]) => {
      const [claim = '', value = '', words = '', credit] = rest.split('|');
      const { start, end } = placeOf(document, words);
      return { claim, value, words: document.text.slice(start, end), credit, start, end };
    });
}

const MORE = /more than|\bover\b|-plus|exceed|above|多|余|超|逾|ئارتۇق|كۆپ|ئاشتى|ئېشىپ/iu;
const LESS = /less than|fewer|under|nearly|almost|close to|近|不足|不到|يېقىن|يەتمىگەن/iu;

function told({ doc, claim, value, words, credit, start, end }: Mark & { doc: string }, id: string): Told {
  const common = { id, doc, claim, start, end, text: words, attributed_to: credit ?? null };
  const figure = /^([\d.]+)\.\.([\d.]+|null) (.+)$/.exec(value);
  if (figure !== null) {
    const [lo, hi] = [Number(figure[1]), figure[2] === 'null' ? null : Number(figure[2])];
    const loOpen = hi === null && MORE.test(words);
    const hiOpen = hi !== null && lo < hi && LESS.test(words);
    return { ...common, kind: 'figure', value: { lo, hi, unit: figure[3] ?? '', lo_open: loOpen, hi_open: hiOpen } };
  }
  const day = /^(\d{4}[\dT:+-]*?)(?:\.\.(\d{4}[\dT:+-]*))?$/.exec(value);
  if (day !== null) return { ...common, kind: 'date', value: { from: day[1] ?? '', to: day[2] ?? day[1] ?? '' } };
  const [holder = '', polarity = '', target] = value.split('/');
  if (target === undefined) return { ...common, kind: 'quote', value: { speaker: holder, words } };
  return { ...common, kind: 'stance', value: { holder, polarity, target } };
}

function claimOf(id: string, statements: readonly Told[], origins: readonly string[]): object {
  const conflicts = statements.flatMap((a, index) =>
    statements.slice(index + 1).flatMap((b) => {
      const why = conflictOf(a, b);
      return why === undefined ? [] : [[a.id, b.id, why]];
    }),
  );
  const texts = new Set(statements.map(({ doc }) => doc)).size;
  const isTorn = conflicts.some(([, , why = '']) => !why.startsWith('boundary'));
  return {
    id,
    statements: statements.map((statement) => statement.id),
    conflicts,
    verdict: isTorn ? 'conflict' : texts > 1 ? 'agree' : 'single',
    origins,
    independent_origins: origins.length,
  };
}

function conflictOf(a: Told, b: Told): string | undefined {
  if (a.kind === 'figure' && b.kind === 'figure') {
    const relation = relationOf(figureOf(a), figureOf(b), new Map());
    return relation === 'apart' || relation === 'boundary' ? `${relation}: ` : undefined;
  }
  if (a.kind === 'date' && b.kind === 'date') {
    const [x, y] = [stretchOf(a), stretchOf(b)];
    return x !== undefined && y !== undefined && x.clock === y.clock && (x.from > y.to || y.from > x.to)
      ? 'dates: '
      : undefined;
  }
  return a.kind === 'stance' && b.kind === 'stance' && a.value['polarity'] !== b.value['polarity']
    ? 'polarity: '
    : undefined;
}

function figureOf({ value }: Told): Figure {
  const hi = value['hi'] === null ? null : Number(value['hi']);
  const ends = { loOpen: value['lo_open'] === true, hiOpen: value['hi_open'] === true };
  return { kind: 'figure', lo: Number(value['lo']), hi, ...ends, unit: String(value['unit']), counted: '' };
}

function stretchOf({
  value,
}: Told): { readonly from: number; readonly to: number; readonly clock: boolean } | undefined {
  const days = daysOf(String(value['from']), String(value['to']));
  return days && { from: days[0], to: days[1], clock: hasClock(String(value['from'])) };
}
