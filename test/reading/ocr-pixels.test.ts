import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import {
  bandsOf,
  boxBefore,
  columnShift,
  leaning,
  skewOf,
  straightened,
  threshold,
} from '../../src/reading/pixels-geometry.ts';
import type { Grey } from '../../src/reading/pixels-geometry.ts';
import { isOneColumn } from '../../src/reading/pixels-columns.ts';
import { letterHeight, patchesOf, rowBefore, spreadLines } from '../../src/reading/pixels-lines.ts';
import { measure, pictureToRecognise } from '../../src/reading/pixels-measure.ts';
import { decodePgm, encodePgm } from '../../src/reading/pixels-pgm.ts';

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
    const came = page(degrees);
    const { grey, margin } = straightened(came, -degrees);
    assert.ok(Math.abs(skewOf(grey)) < 0.2, `${degrees}`);
    const ink = (of: Grey): number => of.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
    assert.equal(ink(grey), ink(came), 'no ink is lost');
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

test('a straightened page can be made to lean again as it came', () => {
  for (const degrees of [-2.5, 1.5]) {
    const came = page(degrees);
    const { grey, margin } = straightened(came, -degrees);
    assert.deepEqual(Buffer.from(leaning(grey, { degrees: -degrees, margin }).data), Buffer.from(came.data));
  }
});

test('a grey map comes back as it was written, and nothing else is taken for one', () => {
  const grey = page(0);
  const bytes = encodePgm(grey);
  assert.deepEqual(Buffer.from(decodePgm(bytes)?.data ?? []), Buffer.from(grey.data));
  for (const { broken, why } of [
    { broken: bytes.subarray(0, -1), why: 'cut short' },
    { broken: Buffer.concat([bytes, Buffer.of(0)]), why: 'too long' },
    { broken: Buffer.from('P5\n0 0\n255\n'), why: 'without a pixel' },
    { broken: Buffer.from('P6\n1 1\n255\nabc'), why: 'in colour' },
    { broken: new Uint8Array(0), why: 'empty' },
  ])
    assert.equal(decodePgm(broken), undefined, why);
});

test('a page is one column unless a gutter goes down through its lines', () => {
  const gutter = page(0);
  const wide = page(0);
  for (let y = 0; y < gutter.height; y++) {
    gutter.data.fill(250, y * 800 + 380, y * 800 + 440);
    // A space as wide in a single line, and a last line that ends early, are no gutter.
    if (y < 60) wide.data.fill(250, y * 800 + 380, y * 800 + 440);
    if (y > 500) wide.data.fill(250, y * 800 + 200, y * 800 + 800);
  }
  for (const { grey, expected, why } of [
    { grey: page(0), expected: true, why: 'lines from edge to edge' },
    { grey: gutter, expected: false, why: 'two columns' },
    { grey: wide, expected: true, why: 'one wide space and one short line' },
  ])
    assert.equal(isOneColumn(patchesOf(grey) ?? [], 14), expected, why);
});

test('dirt all over a page is taken off, and the points of its letters stay', () => {
  const dirty = page(0, 120, 20);
  const pointed = page(0, 120, 20);
  for (let index = 0; index < 600; index++) {
    const at = (7 + ((index * 131) % 590)) * 800 + ((index * 7919) % 798);
    for (const part of [at, at + 1, at + 800, at + 801]) dirty.data[part] = 20;
  }
  for (let line = 120; line < 480; line += 120)
    for (let x = 44; x < 750; x += 20) pointed.data.fill(20, (line - 4) * 800 + x, (line - 4) * 800 + x + 2);
  const ink = (grey: Grey): number => grey.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
  const cleaned = measure(dirty, 200).clean;
  assert.ok(ink(dirty) - ink(page(0, 120, 20)) > 1000);
  assert.ok(Math.abs(ink(cleaned) - ink(page(0, 120, 20))) < 100, String(ink(cleaned)));
  assert.equal(ink(measure(pointed, 200).clean), ink(pointed));
});

test('a page whose letters have the best size is ready for recognition as it is measured', () => {
  const { pgm, ready, dpi } = pictureToRecognise(page(0), 200);
  assert.equal(dpi, 200);
  assert.deepEqual([ready?.turn.scale, ready?.turn.degrees, ready?.oneColumn], [1, 0, true]);
  assert.deepEqual(Buffer.from(decodePgm(pgm)?.data ?? []), Buffer.from(page(0).data));
  assert.equal(pictureToRecognise(page(0, 100, 40), 200).ready, undefined, 'letters too large');
});
