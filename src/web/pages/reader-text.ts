import type { PageLayout, Passage, Reading, Span } from '../../nouns/reading.ts';
import { html, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { Leaf } from '../position.ts';
import type { ReaderView } from '../views.ts';
import { marked, type DoubtSpan, type MarkSpan, type UnderlineSpan } from './marked.ts';
import { isRightToLeft, tongue } from './parts.ts';
import { hasCells, sheet } from './reader-sheet.ts';
import { piecesOf, type Piece } from './reader-pieces.ts';
import { endingIn, margin, underlines, type ShownStatement } from './reader-statements.ts';

/** Recognised words below this confidence are underlined as doubtful; the bar of a passage is solid from `SURE`. */
const DOUBTFUL = 70;
const SURE = 90;

/**
 * The words of one leaf, passage by passage, each in its own language and direction, with what was found in it marked,
 * what it states underlined, and notes to that after the passage.
 */
export function leafText(
  t: Say,
  view: ReaderView,
  reading: Reading,
  leaf: Leaf,
  shown: readonly ShownStatement[],
): Html {
  const marks = openMarks(view);
  const words = (view.layout?.words ?? []).filter((word) => word[6] !== undefined);
  const blocks = runs(reading, passagesIn(reading, leaf)).flatMap((run) =>
    run.cells
      ? [run]
      : run.passages.flatMap((passage) =>
          piecesOf(reading.text, passage, shown).map((piece) => ({ cells: false, passages: [piece] })),
        ),
  );
  const stretches = blocks.map(({ passages }) => ({ start: passages[0]?.start ?? 0, end: passages.at(-1)?.end ?? 0 }));
  const notes = endingIn(shown, stretches);
  const open = marks.find((mark) => mark.open);
  const opened = stretches.findIndex(({ start, end }) => open !== undefined && open.start < end && open.end > start);
  return html`${blocks.map(({ cells, passages: [first, ...rest] }, index) => {
    if (first === undefined) return html``;
    const beside = margin(t, view, notes[index] ?? []);
    const lines = (span: Span): readonly UnderlineSpan[] => underlines(t, view, shown, span);
    return cells
      ? html`${sheet(t, reading, [first, ...rest], marks, lines)} ${beside}`
      : passageBlock(t, { reading, marks, words, lines, beside, opens: index === opened }, first);
  })}`;
}

/** Neighbours that are all tables, or all prose. */
function runs(
  reading: Reading,
  passages: readonly Passage[],
): readonly { readonly cells: boolean; readonly passages: readonly Passage[] }[] {
  const out: { readonly cells: boolean; readonly passages: Passage[] }[] = [];
  for (const passage of passages) {
    const cells = hasCells(reading, passage);
    const last = out.at(-1);
    if (last?.cells === cells) last.passages.push(passage);
    else out.push({ cells, passages: [passage] });
  }
  return out;
}

/** The matches of the query, and the cited stretch where the address names one that is not a match. */
export function openMarks({ marks, hit, at }: ReaderView): readonly MarkSpan[] {
  const found = marks.map((mark, index) => ({ ...mark, open: index === hit - 1 }));
  if (at === undefined || hit > 0) return found;
  return [...found, { ...at, open: true }].toSorted((a, b) => a.start - b.start);
}

/** Every passage that touches the leaf, cut to it, and whatever text lies between passages, so that no word is left out. */
export function passagesIn(reading: Reading, leaf: Leaf): readonly Passage[] {
  const out: Passage[] = [];
  let at = leaf.start;
  const between = (end: number): void => {
    if (end > at && /\S/.test(reading.text.slice(at, end))) out.push({ start: at, end, language: 'und' });
  };
  for (const passage of reading.passages) {
    const start = Math.max(passage.start, at);
    const end = Math.min(passage.end, leaf.end);
    if (start >= end) continue;
    between(start);
    out.push({ ...passage, start, end });
    at = end;
  }
  between(leaf.end);
  return out;
}

interface Marking {
  readonly reading: Reading;
  readonly marks: readonly MarkSpan[];
  readonly words: PageLayout['words'];
  readonly lines: (span: Span) => readonly UnderlineSpan[];
  readonly beside: Html;
  /** It is the first that the open match touches: `#hit` leads here. */
  readonly opens: boolean;
}

function passageBlock(t: Say, marking: Marking, passage: Piece): Html {
  const { reading, marks, words, lines, beside, opens } = marking;
  const inside = words.filter(([start, end]) => start < passage.end && end > passage.start);
  const confidence = meanConfidence(inside);
  const doubts = inside.flatMap(([start, end, , , , , sure]): DoubtSpan[] =>
    sure !== undefined && sure < DOUBTFUL
      ? [{ ...within({ start, end }, passage), title: confidenceText(t, sure) }]
      : [],
  );
  const local = marks
    .filter((mark) => mark.start < passage.end && mark.end > passage.start)
    .map(({ start, end, open }) => {
      const from = start - passage.start;
      return { open: open === true, start: opens ? Math.max(0, from) : from, end: end - passage.start };
    });
  const trimmed = reading.text.slice(passage.start, passage.end).trimEnd();
  // No space may creep in around the words: their line breaks are kept.
  const shown = verbatim`<p class="text ${!isArticle(reading, passage) && 'fine'}" ${tongue(passage.language)} data-start="${passage.start}">${marked(trimmed, local, doubts, lines(passage))}</p>`;
  const isTurned = passage.language !== 'und' && isRightToLeft(passage.language) !== (t.dir === 'rtl');
  return html`<div class="passage ${isTurned && 'passage-turned'} ${passage.follows && `follows-${passage.follows}`}">
    ${
      confidence === undefined
        ? html`<span class="sure"></span>`
        : html`<span class="sure ${sureness(confidence)}" title="${confidenceText(t, confidence)}"></span>`
    }
    ${shown} ${beside}
  </div>`;
}

/** Everything is, in a document that is not a web page. */
function isArticle({ article }: Reading, passage: Span): boolean {
  return article === undefined || article.some((span) => span.start < passage.end && span.end > passage.start);
}

function within(span: Span, outer: Span): Span {
  return { start: span.start - outer.start, end: span.end - outer.start };
}

/** Weighted by length, so that a long word counts for more than a full stop. */
function meanConfidence(words: PageLayout['words']): number | undefined {
  let sum = 0;
  let length = 0;
  for (const [start, end, , , , , confidence] of words) {
    if (confidence === undefined) continue;
    sum += confidence * (end - start);
    length += end - start;
  }
  return length === 0 ? undefined : sum / length;
}

function sureness(confidence: number): string {
  if (confidence >= SURE) return '';
  return confidence >= DOUBTFUL ? 'sure-mid' : 'sure-low';
}

function confidenceText(t: Say, confidence: number): string {
  return t.text('reader.confidence', { confidence: Math.round(confidence) });
}
