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

/** `text` with its matches marked. Spans that leave the text or run backwards are brought into it or dropped. */
export function marked(text: string, marks: readonly MarkSpan[], doubts: readonly DoubtSpan[] = []): Html {
  const pieces: Html[] = [];
  let at = 0;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, text.length);
    if (start >= end) continue;
    pieces.push(doubted(text, at, start, doubts));
    const inside = doubted(text, start, end, doubts);
    pieces.push(
      mark.open
        ? verbatim`<mark class="mark-now" id="hit" tabindex="-1">${inside}</mark>`
        : verbatim`<mark>${inside}</mark>`,
    );
    at = end;
  }
  pieces.push(doubted(text, at, text.length, doubts));
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
