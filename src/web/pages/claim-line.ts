import type { Figure } from '../../nouns/statement.ts';
import type { Say } from '../messages.ts';
import { amountText, figureText, measureOf, round } from './claims-value.ts';
import type { Placed, Stretch } from './claim-axis.ts';

/** A scale and what lies on it, ready to be drawn. */
export interface Scaled<V> {
  readonly at: (value: V, words: { readonly sub: string; readonly weight: number }) => Placed;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly gaps: readonly Stretch[];
  readonly meet?: Stretch | undefined;
}

/** A number line for figures; undefined where there is nothing finite to draw. `conflict`: some cannot both be right. */
export function numberLine(t: Say, figures: readonly Figure[], conflict: boolean): Scaled<Figure> | undefined {
  const ends = figures.flatMap(({ lo, hi }) => [lo, hi ?? lo]);
  if (ends.length === 0 || !ends.every(Number.isFinite)) return undefined;
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const isWhole = ends.every(Number.isInteger) || (most - least >= 2 && figures.every(isOfWholes));
  const room = most === least ? Math.max(Math.abs(most) * 0.1, isWhole ? 2 : 0.5) : (most - least) * 0.14;
  const runsOn = figures.some(({ hi }) => hi === null);
  const from = least >= 0 ? Math.max(0, least - room) : least - room;
  const to = most + room * (runsOn ? 2 : 1);
  if (!Number.isFinite(to - from) || to <= from) return undefined;
  const fraction = (value: number): number => (value - from) / (to - from);
  const stretch = ({ lo, hi }: Figure): Stretch => ({ from: fraction(lo), to: hi === null ? 1 : fraction(hi) });
  const unit = figures[0]?.unit;
  return {
    ticks: ticksOf(from, to, isWhole).map((value, index, all) => ({
      at: fraction(value),
      text: amountText(t, value, index === 0 || index === all.length - 1 ? shortUnit(unit) : undefined),
    })),
    at: (figure, { sub, weight }) => ({
      ...stretch(figure),
      shape: shapeOf(figure),
      open: figure.hi === null ? figure.loOpen : figure.hiOpen,
      text: figureText(t, figure),
      sub,
      weight,
    }),
    ...(conflict ? { gaps: gapsOf(figures.map(stretch)) } : { gaps: [], meet: meetOf(figures.map(stretch)) }),
  };
}

/** Counted, and said without a fraction: there is no half a person between two ticks, whatever `about` has for ends. */
function isOfWholes(figure: Figure): boolean {
  return measureOf(figure) === '' && (figure.lo !== figure.hi || Number.isInteger(figure.lo));
}

function shapeOf({ lo, hi }: Figure): Placed['shape'] {
  if (hi === null) return 'upward';
  if (lo === hi) return 'point';
  return lo === 0 ? 'downward' : 'range';
}

/** At the ends of a scale a measure is named where it is short. */
function shortUnit(unit: string | undefined): string | undefined {
  return unit === 'percent' ? unit : undefined;
}

const STEPS = [10, 5, 2.5, 2, 1] as const;

/** Three to six round numbers: the widest step that gives as many. Ends that no round number tells apart have none. */
function ticksOf(from: number, to: number, isWhole: boolean): readonly number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / 2));
  const steps = [...STEPS, ...STEPS.map((step) => step / 10)].map((step) => round(step * power));
  const whole = isWhole ? steps.filter((step) => Number.isInteger(step)) : steps;
  const all = whole.map((step) => multiples(step, from, to));
  return all.find(({ length }) => length >= 3) ?? all.at(-1) ?? [];
}

function multiples(step: number, from: number, to: number): readonly number[] {
  const first = Math.ceil(from / step);
  const count = Math.min(12, Math.floor(to / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => round((first + index) * step)).filter(
    (value) => value >= from && value <= to,
  );
}

/** Where nothing meets; where each meets some other, the stretch between the two that lie furthest apart. */
export function gapsOf(stretches: readonly Stretch[]): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    if (from > reached && Number.isFinite(reached)) gaps.push({ from: reached, to: from });
    reached = Math.max(reached, to);
  }
  if (gaps.length > 0) return gaps;
  const left = Math.min(...stretches.map(({ to }) => to));
  const right = Math.max(...stretches.map(({ from }) => from));
  return left <= right ? [{ from: left, to: right }] : [];
}

/** What all of several values leave possible. */
export function meetOf(stretches: readonly Stretch[]): Stretch | undefined {
  const from = Math.max(...stretches.map((stretch) => stretch.from));
  const to = Math.min(...stretches.map((stretch) => stretch.to));
  if (stretches.length < 2 || from > to) return undefined;
  return from === to ? { from: from - 0.018, to: to + 0.018 } : { from, to };
}
