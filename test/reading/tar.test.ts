import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, asyncProperty, integer, record, stringMatching, uint8Array } from '../properties.ts';
import iconv from 'iconv-lite';
import { fileSource, streamSource } from '../../src/reading/stages/archive-bytes.ts';
import { tarEntries } from '../../src/reading/stages/tar-entries.ts';
import { makeTar, paxRecord, type MadeTarEntry } from './make-tar.ts';
import { read } from './read-bytes.ts';

const LONG = `${'a-long-folder/'.repeat(12)}名单.txt`;

const NAMES: readonly { why: string; entries: readonly MadeTarEntry[]; shown: string }[] = [
  { why: 'plain', entries: [{ name: 'orders/17.txt', bytes: 'text' }], shown: 'orders/17.txt' },
  { why: 'from the folder it was packed in', entries: [{ name: './17.txt', bytes: 'text' }], shown: '17.txt' },
  {
    why: 'in GBK, which the archive does not say',
    entries: [{ name: iconv.encode('第十七号指令已经下发各村工作队.txt', 'gbk'), bytes: 'text' }],
    shown: '第十七号指令已经下发各村工作队.txt',
  },
  {
    why: 'long, as GNU tar writes it',
    entries: [
      { name: '././@LongLink', kind: 'L', bytes: `${LONG}\0` },
      { name: 'cut', bytes: 'text' },
    ],
    shown: LONG,
  },
  {
    why: 'long, as POSIX has it',
    entries: [
      { name: 'PaxHeaders/1', kind: 'x', bytes: paxRecord('path', LONG) + paxRecord('mtime', '1498300000.5') },
      { name: 'cut', bytes: 'text' },
    ],
    shown: LONG,
  },
];
for (const { why, entries, shown } of NAMES) {
  test(`a name in a tar archive is shown as it was meant: ${why}`, async () => {
    const account = await read(makeTar(entries));
    assert.equal(account.mediaType, 'application/x-tar');
    assert.deepEqual(account.end, { outcome: 'container' });
    assert.deepEqual([...account.found], [[shown, 'text']]);
    assert.match(account.entries[0]?.modified ?? '', /^2017-06-24T10:26:40/v);
  });
}

const REFUSED: readonly { why: string; entry: MadeTarEntry; reason: string }[] = [
  { why: 'a name that climbs', entry: { name: '../../etc/passwd', bytes: 'x' }, reason: 'unsafe-name' },
  { why: 'an absolute name', entry: { name: '/etc/passwd', bytes: 'x' }, reason: 'unsafe-name' },
  { why: 'a name of another system', entry: { name: 'C:\\Windows\\x.ini', bytes: 'x' }, reason: 'unsafe-name' },
  { why: 'a symbolic link', entry: { name: 'a', kind: '2', link: '/etc/passwd' }, reason: 'symbolic-link' },
  { why: 'a hard link', entry: { name: 'a', kind: '1', link: '/etc/passwd' }, reason: 'symbolic-link' },
  { why: 'a device', entry: { name: 'a', kind: '3' }, reason: 'special-file' },
  { why: 'a pipe', entry: { name: 'a', kind: '6' }, reason: 'special-file' },
  {
    why: 'the rest of a file from another volume',
    entry: { name: 'a', kind: 'M', bytes: 'x' },
    reason: 'split-archive',
  },
];
for (const { why, entry, reason } of REFUSED) {
  test(`an entry of a tar archive is refused and the others are taken out: ${why}`, async () => {
    const account = await read(makeTar([entry, { name: 'kept.txt', bytes: 'kept' }, { name: 'folder/', kind: '5' }]));
    assert.deepEqual([...account.refused.values()], [reason]);
    assert.deepEqual([...account.found], [['kept.txt', 'kept']]);
    assert.deepEqual(account.end.reason, { code: 'some-entries-unread', params: { entries: 1, total: 2 } });
  });
}

test('a tar archive that was cut off gives what stands before the cut, and says so', async () => {
  const whole = makeTar([
    { name: 'a.txt', bytes: 'first' },
    { name: 'b.txt', bytes: 'x'.repeat(5000) },
  ]);
  const account = await read(whole.subarray(0, 3000));
  assert.deepEqual(account.found.get('a.txt'), 'first');
  assert.equal(account.refused.get('b.txt'), 'truncated');
  assert.deepEqual(account.end, { outcome: 'container', reason: { code: 'truncated' } });
});

test('an entry that claims to be larger than the archive is refused', async () => {
  const account = await read(makeTar([{ name: 'a.txt', bytes: 'x', declared: 8 ** 11 - 1 }]));
  assert.equal(account.refused.get('a.txt'), 'truncated');
});

test('a header inside a tar archive that is damaged ends it there', async () => {
  const bytes = makeTar([
    { name: 'a.txt', bytes: 'first' },
    { name: 'b.txt', bytes: 'second' },
  ]);
  bytes.fill(0xff, 1024, 1100);
  const account = await read(bytes);
  assert.deepEqual([...account.found.keys()], ['a.txt']);
  assert.deepEqual(account.end, { outcome: 'container', reason: { code: 'broken' } });
});

test('an archive without its closing blocks is whole all the same', async () => {
  const account = await read(makeTar([{ name: 'a.txt', bytes: 'first' }], { open: true }));
  assert.deepEqual(account.end, { outcome: 'container' });
});

test('entries come out as they were packed, however the stream is cut', async () => {
  const entries = array(record({ name: stringMatching(/^[a-z]{1,30}$/), bytes: uint8Array({ maxLength: 2000 }) }), {
    maxLength: 6,
  });
  await check(
    asyncProperty(entries, integer({ min: 1, max: 3000 }), async (made, step) => {
      const bytes = makeTar(made);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.byteLength; at += step) yield bytes.subarray(at, at + step);
      }
      const out: { name: string; bytes: Uint8Array }[] = [];
      for await (const entry of tarEntries(streamSource(pieces()))) {
        const content = Buffer.concat(await Array.fromAsync(entry.bytes));
        out.push({ name: Buffer.from(entry.untrustedName).toString(), bytes: Uint8Array.from(content) });
      }
      assert.deepEqual(
        out,
        made.map(({ name, bytes: content }) => ({ name, bytes: Uint8Array.from(content) })),
      );
    }),
    { numRuns: 50 },
  );
});

test('no bytes at all make the tar reader do anything but give entries or a reason', async () => {
  const start = makeTar([{ name: 'a.txt', bytes: 'first' }]);
  await check(
    asyncProperty(integer({ min: 0, max: 1535 }), integer({ min: 0, max: 255 }), async (at, value) => {
      const bytes = Buffer.from(start);
      bytes[at] = value;
      async function* once(): AsyncGenerator<Uint8Array> {
        yield bytes;
      }
      try {
        for await (const entry of tarEntries(streamSource(once()))) for await (const _ of entry.bytes);
      } catch (error) {
        assert.equal(error instanceof Error && error.name, 'ReadingFailed');
      }
    }),
    { numRuns: 300 },
  );
});

test('passing over the end of a file is noticed', async () => {
  const source = fileSource(0, 10);
  assert.equal(await source.skip(10), true);
  assert.equal(await source.skip(1), false);
});
