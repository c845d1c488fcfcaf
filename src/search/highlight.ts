import type { Span } from '../nouns/reading.ts';
import type { Term } from './query-tree.ts';
import { isOneEdit } from './similar.ts';
import { tokensOf, type Token } from './tokens.ts';

export interface Occurrence extends Span {
  /** Which of the terms. */
  readonly term: number;
}

/** Finds terms in texts: the same rule as the index, so that what is counted is what is marked. */
export class Finder {
  readonly #terms: readonly Term[];
  /** Terms by their first token; those whose first token may be another stand apart. */
  readonly #byFirst = new Map<string, number[]>();
  readonly #others: number[] = [];
  /** First letters of terms that are stems; a stem begins with the letter that its word begins with. */
  readonly #stemLetters = new Set<number>();

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
    for (const [i, term] of terms.entries()) {
      const [first = ''] = term.tokens;
      const isOne = term.tokens.length === 1;
      if (isOne && (term.manner === 'prefix' || term.manner === 'similar')) this.#others.push(i);
      else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), i]);
      if (term.manner === 'stem') this.#stemLetters.add(first.charCodeAt(0));
    }
  }

  /** Every occurrence, by its start; spans are UTF-16 code units into `text`. */
  find(text: string, tokens: readonly Token[] = tokensOf(text)): readonly Occurrence[] {
    const found: Occurrence[] = [];
    for (const [at, token] of tokens.entries()) {
      for (const term of this.#candidates(token)) {
        const span = this.#spanAt(term, text, tokens, at);
        if (span !== undefined) found.push({ term, ...span });
      }
    }
    return found;
  }

  #candidates(token: Token): Iterable<number> {
    const byExact = this.#byFirst.get(token.exact);
    const mayBeStemmed = this.#stemLetters.has(token.exact.charCodeAt(0)) && token.stem !== token.exact;
    const byStem = mayBeStemmed ? this.#byFirst.get(token.stem) : undefined;
    if (byExact === undefined && byStem === undefined) return this.#others;
    if (this.#others.length === 0 && byStem === undefined) return byExact ?? [];
    return new Set([...(byExact ?? []), ...(byStem ?? []), ...this.#others]);
  }

  #spanAt(index: number, text: string, tokens: readonly Token[], at: number): Span | undefined {
    const term = this.#terms[index];
    const first = tokens[at];
    const last = tokens[at + (term?.tokens.length ?? 0) - 1];
    if (term === undefined || first === undefined || last === undefined) return undefined;
    if (term.manner === 'stem') return { start: first.start, end: first.end };
    for (const [i, wanted] of term.tokens.entries()) {
      const exact = tokens[at + i]?.exact ?? '';
      if (!fits(term, wanted, exact, i === term.tokens.length - 1)) return undefined;
    }
    // A word is marked whole; of a pair of characters only the one that was asked for.
    const isHalfPair = term.manner === 'prefix' && last.syllabic;
    return { start: first.start, end: isHalfPair ? last.start + characterLength(text, last.start) : last.end };
  }
}

function fits({ manner }: Term, wanted: string, exact: string, isLast: boolean): boolean {
  if (manner === 'similar') return isOneEdit(exact, wanted);
  return manner === 'prefix' && isLast ? exact.startsWith(wanted) : exact === wanted;
}

/** In the order of the text, those that overlap made one. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const marks: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = marks.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else marks.push({ start, end });
  }
  return marks;
}

/** UTF-16 code units; a line or two on a screen. */
const SNIPPET_LENGTH = 240;
const SNIPPET_LEAD = 60;

/** The stretch around the first mark, cut between tokens. Its text keeps its length: white space becomes spaces. */
export function snippetOf(
  text: string,
  marks: readonly Span[],
  tokens: readonly Token[],
): { readonly text: string; readonly marks: readonly Span[] } {
  const first = marks[0] ?? { start: 0, end: 0 };
  const start = first.start <= SNIPPET_LEAD ? 0 : startNear(tokens, first.start - SNIPPET_LEAD, first.start);
  const end = text.length - start <= SNIPPET_LENGTH ? text.length : endNear(tokens, start + SNIPPET_LENGTH, first);
  return {
    text: text.slice(start, end).replaceAll(/\s/g, ' '),
    marks: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start - start, end: mark.end - start })),
  };
}

function startNear(tokens: readonly Token[], from: number, mark: number): number {
  const token = tokens.find(({ start }) => start >= from);
  return token === undefined || token.start > mark ? mark : token.start;
}

function endNear(tokens: readonly Token[], to: number, first: Span): number {
  const token = tokens.findLast(({ end }) => end <= to);
  return Math.max(token?.end ?? 0, first.end);
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
