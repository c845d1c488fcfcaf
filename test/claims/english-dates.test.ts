import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidAs } from './said.ts';

// 17 June 2015 is a Wednesday.
const CASES = [
  { text: 'It fell on 5 May 2010.', found: ['on 5 May 2010 2010-05-05..2010-05-05'], why: 'day first' },
  { text: 'It fell on May 5th, 2010.', found: ['on May 5th, 2010 2010-05-05..2010-05-05'], why: 'month first' },
  { text: 'It fell on May 5.', found: ['on May 5 2015-05-05..2015-05-05'], why: 'the nearest of that name' },
  { text: 'It lasted from 4 to 22 January 1995.', found: ['from 4 to 22 January 1995 1995-01-04..1995-01-22'], why: 'a stretch of days' },
  { text: 'It fell on 22/04/2016 or 05/06/2016.', found: ['22/04/2016 2016-04-22..2016-04-22'], why: 'numbers only where they can be read in one way' },
  { text: 'It fell in December 2003.', found: ['in December 2003 2003-12..2003-12'], why: 'a month' },
  { text: 'It fell in February.', found: ['in February 2015-02..2015-02'], why: 'the last February' },
  { text: 'It fell in August.', found: ['in August 2014-08..2014-08'], why: 'this August is still to come' },
  { text: 'It fell in 2008.', found: ['in 2008 2008..2008'], why: 'a year' },
  { text: 'It lasted between the 1990s and 2016.', found: ['between the 1990s and 2016 1990..2016'], why: 'a stretch of years' },
  { text: 'It began in the early 1990s.', found: ['in the early 1990s 1990..1993'], why: 'a part of a decade' },
  { text: 'It fell on Wednesday.', found: ['on Wednesday 2015-06-17..2015-06-17'], why: 'the day of printing itself' },
  { text: 'It fell on Sunday night.', found: ['on Sunday night 2015-06-14..2015-06-14'], why: 'the last Sunday' },
  { text: 'It will fall on Sunday.', found: ['on Sunday 2015-06-21..2015-06-21'], why: 'the next Sunday' },
  { text: 'Talks are due to start by Friday.', found: ['by Friday 2015-06-19..2015-06-19'], why: 'what is due lies ahead' },
  { text: 'It fell yesterday.', found: ['yesterday 2015-06-16..2015-06-16'], why: 'the day before printing' },
  { text: 'It fell at the weekend.', found: ['at the weekend 2015-06-13..2015-06-14'], why: 'two days' },
  { text: 'It fell last year.', found: ['last year 2014..2014'], why: 'a whole year' },
  { text: 'It fell last October.', found: ['last October 2014-10..2014-10'], why: 'a month before this one' },
  { text: 'It fell three years ago.', found: ['three years ago 2012..2012'], why: 'counted back' },
  { text: 'It fell on Monday. The roof broke a day before.', found: ['on Monday 2015-06-15..2015-06-15', 'a day before 2015-06-14..2015-06-14'], why: 'counted from the day told' },
  { text: 'It fell on Monday at 1:53 p.m. local time.', found: ['on Monday 2015-06-15..2015-06-15', 'at 1:53 p.m. local time 2015-06-15T13:53..2015-06-15T13:53'], why: 'a clock on the day told' },
  { text: 'It struck at 1353 (1023 GMT).', found: ['at 1353 (1023 GMT) 2015-06-17T10:23Z..2015-06-17T10:23Z'], why: 'universal time is preferred' },
  { text: 'It struck at about 10 p.m. on Monday.', found: ['at about 10 p.m. 2015-06-15T21:45..2015-06-15T22:15', 'on Monday 2015-06-15..2015-06-15'], why: 'a full hour that is only about' },
  { text: 'Published: 12 June 2015 09:10 GMT\nThe roof fell.', found: [], why: 'a stamp' },
  { text: 'The mayor said on Monday that the roof fell.', found: [], why: 'when it was said' },
  { text: 'The roof, he said, "fell on us today, all of it".', found: [], why: 'today in a quotation is another’s' },
  { text: 'On 31 February 2015 and 2015-13-01 it fell.', found: [], why: 'no such days' },
  { text: 'The march of 2015 people may go on; the 2014-15 season went well.', found: [], why: 'no dates' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`dates of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('date', text).map(({ words, value }) => `${words} ${value.from}..${value.to}`),
      found,
    );
  });
}

test('without a date of the document only full dates are resolved', () => {
  const text = 'It fell on Sunday, in February, yesterday, on May 5 and on 3 June 2011.';
  assert.deepEqual(
    saidAs('date', text, { published: '' }).map(({ value }) => value.from),
    ['2011-06-03'],
  );
});
