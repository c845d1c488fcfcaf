import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../src/web/messages.ts';
import { clockOf } from '../../src/web/pages/claim-days.ts';
import { calendarStrip } from '../../src/web/pages/claim-strip.ts';
import type { DatedEvent } from '../../src/nouns/statement.ts';

const t = say('en');
const at = (time: string): DatedEvent => ({ kind: 'date', from: time, to: time, event: '' });

const PAIRS = [
  { one: '2015-06-17T19:30+06:00', other: '2015-06-17T21:30+08:00', hours: 0, why: 'one moment on two clocks' },
  { one: '2015-06-17T19:30+06:00', other: '2015-06-17T13:30Z', hours: 0, why: 'one of them that of Greenwich' },
  { one: '2015-06-17T23:30-05:00', other: '2015-06-18T04:30Z', hours: 0, why: 'on two days' },
  { one: '2015-06-17T10:00+05:30', other: '2015-06-17T10:00+08:00', hours: -2.5, why: 'two moments that two clocks show alike' },
  { one: '2015-06-17T19:30+06:00', other: '2015-06-17T19:30', hours: 0, why: 'a clock of which nobody knows the zone stands as it was given' },
  { one: '2015-06-17T19:30', other: '2015-06-17T21:30', hours: 2, why: 'no zone is known' },
  { one: '2015-06-17T19:30Z', other: '2015-06-17', hours: -19.5, why: 'a day is a day on every clock' },
]; // prettier-ignore
for (const { one, other, hours, why } of PAIRS) {
  test(`${other} is drawn ${hours} hours after ${one}: ${why}`, () => {
    const clock = clockOf([at(one), at(other)]);
    const [first, second] = [clock.stretchOf(at(one)), clock.stretchOf(at(other))];
    assert.equal(((second?.start ?? NaN) - (first?.start ?? NaN)) / 3_600_000, hours);
  });
}

test('a strip names the clock by which it is drawn where there are two, and each time as it was given', () => {
  const dates = ['2015-06-17T19:30+06:00', '2015-06-17T21:30+08:00', '2015-06-17T22:10+08:00'].map(at);
  const strip = calendarStrip(t, dates, false);
  const [one, other] = dates.map((date) => strip?.at(date, { sub: '', weight: 1 }));
  assert.deepEqual([one?.from, one?.text], [other?.from, '17 June 2015 at 19:30 (UTC+6)']);
  assert.match(strip?.ticks[0]?.text ?? '', /\(UTC\+8\)$/);
  const alone = calendarStrip(t, dates.slice(1), false);
  assert.doesNotMatch(alone?.ticks[0]?.text ?? '', /UTC/);
});
