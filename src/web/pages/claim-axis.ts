import { html, NOTHING, type Html, type HtmlPart } from '../html.ts';
import type { Say } from '../messages.ts';

/**
 * Drawings of values on one line: per cent of the width across, pixels down, so that type keeps its size on a phone.
 * What does not meet is hatched, with a broken line over it; where all meet, the axis is a bar.
 */

/** A stretch of the axis on its way from 0 to 1; both ends alike for a point. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One value, placed. */
export interface Placed extends Stretch {
  /** `point`: said exactly; `range`: about, or between; the others run on without end. */
  readonly shape: 'point' | 'range' | 'upward' | 'downward';
  /** The end that is named is not itself part of it. */
  readonly open: boolean;
  readonly text: string;
  readonly sub: string;
  /** Documents; values of most documents are named first where there is no room for all. */
  readonly weight: number;
}

/** The pattern that drawings refer to; once on every page that has one. */
export const DRAWING_PATTERNS: Html = html`<svg class="unseen" width="0" height="0" aria-hidden="true">
  <defs>
    <pattern id="nomeet" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path class="hatch" d="M0 0v7" />
    </pattern>
  </defs>
</svg>`;

const INSET = 3; // per cent left free on both sides, for marks that stand at an end

export function across(at: number): string {
  return `${Math.round((INSET + at * (100 - 2 * INSET)) * 100) / 100}%`;
}

function wide(from: number, to: number): string {
  return `${Math.max(0, Math.round((to - from) * (100 - 2 * INSET) * 100) / 100)}%`;
}

const LANE = 60; // pixels between two rows of names: two lines of words, and the mark of the row above them
const LANES = 3;
const LETTER = 9; // pixels that a letter of a name takes, about
const SMALL_LETTER = 7;
const NARROW = 320; // pixels: the narrowest card; names that fit there fit everywhere

interface Named extends Placed {
  readonly lane: number;
}

/** Gives each value a row for its name, so that no two names meet; those left over are told in words elsewhere. */
function inLanes(placed: readonly Placed[]): { readonly named: readonly Named[]; readonly bare: readonly Placed[] } {
  const lanes: Stretch[][] = Array.from({ length: LANES }, () => []);
  const named: Named[] = [];
  const bare: Placed[] = [];
  for (const value of placed.toSorted((a, b) => b.weight - a.weight || a.from - b.from)) {
    const half = Math.max(widthOf(value.text, LETTER), widthOf(value.sub, SMALL_LETTER)) / 2 / NARROW;
    const at = nameAt(value);
    const left = { start: at, middle: at - half, end: at - 2 * half }[anchorAt(at, half)];
    const taken = { from: left - 0.02, to: left + 2 * half + 0.02 };
    const lane = lanes.findIndex((inLane) => inLane.every(({ from, to }) => taken.to <= from || taken.from >= to));
    if (lane === -1) bare.push(value);
    else {
      lanes[lane]?.push(taken);
      named.push({ ...value, lane });
    }
  }
  return { named, bare };
}

/** About how wide letters are drawn; Chinese characters count for two. */
function widthOf(text: string, letter: number): number {
  const wideLetters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (text.length + wideLetters * 0.9) * letter;
}

function nameAt({ shape, from, to }: Placed): number {
  if (shape === 'upward') return from;
  return shape === 'downward' ? to : (from + to) / 2;
}

interface Drawn {
  readonly placed: readonly Placed[];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Where nothing meets. */
  readonly gaps: readonly Stretch[];
  readonly meet?: Stretch | undefined;
  /** Under the marks, such as the days of a calendar. */
  readonly ground?: (axis: number) => HtmlPart;
  /** The whole in words. */
  readonly label: string;
}

export function drawing(t: Say, { placed, ticks, gaps, meet, ground, label }: Drawn): Html {
  const { named, bare } = inLanes(placed);
  const rows = 1 + Math.max(0, ...named.map(({ lane }) => lane));
  const axis = 80 + (rows - 1) * LANE;
  const soft = [...named, ...bare].filter(({ shape }) => shape !== 'point');
  return html`<svg class="plot" width="100%" height="${axis + 32}" role="img" aria-label="${label}">
      ${ground?.(axis)} ${gaps.map((gap) => hatched(gap, axis - 9, 18))}
      <line class="axis" x1="0" x2="100%" y1="${axis}" y2="${axis}" />
      ${ticks.map(({ at, text }) => tick(at, text, axis))}
      ${meet && html`<rect class="meet" x="${across(meet.from)}" y="${axis - 3}" width="${wide(meet.from, meet.to)}" height="6" />`}
      ${gaps.map((gap) => fault(gap, axis))} ${soft.map((value, index) => extent(value, axis, index))}
      ${bare.map((value) => html`${mark(value, axis, axis - 16)}`)}
      ${named.map((value) => mark(value, axis, axis - 16 - value.lane * LANE))}
      ${named.map((value) => name(t, value, axis - 16 - value.lane * LANE))}
    </svg>
    ${bare.length > 0 && html`<p class="meta">${t('claim.also', { values: bare.map(({ text }) => text).join(t.semicolon) })}</p>`}`;
}

/** One row under a scale that it shares with others: its marks, its names, and where nothing meets. */
export function valueRow(t: Say, placed: readonly Placed[], gaps: readonly Stretch[], label: string): Html {
  const axis = 62;
  const { named, bare } = inLanes(placed);
  return html`<svg class="plot" width="100%" height="76" role="img" aria-label="${label}">
    ${gaps.map(
      (gap) =>
        html`${hatched(gap, 0, '100%')}
          <line class="gapedge" x1="${across(gap.from)}" x2="${across(gap.from)}" y1="0" y2="100%" />
          <line class="gapedge" x1="${across(gap.to)}" x2="${across(gap.to)}" y1="0" y2="100%" />`,
    )}
    <line class="axis" x1="0" x2="100%" y1="${axis}" y2="${axis}" />
    ${[...named, ...bare].filter(({ shape }) => shape !== 'point').map((value, index) => extent(value, axis, index))}
    ${[...named, ...bare].map((value) => mark(value, axis, axis - 16))}
    ${named.filter(({ lane }) => lane === 0).map((value) => name(t, { ...value, sub: '' }, axis - 18))}
  </svg>`;
}

/** The scale under rows. */
export function scaleRow(ticks: Drawn['ticks'], gaps: readonly Stretch[], label: string): Html {
  const axis = 18;
  return html`<svg class="plot" width="100%" height="50" role="img" aria-label="${label}">
    ${gaps.map((gap) => hatched(gap, axis - 9, 18))}
    <line class="axis" x1="0" x2="100%" y1="${axis}" y2="${axis}" />
    ${ticks.map(({ at, text }) => tick(at, text, axis))} ${gaps.map((gap) => fault(gap, axis))}
  </svg>`;
}

function hatched(gap: Stretch, y: number, height: number | string): Html {
  return html`<rect
    fill="url(#nomeet)"
    x="${across(gap.from)}"
    y="${y}"
    width="${wide(gap.from, gap.to)}"
    height="${height}"
  />`;
}

/** A line that is broken and shifted, with a stroke through the break. */
function fault({ from, to }: Stretch, axis: number): Html {
  const middle = (from + to) / 2;
  return html`<line class="gap" x1="${across(from)}" x2="${across(middle)}" y1="${axis - 3}" y2="${axis - 3}" />
    <line class="gap" x1="${across(middle)}" x2="${across(to)}" y1="${axis + 3}" y2="${axis + 3}" />
    <svg x="${across(middle)}" y="${axis}" overflow="visible"><path class="gap" d="m4-8-8 16" /></svg>`;
}

function tick(at: number, text: string, axis: number): Html {
  return html`<line class="tick" x1="${across(at)}" x2="${across(at)}" y1="${axis}" y2="${axis + 6}" /><text
      x="${across(at)}"
      y="${axis + 22}"
      text-anchor="${anchorAt(at, 0.04)}"
      >${text}</text
    >`;
}

/** What a value covers when it is no point: a grey floor between brackets, or a line with an arrow where it has no end. */
function extent({ shape, from, to, open }: Placed, axis: number, index: number): Html {
  if (shape === 'range') {
    return html`<rect class="soft" x="${across(from)}" y="${axis - 10}" width="${wide(from, to)}" height="10" />
      <svg x="${across(from)}" y="${axis}" overflow="visible"><path class="span" d="M5-16h-5V0" /></svg>
      <svg x="${across(to)}" y="${axis}" overflow="visible"><path class="span" d="M-5-16h5V0" /></svg>`;
  }
  const y = axis - 9 - (index % 3) * 4;
  const [start, end] = shape === 'upward' ? [from, to] : [to, from];
  const head = shape === 'upward' ? 'm-6-5 6 5-6 5' : 'm6-5-6 5 6 5';
  return html`<line class="span" x1="${across(start)}" x2="${across(end)}" y1="${y}" y2="${y}" />
    <svg x="${across(end)}" y="${y}" overflow="visible"><path class="span" d="${head}" /></svg>
    ${open && html`<svg x="${across(start)}" y="${y}" overflow="visible"><path class="mk-open" d="M-4-4h8v8h-8z" /></svg>`}`;
}

/** A stem up to its name; with a square where the value was said exactly. */
function mark(value: Placed, axis: number, top: number): Html {
  const x = across(nameAt(value));
  const foot = value.shape === 'range' ? axis - 10 : axis;
  return html`<line class="stem" x1="${x}" x2="${x}" y1="${top}" y2="${foot}" />${
      value.shape === 'point' &&
      html`<svg x="${x}" y="${top}" overflow="visible"><path class="mk" d="M-5.5-5.5h11v11h-11z" /></svg>`
    }`;
}

/** The words of a value on a ground of their own, so that the stems of those above it do not run through them. */
function name(t: Say, value: Named, y: number): Html {
  const at = nameAt(value);
  const width = Math.max(widthOf(value.text, LETTER), widthOf(value.sub, SMALL_LETTER));
  const anchor = anchorAt(at, width / 2 / NARROW);
  const x = across(at);
  const above = value.sub === '' ? y - 12 : y - 30;
  const left = { start: 0, middle: -width / 2, end: -width }[anchor];
  const ground = html`<svg x="${x}" y="${above - 14}" overflow="visible">
    <rect
      class="under"
      x="${Math.round(left) - 4}"
      width="${Math.round(width) + 8}"
      height="${value.sub === '' ? 18 : 34}"
    />
  </svg>`;
  return html`${ground} ${words(t, value.text, { kind: 'val', x, y: above, anchor })}
  ${value.sub !== '' && words(t, value.sub, { kind: 'sub', x, y: y - 14, anchor })}`;
}

type Anchor = 'start' | 'middle' | 'end';

/** Words near an end of the line begin or end at it, so that none leave the drawing. */
function anchorAt(at: number, half: number): Anchor {
  if (at < half) return 'start';
  return at > 1 - half ? 'end' : 'middle';
}

const TURNED: Readonly<Record<Anchor, Anchor>> = { start: 'end', middle: 'middle', end: 'start' };

/** Words of an interface that runs right to left keep their order; what is start and end turns round with them. */
function words(
  t: Say,
  text: string,
  place: { readonly kind: string; readonly x: string; readonly y: number; readonly anchor: Anchor },
): Html {
  const isTurned = t.dir === 'rtl' && /\p{L}/u.test(text);
  const anchor = isTurned ? TURNED[place.anchor] : place.anchor;
  if (text === '') return NOTHING;
  return html`<text
    class="${place.kind} halo"
    x="${place.x}"
    y="${place.y}"
    text-anchor="${anchor}"
    ${isTurned && html`direction="rtl"`}
    >${text}</text
  >`;
}
