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
  { text: 'By August the dam is to be full.', found: ['By August 2015-08..2015-08'], why: 'what is to come' },
  { text: 'It fell in August.', found: ['in August 2014-08..2014-08'], why: 'this August is still to come' },
  { text: 'VELM, March 19 (Reuters) - A bridge fell.', found: [], why: 'the day of a dateline is that of writing' },
  { text: 'As of this morning five are dead.', found: [], why: 'when it was counted' },
  { text: 'It fell in 2008.', found: ['in 2008 2008..2008'], why: 'a year' },
  { text: 'It lasted between the 1990s and 2016.', found: ['between the 1990s and 2016 1990..2016'], why: 'a stretch of years' },
  { text: 'It began in the early 1990s.', found: ['in the early 1990s 1990..1993'], why: 'a part of a decade' },
  { text: 'It is printed every Friday, each second Monday and on Sundays.', found: [], why: 'habits' },
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
  { text: 'On 10 February the mill closed, and the fire began two days later.', found: ['On 10 February 2015-02-10..2015-02-10', 'two days later 2015-02-12..2015-02-12'], why: 'counted from the day told in the same sentence' },
  { text: 'It closed on 10 February and burned two days later. The next day it was gone.', found: ['on 10 February 2015-02-10..2015-02-10', 'two days later 2015-02-12..2015-02-12', 'The next day 2015-02-13..2015-02-13'], why: 'the story has moved on' },
  { text: 'It closed on 10 February; a day earlier two had died. The next day it was sold.', found: ['on 10 February 2015-02-10..2015-02-10', 'a day earlier 2015-02-09..2015-02-09', 'The next day 2015-02-11..2015-02-11'], why: 'a look back moves nothing' },
  { text: 'It closed on 3 January 2014, opened on 4 May 2014 and burned two days later. The next day came.', found: ['on 3 January 2014 2014-01-03..2014-01-03', 'on 4 May 2014 2014-05-04..2014-05-04', 'two days later 2014-05-06..2014-05-06', 'The next day 2014-01-04..2014-01-04'], why: 'from left to right; the next sentence counts from the first day' },
  { text: 'It closed on 10 February, the mayor said on Monday, and burned a day later.', found: ['on 10 February 2015-02-10..2015-02-10', 'a day later 2015-02-11..2015-02-11'], why: 'when it was said is no day told' },
  { text: 'It fell on 9 June and Two Days Later. THREE DAYS AGO it rose, A Week Earlier Than planned.', found: ['on 9 June 2015-06-09..2015-06-09', 'Two Days Later 2015-06-11..2015-06-11', 'THREE DAYS AGO 2015-06-14..2015-06-14'], why: 'as headlines have them' },
  { text: 'It fell The Previous Day, Last Weekend, in THE 1990s, In the Early 1980s and Two Decades Ago.', found: ['The Previous Day 2015-06-16..2015-06-16', 'Last Weekend 2015-06-13..2015-06-14', 'in THE 1990s 1990..1999', 'In the Early 1980s 1980..1983', 'Two Decades Ago 1995..1995'], why: 'every unit in any case' },
  { text: 'Between 2005 and 2009 it grew. From 4 to 22 January 1995 it rained. The week of May 4 was dry.', found: ['Between 2005 and 2009 2005..2009', 'From 4 to 22 January 1995 1995-01-04..1995-01-22', 'The week of May 4 2015-05-04..2015-05-10'], why: 'stretches with which a sentence begins' },
  { text: 'It shut at 9 a.m. on Monday and burned at 5 p.m. on Tuesday.', found: ['at 9 a.m. 2015-06-15T09:00..2015-06-15T09:00', 'on Monday 2015-06-15..2015-06-15', 'at 5 p.m. 2015-06-16T17:00..2015-06-16T17:00', 'on Tuesday 2015-06-16..2015-06-16'], why: 'each clock on the day beside it' },
  { text: 'On 10 June at 5 p.m. it shut, and on 12 June it burned at half past nine in the evening.', found: ['On 10 June 2015-06-10..2015-06-10', 'at 5 p.m. 2015-06-10T17:00..2015-06-10T17:00', 'on 12 June 2015-06-12..2015-06-12', 'at half past nine in the evening 2015-06-12T21:30..2015-06-12T21:30'], why: 'each clock on the last day in front of it' },
  { text: 'It fell on Monday at 1:53 p.m. local time.', found: ['on Monday 2015-06-15..2015-06-15', 'at 1:53 p.m. local time 2015-06-15T13:53..2015-06-15T13:53'], why: 'a clock on the day told' },
  { text: 'It struck at 1353 (1023 GMT).', found: ['at 1353 (1023 GMT) 2015-06-17T10:23Z..2015-06-17T10:23Z'], why: 'universal time is preferred' },
  { text: 'It struck at about 10 p.m. on Monday.', found: ['at about 10 p.m. 2015-06-15T21:45..2015-06-15T22:15', 'on Monday 2015-06-15..2015-06-15'], why: 'a full hour that is only about' },
  { text: 'The siren rang at ten past eleven at night on Friday.', found: ['at ten past eleven at night 2015-06-12T23:10..2015-06-12T23:10', 'on Friday 2015-06-12..2015-06-12'], why: 'a clock in words' },
  { text: 'The gates were shut at 9 in the evening. They had been open since half past six.', found: ['at 9 in the evening 2015-06-17T21:00..2015-06-17T21:00', 'since half past six 2015-06-17T18:30..2015-06-17T18:30'], why: 'the half of the day of the time told before' },
  { text: 'It rang at half past nine.', found: [], why: 'nothing places it in the day' },
  { text: 'We sold nine in the evening, ten to twelve by noon and half of it at night.', found: ['noon 2015-06-17T12:00..2015-06-17T12:00'], why: 'numbers that are no clock' },
  { text: 'It fell at 4.30 on Sunday and shares closed at 4.30.', found: ['at 4.30 2015-06-14T04:30..2015-06-14T04:30', 'on Sunday 2015-06-14..2015-06-14'], why: 'a day behind it makes it a time' },
  { text: 'It has been dearer since the first of the month.', found: ['since the first of the month 2015-06-01..2015-06-01'], why: 'of the document’s month' },
  { text: 'It fell on 9 June. The next morning divers came.', found: ['on 9 June. 2015-06-09..2015-06-09', 'The next morning 2015-06-10..2015-06-10'], why: 'the day after the day told' },
  { text: 'It claimed over 400 lives in 2008.', found: ['in 2008 2008..2008'], why: 'nobody speaks' },
  { text: 'Published: 12 June 2015 09:10 GMT\nThe roof fell.', found: [], why: 'a stamp' },
  { text: 'The mayor said on Monday that the roof fell.', found: [], why: 'when it was said' },
  { text: 'The roof, he said, "fell on us today, all of it".', found: [], why: 'today in a quotation is another’s' },
  { text: 'On 31 February 2015 and 2015-13-01 it fell.', found: [], why: 'no such days' },
  { text: 'The march of 2015 people may go on; the 2014-15 season went well.', found: [], why: 'no dates' },
  { text: 'It fell on the second of June 2011 and May the twenty-first.', found: ['on the second of June 2011 2011-06-02..2011-06-02', 'May the twenty-first 2015-05-21..2015-05-21'], why: 'days in words' },
  { text: 'It fell on June 3, nineteen ninety-nine, and in May of two thousand and four.', found: ['on June 3, nineteen ninety-nine 1999-06-03..1999-06-03', 'in May of two thousand and four 2004-05..2004-05'], why: 'years as they are spoken' },
  { text: 'In two thousand homes it fell.', found: [], why: 'a number like others' },
  { text: 'It fell on 2011/08/12, 12-Aug-2012 and MAY 5, 2014.', found: ['2011/08/12 2011-08-12..2011-08-12', '12-Aug-2012 2012-08-12..2012-08-12', 'MAY 5, 2014 2014-05-05..2014-05-05'], why: 'as forms have them' },
  { text: 'It fell on the first Friday of June and the last Monday in July 2014.', found: ['on the first Friday of June 2015-06-05..2015-06-05', 'the last Monday in July 2014 2014-07-28..2014-07-28'], why: 'a counted weekday' },
  { text: 'It was the third Sunday of protests.', found: [], why: 'not counted in a month' },
  { text: 'It fell on Friday the 5th, not on Friday the 6th.', found: ['on Friday the 5th 2015-06-05..2015-06-05'], why: 'the last day of that name and number, or none' },
  { text: 'It will open on Tuesday next week.', found: ['on Tuesday next week 2015-06-23..2015-06-23'], why: 'a day of another week' },
  { text: 'He’ll leave this Friday.', found: ['this Friday 2015-06-19..2015-06-19'], why: 'this week, ahead' },
  { text: 'It fell the day before yesterday, and on the 20th of last month.', found: ['the day before yesterday 2015-06-15..2015-06-15', 'on the 20th of last month 2015-05-20..2015-05-20'], why: 'counted from a day that has a name' },
  { text: 'It fell two years, one month and 21 days ago.', found: ['two years, one month and 21 days ago 2013-04-26..2013-04-26'], why: 'counted back in three units' },
  { text: 'It fell 1 month and 21 days ago.', found: ['1 month and 21 days ago 2015-04-26..2015-04-26'], why: 'counted back in two units' },
  { text: 'It lasted from Oct. 2 to October 22, 2014 and between May 2011 and June 2012.', found: ['from Oct. 2 to October 22, 2014 2014-10-02..2014-10-22', 'between May 2011 and June 2012 2011-05..2012-06'], why: 'two dates that are the ends of one stretch' },
  { text: 'It was moved from May 5, 2014 to May 9, 2014.', found: ['from May 5, 2014 2014-05-05..2014-05-05', 'May 9, 2014 2014-05-09..2014-05-09'], why: 'two days and none between' },
  { text: 'It ran in the second half of 2008 and the third quarter of 2009.', found: ['in the second half of 2008 2008-07..2008-12', 'the third quarter of 2009 2009-07..2009-09'], why: 'parts of a year' },
  { text: 'Its profit fell in the third quarter of 2009.', found: ['in the third quarter of 2009 2009..2009'], why: 'of accounts only the year is known' },
  { text: 'It fell in the week of May 4 and on Feb 29.', found: ['in the week of May 4 2015-05-04..2015-05-10', 'on Feb 29 2016-02-29..2016-02-29'], why: 'a week by its day, and a day of leap years' },
  { text: 'It fell on New Year’s Eve, and on Christmas Day 2011.', found: ['on New Year’s Eve 2014-12-31..2014-12-31', 'on Christmas Day 2011 2011-12-25..2011-12-25'], why: 'days with names' },
  { text: 'On Orthodox Christmas Day he gave a Christmas Day speech.', found: [], why: 'on another day, and no day' },
  { text: 'It began in the 1970’s and the ’80s.', found: ['in the 1970’s 1970..1979', 'the ’80s 1980..1989'], why: 'decades with an apostrophe' },
  { text: 'It struck at 10:30 CET, not at 10:30 CST.', found: ['at 10:30 CET 2015-06-17T10:30+01:00..2015-06-17T10:30+01:00', 'at 10:30 CST 2015-06-17T10:30..2015-06-17T10:30'], why: 'a zone, and letters of several zones' },
  { text: 'It struck at 8 p.m. Xinjiang time or 15:00 UTC+1.', found: ['at 8 p.m. Xinjiang time 2015-06-17T20:00+06:00..2015-06-17T20:00+06:00', '15:00 UTC+1 2015-06-17T15:00+01:00..2015-06-17T15:00+01:00'], why: 'a clock of a place, and an offset' },
  { text: 'It struck at 8 a.m. Moscow time on 5 May 2013.', found: ['at 8 a.m. Moscow time 2013-05-05T08:00+04:00..2013-05-05T08:00+04:00', 'on 5 May 2013 2013-05-05..2013-05-05'], why: 'as it was on that day' },
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
