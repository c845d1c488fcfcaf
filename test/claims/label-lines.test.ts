import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidAs } from './said.ts';

const TABLE = [
  {
    text: 'Barges lost 4\nCrew members missing none\nHouses flooded 1,300',
    found: ['Barges lost 4 = 4 barges', 'Crew members missing none = 0 people', 'Houses flooded 1,300 = 1300 houses'],
    why: 'a table without its rules',
  },
  { text: 'Injured: 40\nDeaths: 12', found: ['Injured: 40 = 40 people', 'Deaths: 12 = 12 people'], why: 'colons' },
  { text: 'Page 3\nChapter 4', found: [], why: 'numbers of pages' },
  { text: 'Barges 4\n\nThe river rose.', found: [], why: 'one line is a heading' },
  { text: 'Upper weir 40\nLower weir 12', found: [], why: 'labels that count nothing' },
];
for (const { text, found, why } of TABLE) {
  test(`lines ${JSON.stringify(text)}: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text).map(({ words, value }) => `${words} = ${value.lo} ${value.unit}`),
      found,
    );
  });
}
