import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { cleanText } from '../../src/reading/frame-writer.ts';
import type { WordBox } from '../../src/nouns/reading.ts';
import { bytesOfWords, packWords, unpackWords } from '../../src/reading/packed-words.ts';
import { FramesBroken, parseText, parseWords, readFrames, type Frame } from '../../src/reading/frames.ts';

function frame(header: unknown, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(head.byteLength, 0);
  lengths.writeUInt32BE(payload.byteLength, 4);
  return Buffer.concat([lengths, head, payload]);
}

async function collect(bytes: Uint8Array, chunk: number): Promise<Frame[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.byteLength; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return Array.fromAsync(readFrames(chunks()));
}

test('frames come out as they went in, however the pipe cuts them', async () => {
  const all = Buffer.concat([
    frame({ kind: 'identified', mediaType: 'text/plain' }),
    frame({ kind: 'text' }, Buffer.from('指令')),
    frame({ kind: 'end', outcome: 'read', peakBytes: 1 }),
  ]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: all.byteLength }), async (chunk) => {
      const frames = await collect(all, chunk);
      assert.deepEqual(
        frames.map(({ header }) => header.kind),
        ['identified', 'text', 'end'],
      );
      assert.equal(frames[1]?.payload.toString(), '指令');
    }),
  );
});

const HOSTILE = [
  { why: 'a length beyond the limit', bytes: Buffer.from('ffffffffffffffff', 'hex') },
  { why: 'a header that is not JSON', bytes: frame('not json') },
  { why: 'a kind that does not exist', bytes: frame({ kind: 'run', command: 'id' }) },
  { why: 'a field too many', bytes: frame({ kind: 'text', path: '/etc/passwd' }) },
  { why: 'a media type with markup', bytes: frame({ kind: 'identified', mediaType: 'text/<script>' }) },
  {
    why: 'a page without size',
    bytes: frame({ kind: 'page', number: 1, width: 0, height: 1, unit: 'pt', textBytes: 0, wordsBytes: 0 }),
  },
  { why: 'a lone surrogate in a title', bytes: frame('{"kind":"described","title":"\\ud800"}') },
  {
    why: 'a reason that is not in the catalogue',
    bytes: frame({ kind: 'refused', shownName: 'a', reason: { code: 'because' } }),
  },
  { why: 'a prototype in disguise', bytes: frame('{"kind":"text","__proto__":{"x":1}}') },
];
for (const { why, bytes } of HOSTILE) {
  test(`the parent refuses ${why}`, async () => {
    await assert.rejects(collect(bytes, 64), FramesBroken);
  });
}

test('random bytes never throw anything but FramesBroken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      try {
        await collect(bytes, 16);
      } catch (error) {
        assert.ok(error instanceof FramesBroken);
      }
    }),
  );
});

test('text must be UTF-8 without U+0000', () => {
  assert.throws(() => parseText(Buffer.from([0xed, 0xa0, 0x80])), FramesBroken);
  assert.throws(() => parseText(Buffer.from('a\0b')), FramesBroken);
});

test('words must lie within the text of their page', () => {
  const given: readonly WordBox[] = [
    [0, 2, 1, 1.25, 5, 5],
    [2, 2, 0, -0.5, 0, 0, 97],
  ];
  assert.deepEqual(unpackWords(parseWords(bytesOfWords(packWords(given)), 2)), given);
  const wrong: readonly { why: string; bytes: Uint8Array }[] = [
    { why: 'past the end', bytes: bytesOfWords(packWords([[0, 3, 1, 1, 5, 5]])) },
    { why: 'before the start', bytes: bytesOfWords(packWords([[-1, 1, 1, 1, 5, 5]])) },
    { why: 'backwards', bytes: bytesOfWords(packWords([[2, 1, 0, 0, 1, 1]])) },
    { why: 'confidence past certainty', bytes: bytesOfWords(packWords([[0, 1, 0, 0, 1, 1, 101]])) },
    { why: 'cut off', bytes: bytesOfWords(packWords([[0, 1, 0, 0, 1, 1]])).subarray(1) },
    { why: 'a number short', bytes: Buffer.alloc(24) },
  ];
  for (const { why, bytes } of wrong) assert.throws(() => parseWords(bytes, 2), FramesBroken, why);
});

test('cleaning keeps the length, so that offsets hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(`${text}\0\ud800`);
      assert.equal(clean.length, text.length + 2);
      assert.ok(clean.isWellFormed() && !clean.includes('\0'));
    }),
  );
});
