import type { PageLayout, Reading, Span, WordBox } from '../../nouns/reading.ts';
import { isRightToLeft } from './parts.ts';

/** In page units, from the top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The places of a match on its page: one box a line, cut out of the words that it covers only in part. */
export function boxesOf(mark: Span, layout: PageLayout | undefined, language: string): readonly Box[] {
  const boxes: Box[] = [];
  const words = layout?.words ?? [];
  const rightToLeft = isRightToLeft(language);
  for (const [index, word] of words.entries()) {
    if (word[0] >= mark.end || word[1] <= mark.start) continue;
    const box = partOf(apart(word, words[index + 1], rightToLeft), mark, rightToLeft);
    const last = boxes.at(-1);
    if (last !== undefined && onOneLine(last, box)) boxes[boxes.length - 1] = union(last, box);
    else boxes.push(box);
  }
  return boxes;
}

/** Recognisers draw some boxes over their neighbours: a word ends where the next one on its line begins. */
function apart(word: WordBox, next: WordBox | undefined, rightToLeft: boolean): WordBox {
  const [start, end, x, y, width, height, confidence] = word;
  if (next === undefined || !onOneLine(boxOf(word), boxOf(next))) return word;
  const room = rightToLeft ? x + width - (next[2] + next[4]) : next[2] - x;
  if (room <= 0 || room >= width) return word;
  const from = rightToLeft ? x + width - room : x;
  return confidence === undefined
    ? [start, end, from, y, room, height]
    : [start, end, from, y, room, height, confidence];
}

function boxOf([, , x, y, width, height]: WordBox): Box {
  return { x, y, width, height };
}

/** Letters are taken to be equally wide, which puts the edge within a letter of the truth. */
function partOf([start, end, x, y, width, height]: WordBox, mark: Span, rightToLeft: boolean): Box {
  const from = (Math.max(mark.start, start) - start) / (end - start);
  const to = (Math.min(mark.end, end) - start) / (end - start);
  if (end - start > 1 && height > 2 * width) return { x, width, y: y + height * from, height: height * (to - from) };
  return { x: x + width * (rightToLeft ? 1 - to : from), width: width * (to - from), y, height };
}

function onOneLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return shared > Math.min(a.height, b.height) / 2 && gap < Math.max(a.height, b.height);
}

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

export function languageAt(reading: Reading, offset: number): string {
  return reading.passages.find(({ start, end }) => start <= offset && offset < end)?.language ?? 'und';
}
