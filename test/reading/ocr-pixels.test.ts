import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bandsOf, boxBefore, skewOf, threshold } from '../../src/reading/pixels-geometry.ts';
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

test('a box turned and scaled comes back to where it was', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.5, max: 3, noNaN: true }),
      fc.integer({ min: 300, max: 700 }),
      fc.integer({ min: 300, max: 700 }),
      (degrees, scale, x, y) => {
        const angle = (degrees * Math.PI) / 180;
        const size = 1000 * scale;
        const turned = size * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
        const turn = {
          quarters: 0 as const,
          width: 1000,
          height: 1000,
          turnedWidth: turned,
          turnedHeight: turned,
          degrees,
          scale,
        };
        const [dx, dy] = [(x - 500) * scale, (y - 500) * scale];
        const there = [
          Math.cos(angle) * dx - Math.sin(angle) * dy + turned / 2,
          Math.sin(angle) * dx + Math.cos(angle) * dy + turned / 2,
        ];
        const [left, top, width, height] = boxBefore(turn, there[0]! - 10, there[1]! - 10, 20, 20);
        assert.ok(Math.abs(left + width / 2 - x) < 0.01 && Math.abs(top + height / 2 - y) < 0.01);
      },
    ),
  );
});

test('a box of a page that was turned by quarters comes back to where it was', () => {
  // A page of 300 by 200 with a box 40 wide and 10 high at 50, 20, turned clockwise.
  const level = { degrees: 0, scale: 1 };
  const wide = { width: 300, height: 200, turnedWidth: 300, turnedHeight: 200 };
  const tall = { width: 200, height: 300, turnedWidth: 200, turnedHeight: 300 };
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
