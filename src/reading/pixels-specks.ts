import type { Grey } from './pixels-geometry.ts';
import type { Patch } from './pixels-lines.ts';

const SPECK = 0.14; // heights of a letter, each way: a full stop has 0.2
const MANY = 0.25; // specks for each letter: fewer harm nothing, and are points of letters that broke off
const STRAY = 0.3; // share of specks on bare paper: dirt falls anywhere, dots and points of writing do not

export interface Specks {
  readonly all: ReadonlySet<Patch>;
  /** Those that no letter is near to. */
  readonly stray: ReadonlySet<Patch>;
}

/**
 * Dirt of a page that has much of it: patches smaller than most marks of writing. Empty where there are few, or where they
 * keep to the letters.
 *
 * @param height the middle height of letters, in the patches' pixels
 */
export function specksOf(patches: readonly Patch[], height: number): Specks {
  const most = SPECK * height;
  const specks = patches.filter(({ left, top, right, bottom }) => right - left <= most && bottom - top <= most);
  const letters = patches.filter(({ top, bottom }) => bottom - top >= 0.6 * height);
  if (height === 0 || specks.length <= MANY * letters.length) return NONE;
  const near = new Set<string>();
  const cell = (value: number): number => Math.floor(value / (2 * height));
  for (const { left, top, right, bottom } of letters) {
    for (let x = cell(left) - 1; x <= cell(right) + 1; x++)
      for (let y = cell(top - height); y <= cell(bottom + height); y++) near.add(`${x} ${y}`);
  }
  const stray = specks.filter(({ left, top }) => !near.has(`${cell(left)} ${cell(top)}`));
  return stray.length < STRAY * specks.length ? NONE : { all: new Set(specks), stray: new Set(stray) };
}

const NONE: Specks = { all: new Set(), stray: new Set() };

/**
 * The page with paper in place of these, and of their soft edges. What touches a letter is left.
 *
 * @param times pixels of the page for one of the patches'
 */
export function withoutSpecks(page: Grey, specks: ReadonlySet<Patch>, times: number): Grey {
  if (specks.size === 0) return page;
  const data = Uint8Array.from(page.data);
  for (const { left, top, right, bottom } of specks) {
    const [from, to] = [Math.max(0, left * times - 1), Math.min(page.width, right * times + 1)];
    for (let y = Math.max(0, top * times - 1); y < Math.min(page.height, bottom * times + 1); y++)
      data.fill(255, y * page.width + from, y * page.width + to);
  }
  return { ...page, data };
}
