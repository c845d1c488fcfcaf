import type { Span, WordBox } from '../nouns/reading.ts';

interface Words {
  readonly text: string;
  readonly words: readonly WordBox[];
  readonly blocks?: readonly Span[];
}

/** Share of the words of a block that were recognised as well: recognition misses a letter now and then. */
const SAME_SHARE = 0.6;
/** The line under which readers put what nobody sees on a page: it says nothing by itself. */
const HEADING = /^\[[^\]]+\]$/v;

/**
 * What was recognised on the picture of a page, and after it what the file itself says of the page and the picture does
 * not show: notes, form values, hidden words. Blocks whose words were recognised are left out.
 */
export function keptBeside<Found extends Words>(found: Found, own: Words): Found {
  const recognised = tokensOf(found.text);
  const kept: Span[] = [];
  let heading: Span | undefined;
  for (const span of own.blocks ?? [{ start: 0, end: own.text.length }]) {
    const block = own.text.slice(span.start, span.end).trim();
    if (HEADING.test(block)) {
      heading = span;
      continue;
    }
    const tokens = [...tokensOf(block)];
    const same = tokens.filter((token) => recognised.has(token)).length;
    if (tokens.length === 0 || same >= SAME_SHARE * tokens.length) continue;
    if (heading !== undefined) kept.push(heading);
    heading = undefined;
    kept.push(span);
  }
  if (kept.length === 0) return found;
  let { text } = found;
  const words = [...found.words];
  const blocks = [...(found.blocks ?? [{ start: 0, end: found.text.length }])];
  for (const { start, end } of kept) {
    const at = text.length + 2 - start;
    text += `\n\n${own.text.slice(start, end)}`;
    blocks.push({ start: start + at, end: end + at });
    for (const [from, to, x, y, width, height] of own.words) {
      if (from >= start && to <= end) words.push([from + at, to + at, x, y, width, height]);
    }
  }
  return { ...found, text, words, blocks };
}

function tokensOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gv) ?? []);
}
