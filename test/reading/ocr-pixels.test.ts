import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bandsOf, boxBefore, columnShift, skewOf, straightened, threshold } from '../../src/reading/pixels-geometry.ts';
import type { Grey } from '../../src/reading/pixels-geometry.ts';
import { letterHeight, patchesOf, rowBefore, spreadLines } from '../../src/reading/pixels-lines.ts';

/** A page of grey bars in place of letters, leaning by so many degrees. */
function page(degrees: number, pitch = 40, barHeight = 14, width = 800, height = 600): Grey {
  const data = new Uint8Array(width * height).fill(250);
  const slope = Math.tan((degrees * Math.PI) / 180);
  for (let line = pitch; line < height - pitch; line += pitch) {
    for (let x = 40; x < width - 40; x++) {
      if (x % 20 > 14) continue;
      const top = Math.round(line + slope * (x - width / 2));
      for (let y = Math.max(0, top); y < Math.min(height, top + barHeight); y++) data[y * width + x] = 20;
    }
  }
  return { width, height, data };
}

test('ink and paper are told apart between their greys', () => {
  const limit = threshold(page(0));
  assert.ok(limit >= 20 && limit < 250, String(limit));
});

test('the lean of a page is measured to a tenth of a degree or two', () => {
  for (const degrees of [-3, -1.2, 0, 0.8, 2.5]) {
    const found = skewOf(page(degrees));
    assert.ok(Math.abs(found - degrees) <= 0.2, `${degrees}: ${found}`);
  }
});

test('an empty page does not lean and has no lines', () => {
  const empty: Grey = { width: 50, height: 50, data: new Uint8Array(2500).fill(255) };
  assert.equal(skewOf(empty), 0);
  assert.deepEqual(bandsOf(empty), []);
  assert.equal(spreadLines(empty), undefined);
});

test('bands are the lines of a level page', () => {
  const bands = bandsOf(page(0));
  assert.equal(bands.length, 13);
  assert.deepEqual(bands[0], { top: 40, bottom: 54 });
});

test('patches are connected ink, and their middle height is the letters’ height', () => {
  const patches = patchesOf(page(0)) ?? [];
  assert.equal(patches.length, 13 * 36);
  assert.equal(letterHeight(patches), 14);
});

test('lines moved apart keep their ink and can be brought back row by row', () => {
  const tight = page(0, 24, 14);
  const spread = spreadLines(tight);
  assert.ok(spread !== undefined);
  const ink = (grey: Grey): number => grey.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
  assert.equal(ink(spread.grey), ink(tight), 'no ink is lost');
  const { slots } = spread;
  for (const [index, slot] of slots.entries()) {
    assert.equal(rowBefore(slots, slot.at), slot.from);
    assert.equal(rowBefore(slots, slot.at + slot.height), slot.from + slot.height);
    const next = slots[index + 1];
    if (next !== undefined) assert.ok(next.at >= slot.at + slot.height + 14);
  }
});

test('a page is straightened by moving its columns, and a box on it comes back to where it was', () => {
  for (const degrees of [-4, -1.5, 2.5]) {
    const leaning = page(degrees);
    const { grey, margin } = straightened(leaning, -degrees);
    assert.ok(Math.abs(skewOf(grey)) < 0.2, `${degrees}`);
    const ink = (of: Grey): number => of.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
    assert.equal(ink(grey), ink(leaning), 'no ink is lost');
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 700 }), fc.integer({ min: 60, max: 500 }), (x, y) => {
        const moved = y + margin + columnShift(x + 5, grey.width, -degrees);
        const turn = { quarters: 0 as const, width: 800, height: 600, scale: 1, degrees: -degrees, margin };
        assert.deepEqual(boxBefore(turn, x, moved, 10, 8), [x, y, 10, 8]);
        const half = { ...turn, width: 1600, height: 1200, scale: 0.5 };
        assert.deepEqual(boxBefore(half, x, moved, 10, 8), [2 * x, 2 * y, 20, 16]);
      }),
    );
  }
});

test('a box of a page that was turned by quarters comes back to where it was', () => {
  // A page of 300 by 200 with a box 40 wide and 10 high at 50, 20, turned clockwise.
  const level = { degrees: 0, scale: 1, margin: 0 };
  const wide = { width: 300, height: 200 };
  const tall = { width: 200, height: 300 };
  for (const [turn, box] of [
    [{ ...level, ...wide, quarters: 0 }, [50, 20, 40, 10]],
    [{ ...level, ...tall, quarters: 1 }, [170, 50, 10, 40]],
    [{ ...level, ...wide, quarters: 2 }, [210, 170, 40, 10]],
    [{ ...level, ...tall, quarters: 3 }, [20, 210, 10, 40]],
  ] as const) {
    const [x, y, width, height] = box;
    assert.deepEqual(boxBefore(turn, x, y, width, height).map(Math.round), [50, 20, 40, 10], `${turn.quarters}`);
  }
});
