import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { soughtTerms, type QueryNode, type Term } from '../../src/search/query-tree.ts';
import { parseQuery, parseQuestion } from '../../src/search/query.ts';

/** Stems bare, exact tokens in quotes, beginnings with a star, what may be misspelled with a tilde. */
function shown(node: QueryNode | undefined): string {
  if (node === undefined) return '';
  switch (node.kind) {
    case 'not':
      return `NOT ${shown(node.child)}`;
    case 'term':
      return shownTerm(node.term);
    case 'near':
      return `near(${node.terms.map(shownTerm).join(' ')} ${node.within})`;
    case 'pattern':
      if (node.pattern.verbatim !== undefined) return `verbatim[${node.pattern.verbatim}]`;
      return `/${node.pattern.source}/${node.pattern.ignoreCase ? 'i' : ''}`;
    case 'filter': {
      const { text: _, field, ...asked } = node.filter;
      return `${field}[${Object.values(asked).flat().join(' ')}]`;
    }
    case 'and':
    case 'or':
      return `(${node.children.map(shown).join(` ${node.kind.toUpperCase()} `)})`;
  }
}

function shownTerm({ manner, tokens }: Term): string {
  const words = tokens.join(' ');
  return { stem: words, exact: `"${words}"`, prefix: `"${words}"*`, similar: `${words}~` }[manner];
}

const CASES: readonly { query: string; tree: string; notice?: string; at?: number; why: string }[] = [
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
  { query: '(a', tree: 'a', notice: 'read-literally', at: 0, why: 'an open parenthesis' },
  { query: 'a)', tree: 'a', notice: 'read-literally', at: 1, why: 'a closed one' },
  { query: '"a b', tree: '(a AND b)', notice: 'read-literally', why: 'an open quote' },
  { query: 'a OR', tree: '(a AND or)', notice: 'read-literally', why: 'nothing after OR' },
  { query: 'AND', tree: 'and', notice: 'read-literally', why: 'an operator alone is a word' },
  { query: 'a OR OR b', tree: '(a AND or AND b)', notice: 'read-literally', why: 'two operators' },
  { query: 'a*b', tree: '"a b"', notice: 'read-literally', why: 'a star inside a word' },
  { query: 'orgen~', tree: 'orgen~', why: 'may be misspelled' },
  { query: 'Orgén~1', tree: 'orgen~', why: 'a tilde may say how many edits' },
  { query: 'ab~', tree: 'ab', notice: 'read-literally', at: 0, why: 'two letters are too few' },
  { query: 'x 莎车~', tree: '(x AND "莎车")', notice: 'read-literally', at: 2, why: 'characters are not letters' },
  { query: 'state-owned~', tree: '"state owned"', notice: 'read-literally', at: 0, why: 'one word alone' },
  { query: 'word~2', tree: '"word 2"', why: 'two edits are not known' },
  { query: '"a b"~3', tree: 'near("a" "b" 3)', why: 'near' },
  { query: '"a b"~', tree: 'near("a" "b" 10)', why: 'near, as far as is usual' },
  { query: '"王勇智 在 a"~3', tree: 'near("王勇 勇智" "在"* "a" 3)', why: 'near with runs' },
  { query: '"a a"~3', tree: '"a"', why: 'the same twice is one word' },
  { query: '-"a b"~3', tree: 'NOT near("a" "b" 3)', why: 'not near' },
  { query: '="café"', tree: '("cafe" AND verbatim[café])', why: 'letters and accents as typed' },
  { query: 'x ="a b" c', tree: '(x AND ("a b" AND verbatim[a b]) AND c)', why: 'among other words' },
  { query: 'x=1 =y', tree: '("x 1" AND y)', why: 'an equals sign without quotes is a sign like others' },
  { query: '="a', tree: 'a', notice: 'read-literally', why: 'half a pair of quotes' },
  { query: 'tag:secret', tree: 'tag[secret false]', why: 'a keyword' },
  { query: '/a.b/ c', tree: '(/a.b/ AND c)', why: 'a pattern' },
  { query: '/a b(c|"d")/i', tree: '/a b(c|"d")/i', why: 'spaces, parentheses and quotes belong to it' },
  { query: String.raw`/a\/b/`, tree: String.raw`/a\/b/`, why: 'and what is escaped' },
  { query: '/home/user', tree: '"home user"', why: 'a path is no pattern' },
  { query: '1/2/3', tree: '"1 2 3"', why: 'nor is a date' },
  { query: 'x /a(b/', tree: '(x AND (a AND b))', notice: 'read-literally', at: 2, why: 'nor what does not compile' },
  { query: 'lang:zh', tree: 'lang[zh]', why: 'a field' },
  { query: 'LANG:ZH-Hans', tree: 'lang[zh-hans]', why: 'a field in capitals' },
  { query: '-lang:zh a', tree: '(NOT lang[zh] AND a)', why: 'not of a field' },
  { query: 'a OR (type:pdf b)', tree: '(a OR (type[pdf] AND b))', why: 'fields within parentheses' },
  { query: 'from:"Wang Yong"', tree: 'from[wang yong false]', why: 'a value in quotes' },
  { query: 'from:王勇智', tree: 'from[王勇 勇智 false]', why: 'a value in Han' },
  { query: 'path:a/b', tree: 'path[a b true]', why: 'a path may go on' },
  { query: 'page:3..9', tree: 'page[3 9]', why: 'a range' },
  { query: 'conf:<70', tree: 'conf[-Infinity 69]', why: 'less than' },
  { query: 'page:>=3', tree: 'page[3 Infinity]', why: 'from a number on' },
  { query: 'date:1970', tree: 'date[0 31535999999]', why: 'a year' },
  { query: 'date:1970..1970-01', tree: 'date[0 2678399999]', why: 'from a year to a month' },
  { query: 'date:2017-02-30', tree: '"date 2017 02 30"', notice: 'read-literally', at: 0, why: 'no such day' },
  { query: 'page:9..3', tree: '"page 9 3"', notice: 'read-literally', at: 0, why: 'a range that runs backwards' },
  { query: 'page:..', tree: 'page', notice: 'read-literally', at: 0, why: 'a range without ends' },
  { query: 'has:wings', tree: '"has wings"', notice: 'read-literally', at: 0, why: 'nothing that is known' },
  { query: 'a lnag:zh', tree: '(a AND "lnag zh")', notice: 'read-literally', at: 2, why: 'no such field' },
  { query: 'https://a.b/c', tree: '"https a b c"', why: 'an address is a word' },
  { query: '12:30', tree: '"12 30"', why: 'a time of day, too' },
  { query: 'lang: zh', tree: '(lang AND zh)', why: 'a colon and a space are punctuation' },
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
for (const { query, tree, notice, at, why } of CASES) {
  test(`${JSON.stringify(query.slice(0, 30))} is ${tree || 'nothing'}: ${why}`, () => {
    const parsed = parseQuery(query);
    assert.equal(shown(parsed.tree), tree);
    assert.equal(parsed.notice, notice);
    if (at !== undefined) assert.equal(parsed.at, at);
  });
}

for (const { query, why } of [
  { query: 'a "b', why: 'quote' },
  { query: '(a', why: 'parenthesis' },
  { query: 'a)', why: 'parenthesis' },
  { query: 'a OR', why: 'operator' },
  { query: 'OR a', why: 'operator' },
  { query: 'a AND OR b', why: 'operator' },
  { query: 'colour:red', why: 'field' },
  { query: 'date:soon', why: 'value' },
  { query: '/(a/', why: 'pattern' },
  { query: 'a*b', why: 'star' },
  { query: 'ab~', why: 'similar' },
  { query: 'plain words', why: undefined },
]) {
  test(`what made no sense in ${query} is said: ${why ?? 'nothing'}`, () => {
    assert.equal(parseQuery(query).why, why);
  });
}

test('a question is any of its words, each once, without the half pairs', () => {
  assert.equal(shown(parseQuestion('Who runs? 谁 run 公司的').tree), '(who OR run OR "谁"* OR "公司" OR "司的")');
  assert.equal(parseQuestion(' ').notice, 'empty');
});

test('of a query of too many different words the first are searched', () => {
  const { tree, notice } = parseQuery(Array.from({ length: 300 }, (_, i) => `w${i}`).join(' OR '));
  assert.equal(notice, 'too-long');
  assert.equal(soughtTerms(tree!).length, 256);
});

test('of a query of a megabyte the first words are searched, and none of them is cut', () => {
  const { tree, notice } = parseQuery('abcdefg '.repeat(131_072));
  assert.equal(shown(tree), 'abcdefg');
  assert.equal(notice, 'too-long');
});

for (const piece of [
  '"',
  '(',
  ')',
  '-',
  'NOT ',
  'a OR ',
  '/(a+)+$/ ',
  'date:',
  '"a b"~',
  '\u0000',
  '\ud800',
  '𠮷',
  '="',
]) {
  test(`${JSON.stringify(piece)} again and again, a megabyte and ten thousand characters of it, is answered soon`, () => {
    for (const length of [1_000_000, 9_990]) {
      const begun = performance.now();
      parseQuery(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
      // What grew with the square of the length would take minutes.
      assert.ok(performance.now() - begun < 5_000);
    }
  });
}

test('what is sought is what is not under a NOT, each once', () => {
  const { tree } = parseQuery('a b -c (d OR -e) running "running" runs');
  assert.deepEqual(
    soughtTerms(tree!).map(({ text }) => text),
    ['a', 'b', 'd', 'runs', 'running'],
  );
});

test('no query fails, and every one has a tree or says why not', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '(',
      ')',
      '-',
      '*',
      '~',
      '~3',
      '/',
      'lang:',
      'date:',
      '..',
      '<',
      'page:7',
      ' OR ',
      ' AND ',
      ' NOT ',
      'a',
      ' ',
      '莎',
      '“',
      '\u0000',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const query = pieces.join('');
      const { tree, notice, at, why } = parseQuery(query);
      assert.equal(tree === undefined, notice === 'empty' || notice === 'too-long');
      // What is read otherwise than it looks has its place and its reason.
      assert.equal(notice === 'read-literally', at !== undefined && why !== undefined);
      assert.ok((at ?? 0) <= query.length);
    }),
    { numRuns: 2000 },
  );
});
