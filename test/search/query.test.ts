import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseQuery, parseQuestion, soughtTerms, type QueryNode } from '../../src/search/query.ts';

/** Stems bare, exact tokens in quotes, beginnings with a star. */
function shown(node: QueryNode | undefined): string {
  if (node === undefined) return '';
  if (node.kind === 'not') return `NOT ${shown(node.child)}`;
  if (node.kind !== 'term') return `(${node.children.map(shown).join(` ${node.kind.toUpperCase()} `)})`;
  const tokens = node.term.tokens.join(' ');
  return { stem: tokens, exact: `"${tokens}"`, prefix: `"${tokens}"*` }[node.term.manner];
}

const CASES = [
  { query: 'running dogs', tree: '(run AND dog)', why: 'words must all match' },
  { query: 'a OR b c', tree: '(a OR (b AND c))', why: 'and binds tighter than or' },
  { query: 'a AND b', tree: '(a AND b)', why: 'and may be said' },
  { query: 'a NOT b', tree: '(a AND NOT b)', why: 'not' },
  { query: 'NOT NOT a', tree: 'NOT NOT a', why: 'not twice' },
  { query: '-a b', tree: '(NOT a AND b)', why: 'a hyphen before a word' },
  { query: 'a -"b c" -(d OR e)', tree: '(a AND NOT "b c" AND NOT (d OR e))', why: 'before anything' },
  { query: 'a - b', tree: '(a AND b)', why: 'a dash on its own is no operator' },
  { query: 'dogs dog DOGS', tree: 'dog', why: 'said twice is said once' },
  { query: 'state-owned', tree: '"state owned"', why: 'a hyphen inside a word' },
  { query: '"running dogs"', tree: '"running dogs"', why: 'quotes keep the forms' },
  { query: '“running dogs”', tree: '"running dogs"', why: 'as pasted from a word processor' },
  { query: 'or and not', tree: '(or AND and AND not)', why: 'operators are capitals' },
  { query: 'dict*', tree: '"dict"*', why: 'a beginning' },
  { query: '莎', tree: '"莎"*', why: 'one character begins its pairs' },
  { query: '莎车', tree: '"莎车"', why: 'two are a pair' },
  { query: '乌鲁木齐', tree: '"乌鲁 鲁木 木齐"', why: 'more are a phrase of pairs' },
  { query: '1995年', tree: '"1995 年"*', why: 'the last character may have a successor' },
  { query: '年10月3日前', tree: '"年 10 月 3 日前"', why: 'one between digits may not' },
  { query: 'a & b', tree: '(a AND b)', why: 'punctuation alone is nothing' },
  { query: '"" a', tree: 'a', why: 'an empty phrase neither' },
  { query: 'a\u0000b\tc', tree: '(a AND b AND c)', why: 'control characters part words' },
  { query: '(a', tree: 'a', notice: 'read-literally', why: 'an open parenthesis' },
  { query: 'a)', tree: 'a', notice: 'read-literally', why: 'a closed one' },
  { query: '"a b', tree: '(a AND b)', notice: 'read-literally', why: 'an open quote' },
  { query: 'a OR', tree: '(a AND or)', notice: 'read-literally', why: 'nothing after OR' },
  { query: 'AND', tree: 'and', notice: 'read-literally', why: 'an operator alone is a word' },
  { query: 'a OR OR b', tree: '(a AND or AND b)', notice: 'read-literally', why: 'two operators' },
  { query: 'a*b', tree: '"a b"', notice: 'read-literally', why: 'a star inside a word' },
  { query: '*', tree: '', notice: 'empty', why: 'a star alone' },
  { query: '()', tree: '', notice: 'empty', why: 'nothing in parentheses' },
  { query: '', tree: '', notice: 'empty', why: 'nothing' },
  { query: '!?', tree: '', notice: 'empty', why: 'punctuation' },
  {
    query: `${'('.repeat(60)}a${')'.repeat(60)}`,
    tree: 'a',
    notice: 'read-literally',
    why: 'deeper than anyone means',
  },
  { query: 'a'.repeat(10_001), tree: '', notice: 'too-long', why: 'longer than anyone means' },
];
for (const { query, tree, notice, why } of CASES) {
  test(`${JSON.stringify(query.slice(0, 30))} is ${tree || 'nothing'}: ${why}`, () => {
    const parsed = parseQuery(query);
    assert.equal(shown(parsed.tree), tree);
    assert.equal(parsed.notice, notice);
  });
}

test('a question is any of its words, each once, without the half pairs', () => {
  assert.equal(shown(parseQuestion('Who runs? 谁 run 公司的').tree), '(who OR run OR "谁"* OR "公司" OR "司的")');
  assert.equal(parseQuestion(' ').notice, 'empty');
});

test('what is sought is what is not under a NOT, each once', () => {
  const { tree } = parseQuery('a b -c (d OR -e) running "running" runs');
  assert.deepEqual(
    soughtTerms(tree!).map(({ text }) => text),
    ['a', 'b', 'd', 'runs', 'running'],
  );
});

test('no query fails, and every one has a tree or says why not', () => {
  const piece = fc.oneof(
    fc.constantFrom('"', '(', ')', '-', '*', ' OR ', ' AND ', ' NOT ', 'a', ' ', '莎', '“', '\u0000'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { tree, notice } = parseQuery(pieces.join(''));
      assert.equal(tree === undefined, notice === 'empty' || notice === 'too-long');
    }),
    { numRuns: 2000 },
  );
});
