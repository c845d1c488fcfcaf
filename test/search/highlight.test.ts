import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { Finder, merged, snippetOf } from '../../src/search/highlight.ts';
import { soughtTerms } from '../../src/search/query-tree.ts';
import { parseQuery } from '../../src/search/query.ts';
import { tokensOf } from '../../src/search/tokens.ts';

function marked(query: string, text: string): string {
  const { tree } = parseQuery(query);
  const marks = merged(new Finder(soughtTerms(tree!)).find(text));
  return marks.toReversed().reduce((shown, { start, end }) => {
    return `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`;
  }, text);
}

const CASES = [
  { query: 'running', text: 'He runs, ran, runner.', marked: 'He [runs], ran, runner.', why: 'other forms' },
  { query: '"runs"', text: 'He runs, running.', marked: 'He [runs], running.', why: 'the form alone' },
  { query: '王勇', text: '王勇智说王勇。', marked: '[王勇]智说[王勇]。', why: 'part of a run' },
  { query: '智', text: '王勇智，智者', marked: '王勇[智]，[智]者', why: 'one character is one mark wide' },
  { query: '王勇智', text: '王勇智說', marked: '[王勇智]說', why: 'the pairs run together' },
  { query: '莎车县', text: '在莎車縣城', marked: '在[莎車縣]城', why: 'offsets are those of the original' },
  { query: '1995年', text: '生于1995年十月', marked: '生于[1995年]十月', why: 'digits and one character' },
  { query: '𠮷', text: '𠮷野', marked: '[𠮷]野', why: 'a character of two code units is not cut' },
  {
    query: 'urumqi',
    text: 'U\u0308ru\u0308mqi’s',
    marked: '[U\u0308ru\u0308mqi’s]',
    why: 'the whole word as it stands',
  },
  { query: 'dict*', text: 'dictatorship, dicta', marked: '[dictatorship], [dicta]', why: 'a beginning marks the word' },
  { query: 'a -b', text: 'a b', marked: '[a] b', why: 'what is not wanted is not marked' },
  { query: '"of the"', text: 'of of the the', marked: 'of [of the] the', why: 'a phrase that nearly begins before' },
];
for (const { query, text, marked: expected, why } of CASES) {
  test(`${query} in ${text}: ${why}`, () => assert.equal(marked(query, text), expected));
}

test('any Han substring is marked exactly where it stands', () => {
  const character = fc.constantFrom('莎', '車', '王', '勇', '智', '𠮷', '𠀀', '後');
  fc.assert(
    fc.property(fc.array(character, { minLength: 2, maxLength: 12 }), fc.nat(), fc.nat(), (characters, from, more) => {
      const text = `a${characters.join('')}。`;
      const start = from % (characters.length - 1);
      const sought = characters.slice(start, start + 2 + (more % (characters.length - start - 1))).join('');
      const spans: { start: number; end: number }[] = [];
      for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
        spans.push({ start: at, end: at + sought.length });
      }
      const { tree } = parseQuery(sought);
      assert.deepEqual(merged(new Finder(soughtTerms(tree!)).find(text)), merged(spans));
    }),
  );
});

test('a snippet is about 240 characters around the first mark, cut between words, its marks in place', () => {
  const text = `${'before and '.repeat(40)}\n新疆 needle ${'after it '.repeat(60)}needle`;
  const tokens = tokensOf(text);
  const { tree } = parseQuery('needle');
  const snippet = snippetOf(text, merged(new Finder(soughtTerms(tree!)).find(text, tokens)), tokens);
  assert.ok(snippet.text.length <= 240 && snippet.text.length > 200);
  assert.match(snippet.text, /^(before|and) .*新疆 needle .*(after|it)$/);
  assert.deepEqual(
    snippet.marks.map(({ start, end }) => snippet.text.slice(start, end)),
    ['needle'],
  );
});

test('a snippet without a mark is the beginning of the text', () => {
  const text = 'word '.repeat(100);
  assert.equal(snippetOf(text, [], tokensOf(text)).text.startsWith('word word'), true);
});

test('a snippet never cuts a character in two, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 }), fc.nat(300), (text, at) => {
      const tokens = tokensOf(text);
      const token = tokens[at % Math.max(1, tokens.length)];
      const marks = token === undefined ? [] : [{ start: token.start, end: token.end }];
      assert.ok(snippetOf(text, marks, tokens).text.isWellFormed());
    }),
  );
});
