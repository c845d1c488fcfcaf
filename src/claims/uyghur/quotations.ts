import type { Span } from '../../nouns/reading.ts';
import type { Credit, Statement } from '../../nouns/statement.ts';
import { type CreditedSentence, leadOf, speakerBehind } from './credits.ts';
import type { Spelling } from './letters.ts';

const OPENS: Readonly<Record<string, string>> = { '«': '»', '“': '”', '„': '“', '"': '"', '‹': '›' };
const LONGEST = 1500; // UTF-16 units between two marks; more is a mark that nobody closed
const LEAST = 3; // words; fewer are a name or a term

/** Quoted speech in Uyghur, in «» and other marks; the speaker stands in the sentence in front, or behind `دېدى`. */
export function uyghurQuotations(
  text: string,
  folded: string,
  sentences: readonly CreditedSentence[],
  spelling: Spelling,
): readonly Statement[] {
  let at = 0;
  return runsIn(text).flatMap((run): readonly Statement[] => {
    const words = text.slice(run.start, run.end).replace(/[،,\s]+$/u, '');
    if (CALLED.test(text.slice(run.end, run.end + 20))) return [];
    if ((words.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0) < LEAST) return [];
    while (at + 1 < sentences.length && (sentences[at]?.end ?? Infinity) <= run.start) at += 1;
    const behind = speakerBehind(text, folded, run.end, spelling);
    const around = sentences[at]?.credits ?? [];
    const before = namedBefore(text, run);
    const credits =
      (behind ?? before)
        ? [
            ...[behind ?? before].flatMap((each) => each ?? []),
            ...around.filter(({ name }) => name !== (behind ?? before)?.name),
          ]
        : around;
    return [
      {
        start: run.start,
        end: run.start + words.length,
        value: { kind: 'quotation', words, speaker: credits[0]?.name },
        attributedTo: credits,
      },
    ];
  });
}

/** `… : «`: a name, and a colon in front of the mark. */
function namedBefore(text: string, { start }: Span): Credit | undefined {
  const from = Math.max(0, start - 80);
  const match = /(?:^|[.!؟\n]\s*)(?<name>\p{L}[\p{L}'’-]*(?:\s\p{L}[\p{L}'’-]*){0,2})\s?:\s?$/u.exec(
    text.slice(from, start - 1),
  );
  const written = match?.groups?.['name'];
  if (match === null || written === undefined || DEED.test(written)) return undefined;
  const name = written.slice(leadOf(written));
  const at = from + match.index + match[0].indexOf(name);
  return { name, start: at, end: at + name.length };
}

/** The end of a verb or an adverb, and who is nobody by himself. */
const DEED = /(?:دىم|دۇق|دى|دۇ|پتۇ|غاندا|گەندە|قاندا|كەندە|مدا|مۇ|لا|پ|دە|تە|ۋە)$|(?:^|\s)(?:مەن|ئۇ|بىز|سەن)(?:\s|$)/u;
/** `«…» دېگەن سۆز`: a saying or a name. */
const CALLED = /^[»”"]\s?(?:دېگەن|ناملىق|دەپ ئاتال)/u;

function runsIn(text: string): readonly Span[] {
  const runs: Span[] = [];
  let open: { readonly mark: string; readonly at: number } | undefined;
  for (const { 0: mark, index } of text.matchAll(/[«»“”„"‹›]/gu)) {
    if (open !== undefined && index - open.at > LONGEST) open = undefined;
    if (open !== undefined && mark === OPENS[open.mark]) {
      if (index > open.at + 1) runs.push({ start: open.at + 1, end: index });
      open = undefined;
    } else if (open === undefined && OPENS[mark] !== undefined) open = { mark, at: index };
  }
  return runs;
}
