import type { Span } from '../../nouns/reading.ts';
import { verbatim, type Html } from '../html.ts';

/** Offsets into the text that is shown, UTF-16 code units; spans come in order and apart from each other. */
export interface MarkSpan extends Span {
  /** The match that the page is open at: `#hit` leads to it. */
  readonly open?: boolean;
}

export interface DoubtSpan extends Span {
  readonly title: string;
}

/** A stretch of a statement, underlined by how the documents agree about it. */
export interface UnderlineSpan extends Span {
  readonly look: 'fault' | 'agree' | 'single';
  /** Of its claim. */
  readonly href: string;
  readonly title: string;
  /** Where the note leads back to; on the first stretch of a statement. */
  readonly id?: string;
  /** Notes of the statements that end with this stretch. */
  readonly notes: readonly { readonly number: string; readonly href: string; readonly label: string }[];
}

/**
 * `text` with its matches marked and its statements underlined; a match inside a statement is both. Spans that leave the
 * text or run backwards are brought into it or dropped.
 */
export function marked(
  text: string,
  marks: readonly MarkSpan[],
  doubts: readonly DoubtSpan[] = [],
  underlines: readonly UnderlineSpan[] = [],
): Html {
  const pieces: Html[] = [];
  let at = 0;
  for (const line of underlines) {
    const start = Math.max(line.start, at);
    const end = Math.min(line.end, text.length);
    if (start >= end) continue;
    pieces.push(
      lit(text, { start: at, end: start }, marks, doubts),
      underlined(lit(text, { start, end }, marks, doubts), line),
    );
    at = end;
  }
  pieces.push(lit(text, { start: at, end: text.length }, marks, doubts));
  return verbatim`${pieces}`;
}

/** The number holds to the words before it: U+2060 lets no line end between them. */
function underlined(words: Html, { look, href, title, id, notes }: UnderlineSpan): Html {
  const refs = notes.map(
    (note) =>
      verbatim`<a class="refmark" href="${note.href}" aria-label="${note.label}">${'\u2060'}<bdi>${note.number}</bdi></a>`,
  );
  const place = id === undefined ? '' : verbatim` id="${id}"`;
  return verbatim`<a class="said-here said-${look}"${place} href="${href}" title="${title}" draggable="false">${words}</a>${refs}`;
}

function lit(
  text: string,
  { start: from, end: to }: Span,
  marks: readonly MarkSpan[],
  doubts: readonly DoubtSpan[],
): Html {
  const pieces: Html[] = [];
  let at = from;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, to);
    if (start >= end) continue;
    pieces.push(doubted(text, at, start, doubts));
    const inside = doubted(text, start, end, doubts);
    pieces.push(
      mark.open !== true
        ? verbatim`<mark>${inside}</mark>`
        : // A match that a statement cuts in two is opened at its beginning.
          mark.start >= from
          ? verbatim`<mark class="mark-now" id="hit" tabindex="-1">${inside}</mark>`
          : verbatim`<mark class="mark-now">${inside}</mark>`,
    );
    at = end;
  }
  pieces.push(doubted(text, at, to, doubts));
  return verbatim`${pieces}`;
}

function doubted(text: string, from: number, to: number, doubts: readonly DoubtSpan[]): Html {
  const pieces: Html[] = [];
  let at = from;
  for (const doubt of doubts) {
    const start = Math.max(doubt.start, at);
    const end = Math.min(doubt.end, to);
    if (start >= end) continue;
    pieces.push(
      aired(text.slice(at, start)),
      verbatim`<span class="doubt" title="${doubt.title}">${text.slice(start, end)}</span>`,
    );
    at = end;
  }
  pieces.push(aired(text.slice(at, to)));
  return verbatim`${pieces}`;
}

/** Empty lines become half a line of air; their characters stay, so that what is copied is what was read. */
function aired(text: string): Html {
  const parts = text.split(/(\n[^\S\n]*(?:\n[^\S\n]*)+)/);
  return verbatim`${parts.map((part, index) => (index % 2 === 0 ? part : verbatim`<span class="para">${part}</span>`))}`;
}
