import type { Span } from '../../nouns/reading.ts';
import type { Credit, Quotation, Statement } from '../../nouns/statement.ts';
import type { Saying } from './credits.ts';
import type { Marked } from './marks.ts';

const LEAST_WORDS = 3;
/** Of words that a longer quotation of the text has too. */
const LEAST_REPEATED = 2;
const FAR = 160; // UTF-16 units between a quotation and who says it, in the same sentence

/**
 * Words in marks, with who says them: three words or more, names and titles left out. Who says them stands on either
 * side in the same sentence, or, for a sentence that is nothing but a quotation, is who spoke last.
 */
export function quotationsIn(
  text: string,
  runs: readonly Marked[],
  sayings: readonly Saying[],
  nameOf: (name: string) => string,
): readonly Statement[] {
  const found: Statement[] = [];
  const longer = runs
    .map(({ start, end }) => plainWords(text.slice(start, end)))
    .filter((words) => words.length >= LEAST_WORDS);
  const repeated = repeatedPairs(longer);
  let speaker: readonly Credit[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    while ((sayings[at + 1]?.end ?? Infinity) <= run.start) at += 1;
    const near = { before: runs[index - 1]?.outer, after: runs[index + 1]?.outer };
    const said = sayingOf(text, run, sayings, at, near);
    const alone = standsAlone(text, run.outer);
    const goesOn = near.before !== undefined && sameSentence(text, near.before.end, run.outer.start);
    const credits = said?.credits ?? (goesOn ? speaker : alone ? follows(run, near.before, speaker, sayings[at]) : []);
    if (said !== undefined || alone || !goesOn) speaker = credits;
    if (!isQuotation(text, run, said, repeated)) continue;
    const first = credits[0];
    const value: Quotation = {
      kind: 'quotation',
      words: text.slice(run.start, run.end),
      speaker: first && nameOf(first.name),
    };
    found.push({ start: run.start, end: run.end, value, attributedTo: credits });
  }
  return found;
}

interface Near {
  readonly before: Span | undefined;
  readonly after: Span | undefined;
}

/** The saying that belongs to a run: right behind it, else in front of it, else further behind in the sentence. */
function sayingOf(text: string, run: Marked, sayings: readonly Saying[], at: number, near: Near): Saying | undefined {
  const close = sayings.slice(Math.max(0, at - 2), at + 4);
  const behind = close.find(
    ({ start, tag }) =>
      tag &&
      start >= run.outer.end &&
      start <= (near.after?.start ?? Infinity) &&
      sameSentence(text, run.outer.end, start),
  );
  const gap = behind === undefined ? '' : text.slice(run.outer.end, behind.start);
  const ahead = close.findLast(
    ({ end }) => end <= run.outer.start && end > (near.before?.start ?? -1) && sameSentence(text, end, run.outer.start),
  );
  const next = behind !== undefined && /^[\s,—–-]*$/.test(gap);
  const leads =
    ahead !== undefined &&
    /^\s?(?:that|as|to|how|:|,|of|the|a|an|with|about|by)?\s?$/.test(text.slice(ahead.end, run.outer.start));
  if (next && leads) return { ...behind, credits: [...ahead.credits, ...behind.credits] };
  if (next) return behind;
  return ahead ?? (behind !== undefined && /,\s$/.test(gap) ? behind : undefined);
}

function sameSentence(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  return between.length <= FAR && !/[.!?]["”’»]?\s+["“‘«]?\p{Lu}|\n/u.test(between);
}

/** Nothing else in its line but other quotations. */
function standsAlone(text: string, { start, end }: Span): boolean {
  return (
    /(?:^|\n|[.!?:]["”’»]?)\s*$/.test(text.slice(Math.max(0, start - 20), start)) &&
    /^\s*(?:\n|$|["“‘«]|\p{Lu})/u.test(text.slice(end, end + 20))
  );
}

const CARRIED = 500; // UTF-16 units over which who spoke last is still speaking

function follows(
  run: Marked,
  before: Span | undefined,
  speaker: readonly Credit[],
  saying: Saying | undefined,
): readonly Credit[] {
  const said = saying !== undefined && saying.end <= run.start && run.start - saying.end < CARRIED ? saying : undefined;
  const quoted = before !== undefined && run.start - before.end < CARRIED;
  const newest = said !== undefined && (!quoted || said.end > before.end) ? said.credits : quoted ? speaker : [];
  return newest.map(({ name }) => ({ name }));
}

const plainWords = (words: string): readonly string[] =>
  words.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

/** Every two words in a row of the longer quotations. */
function repeatedPairs(longer: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(longer.flatMap((words) => words.slice(1).map((word, index) => `${words[index]} ${word}`)));
}

function isQuotation(text: string, run: Marked, said: Saying | undefined, repeated: ReadonlySet<string>): boolean {
  const words = text.slice(run.start, run.end).match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  if (words.length === LEAST_REPEATED)
    return said !== undefined && !isTitle(words) && repeated.has(plainWords(text.slice(run.start, run.end)).join(' '));
  if (words.length < LEAST_WORDS) return false;
  const led = said !== undefined && said.end <= run.outer.start && run.outer.start - said.end < 3;
  return led || said?.tag === true || /[.!?]$/.test(text.slice(run.start, run.end)) || !isTitle(words);
}

const LITTLE = /^(?:a|an|the|of|and|or|in|on|to|for|at|by|with|from|is|as|&|de|la|le|der|die|das)$/i;

/** `The Return of the King`: the name of a work, a plan, a group. */
function isTitle(words: readonly string[]): boolean {
  const heavy = words.filter((word) => !LITTLE.test(word));
  return heavy.length > 0 && heavy.every((word) => /^[\p{Lu}\p{N}]/u.test(word));
}
