import type { Passage } from '../../nouns/reading.ts';
import type { ShownStatement } from './reader-statements.ts';

/** A passage, or a part of one, that has its notes beside it. */
export interface Piece extends Passage {
  /** It goes on where the piece before it ends: right away, or after an empty line. */
  readonly follows?: 'line' | 'air';
}

/** An empty line, or the end of a line that ends a sentence. */
const BREAK = /\n[^\S\n]*(?:\n[^\S\n]*)+|(?<=[.!?…。！？؟۔”"’»』」)）][^\S\n]*)\n/gu;

/**
 * A passage may be a whole page: it is cut where paragraphs end, so that notes stand beside the words that they are
 * about. Only as often as notes ask for it; what lies between the pieces is white space.
 */
export function piecesOf(text: string, passage: Passage, shown: readonly ShownStatement[]): readonly Piece[] {
  const ends = shown.filter(({ note }) => note !== undefined).map(({ end }) => end);
  const isNoted = (start: number, end: number): boolean => ends.some((at) => at > start && at <= end);
  if (!isNoted(passage.start, passage.end)) return [passage];
  const words = text.slice(passage.start, passage.end).trimEnd();
  const pieces: { piece: Piece; noted: boolean }[] = [];
  const add = (start: number, end: number, follows: 'line' | 'air'): void => {
    const noted = isNoted(start, end);
    const last = pieces.at(-1);
    if (last !== undefined && !last.noted && !noted) last.piece = { ...last.piece, end };
    else if (last === undefined) pieces.push({ noted, piece: { ...passage, start, end } });
    else pieces.push({ noted, piece: { ...passage, start, end, follows } });
  };
  let at = 0;
  let follows: 'line' | 'air' = 'line';
  for (const match of words.matchAll(BREAK)) {
    if (words.slice(at, match.index).trim() === '') continue;
    add(passage.start + at, passage.start + match.index, follows);
    at = match.index + match[0].length;
    follows = match[0].split('\n').length > 2 ? 'air' : 'line';
  }
  add(passage.start + at, passage.end, follows);
  return pieces.map(({ piece }) => piece);
}
