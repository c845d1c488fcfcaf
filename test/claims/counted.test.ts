import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profileText } from '../../src/claims/align/profile.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';

/** Of each figure of a text its words, its role and its head. Everything in the texts is invented. */
function countedIn(
  text: string,
): readonly (readonly [words: string, role: string | undefined, head: string | undefined])[] {
  const statements = findStatements({
    text,
    published: '2031-05-04',
    passages: [{ start: 0, end: text.length, language: 'en' }],
  })
    .filter(({ value }) => value.kind === 'figure')
    .map((statement, index) => ({ ...statement, id: `s${index}`, document: 'd' }));
  return profileText({ id: 'd', text, published: '2031-05-04' }, statements).statements.map(
    ({ statement, role, head }) => [text.slice(statement.start, statement.end), role, head] as const,
  );
}

const CASES: readonly {
  readonly why: string;
  readonly text: string;
  readonly counted: readonly (readonly [words: string, role: string | undefined, head: string | undefined])[];
}[] = [
  {
    why: 'villages are no villagers, though their stems are one',
    text: 'The flood damaged seven villages in Halvik.',
    counted: [['seven villages', undefined, 'village']],
  },
  {
    why: 'minorities are no minors',
    text: 'The order covers 300 minorities of the coast.',
    counted: [['300 minorities', undefined, 'minority']],
  },
  {
    why: 'who was attacked was not arrested',
    text: 'He said that one person had been attacked. One person had been arrested.',
    counted: [
      ['one person', 'attacked', 'person'],
      ['One person', 'arrested', 'person'],
    ],
  },
  {
    why: 'lives that were cost are deaths',
    text: 'The fire cost the lives of 31 people.',
    counted: [['31 people', 'dead', 'person']],
  },
  {
    why: 'lives that are lived are none',
    text: 'The woman, who lives with 12 people, left.',
    counted: [['12 people', 'inhabit', 'person']],
  },
  {
    why: 'shots fired are not those that hit',
    text: 'The guards fired eleven shots. The driver was hit by four bullets.',
    counted: [
      ['eleven shots', undefined, 'shot fired'],
      ['four bullets', undefined, 'shot hit'],
    ],
  },
  {
    why: 'how often somebody was shot counts hits, how often somebody was arrested does not',
    text: 'He was shot seven times. He had been arrested three times.',
    counted: [
      ['seven times', undefined, 'shot hit'],
      ['three times', undefined, 'time'],
    ],
  },
  {
    why: 'a crowd that somebody puts at a number, however far behind',
    text: 'Police put the march, to mark a strike of one day in Ormsa, at 3,000 people.',
    counted: [['3,000 people', 'crowd', 'person']],
  },
  {
    why: 'a hospital that has received people treats them',
    text: 'The clinic has received 50 people since the morning.',
    counted: [['50 people', 'treated', 'person']],
  },
  {
    why: 'a number alone counts what the one before it counts',
    text: 'Police said 3,000 people marched. The union said 9,000.',
    counted: [
      ['3,000 people', 'crowd', 'person'],
      ['9,000', 'crowd', 'person'],
    ],
  },
  {
    why: 'but not what a paragraph before it counts',
    text: 'Police said 3,000 people marched.\n\nThe number of people was 9,000.',
    counted: [
      ['3,000 people', 'crowd', 'person'],
      ['9,000', undefined, 'person'],
    ],
  },
];

describe('what a figure counts', () => {
  for (const { why, text, counted } of CASES) {
    it(why, () => assert.deepEqual(countedIn(text), counted));
  }
});
