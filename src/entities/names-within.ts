import { foldSyllables } from '../search/fold.ts';
import { COMPOUND_SURNAMES, SURNAMES } from './surnames.ts';

/**
 * The names in a run of Han characters, in their order, none overlapping: those that are `isKnown` (places, aliases, other
 * tables), and what may be a surname with a given name of one or two characters between the edges of words, by the
 * dictionary of ICU. Chinese writes neither spaces nor capitals, so some are no names; who asks looks what the case holds.
 */
export function namesWithin(run: string, isKnown: (text: string) => boolean): readonly string[] {
  const text = run.slice(0, LONGEST_RUN);
  // Surnames are simplified; a character outside the basic plane would shift what follows.
  const folded = foldSyllables(text);
  if (folded.length !== text.length) return [];
  const edges = edgesOf(folded);
  const names: string[] = [];
  let at = 0;
  while (at < text.length && names.length < MOST_NAMES) {
    const length = knownAt(text, at, edges, isKnown) ?? personAt(folded, at, edges) ?? 0;
    if (length > 0 && length < run.length) names.push(text.slice(at, at + length));
    at += Math.max(1, length);
  }
  return names;
}

/** The longest that is known. One of two characters has to begin a word; a longer one is no chance. */
function knownAt(
  text: string,
  at: number,
  edges: ReadonlySet<number>,
  isKnown: (text: string) => boolean,
): number | undefined {
  for (let length = Math.min(LONGEST_KNOWN, text.length - at); length >= 2; length -= 1) {
    if (length === 2 && !edges.has(at)) return undefined;
    if (isKnown(text.slice(at, at + length))) return length;
  }
  return undefined;
}

function personAt(text: string, at: number, edges: ReadonlySet<number>): number | undefined {
  if (!edges.has(at)) return undefined;
  const surname = COMPOUND_SURNAMES.has(text.slice(at, at + 2)) ? 2 : SURNAMES.has(text.slice(at, at + 1)) ? 1 : 0;
  if (surname === 0) return undefined;
  return [surname + 2, surname + 1].find((length) => {
    const end = at + length;
    if (end > text.length || !edges.has(end) || PARTICLE.test(text.slice(at + surname, end))) return false;
    // 高兴 and 白天 are words.
    return Array.from({ length: length - 1 }, (_, i) => at + 1 + i).some((inner) => edges.has(inner));
  });
}

function edgesOf(text: string): ReadonlySet<number> {
  const edges = new Set([text.length]);
  for (const { index } of SEGMENTER.segment(text)) edges.add(index);
  return edges;
}

/** What follows a name and is in none. */
const PARTICLE = /[的了是在和与及等说被把从到对向将]/u;
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
/** Characters: longer ones are no names of a query. */
const LONGEST_RUN = 60;
const LONGEST_KNOWN = 8;
const MOST_NAMES = 6;
