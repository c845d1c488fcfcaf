import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidAs } from './said.ts';

const CASES = [
  { text: '"We had no choice," said Ann Archer.', found: [['We had no choice', 'Ann Archer']], why: 'straight marks, speaker behind' },
  { text: 'Ann Archer said: “We had no choice.”', found: [['We had no choice.', 'Ann Archer']], why: 'curly marks, speaker in front' },
  { text: '“We had no choice,” Ann Archer, head of the union, told reporters.', found: [['We had no choice', 'Ann Archer']], why: 'an apposition before the verb' },
  { text: '‘We had no choice,’ the mayor’s office said.', found: [['We had no choice', 'the mayor’s office']], why: 'single marks beside apostrophes' },
  { text: "'The workers' rights were ignored,' said Ann Archer.", found: [["The workers' rights were ignored", 'Ann Archer']], why: 'a genitive does not close' },
  { text: '«We had no choice», the mayor said.', found: [['We had no choice', 'the mayor']], why: 'guillemets' },
  { text: '„We had no choice“, the mayor said.', found: [['We had no choice', 'the mayor']], why: 'German marks' },
  { text: '"We had no choice.\nNobody had one," she wrote.', found: [['We had no choice.\nNobody had one', undefined]], why: 'across a line break, by nobody known' },
  { text: 'Ann Archer spoke. "We had no choice," Archer said.\n"There was no time."', found: [['We had no choice', 'Ann Archer'], ['There was no time.', 'Ann Archer']], why: 'a line of its own goes on' },
  { text: 'Ann Archer said "it was too late". "We had no choice," she said.', found: [['it was too late', 'Ann Archer'], ['We had no choice', 'Ann Archer']], why: 'she is who spoke last' },
  { text: 'Ann Archer said: “We had no choice.\n\n“We had no time.”', found: [['We had no choice.', 'Ann Archer'], ['We had no time.', 'Ann Archer']], why: 'a mark opens every paragraph' },
  { text: '"We had no choice," Ann Archer said, "and no time."', found: [['We had no choice', 'Ann Archer'], ['and no time.', 'Ann Archer']], why: 'one speaker between two halves' },
  { text: 'He told them that" a fine is one thing, prison another. "', found: [['a fine is one thing, prison another.', undefined]], why: 'marks typed the wrong way round' },
  { text: 'Ann Archer said "we will not yield to them". She said again they would "not yield" at all.', found: [['we will not yield to them', 'Ann Archer'], ['not yield', 'Ann Archer']], why: 'two words of a longer quotation' },
  { text: 'The "so-called" plan, a "great success", went on.', found: [], why: 'fewer than three words' },
  { text: 'She read "The Return of the King" twice.', found: [], why: 'the name of a work' },
  { text: 'He said "we had no choice and left it there.', found: [], why: 'a mark that nobody closes' },
  { text: "The rock 'n' roll of the '90s isn't dead, it's the players' game.", found: [], why: 'apostrophes' },
  { text: 'He is 6\' 5" tall and 12" wide, said the coach.', found: [], why: 'marks of measure' },
  { text: '"We had no choice," the minister was quoted as saying by AFP.', found: [['We had no choice', 'the minister']], why: 'quoted by another' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`quotations of ${JSON.stringify(text)}: ${why}`, () => {
    assert.deepEqual(
      saidAs('quotation', text).map(({ value }) => [value.words, value.speaker]),
      found,
    );
  });
}

test('a speaker is given in the fullest form of the text, a credit in the words where it stands', () => {
  const text = 'Prime Minister Ann Archer resigned.\n“We had no choice,” Ms Archer told the Daily Echo.';
  const [quotation] = saidAs('quotation', text);
  assert.equal(quotation?.value.speaker, 'Ann Archer');
  assert.deepEqual(quotation.by, ['Ms Archer', 'the Daily Echo']);
});
