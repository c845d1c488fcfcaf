import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { assert as assertProperty, constantFrom, oneof, property, string } from '../properties.ts';
import { searchFiles } from '../../src/publishing/site-search.ts';
import { stringsIn } from '../../src/publishing/strings-in.ts';
import { stemOf } from '../../src/search/fold.ts';
import { tokensOf, type Token } from '../../src/search/tokens.ts';
import { madePublication, manyPages } from '../web/made-publication.ts';

interface Loaded {
  tokensOf(text: string): readonly Token[];
  stemOf(word: string): string;
  readonly held: ReadonlyMap<string, unknown>;
}

type Words = readonly (readonly [string, readonly number[]])[];

/** The files as a browser runs them. */
function loaded(files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>): Loaded {
  const context = createContext({});
  for (const { bytes } of files) runInContext(Buffer.from(bytes).toString(), context);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the scripts define
  return (context as { touchstone: Loaded }).touchstone;
}

const browser = loaded(searchFiles(madePublication()));

test('a browser cuts and folds words as the index of a case does', () => {
  const samples = [
    'Déjà-vu’s 1995年出生，於漢語裏的著作',
    'ئۇيغۇر كىتابى ٣٤',
    '㈠薴 𠮷野家 ﷺ',
    'resettled villages’ registers',
    '',
  ];
  const unit = oneof(string({ unit: 'binary' }), string(), constantFrom(...samples));
  const plain = (tokens: readonly Token[]): unknown =>
    tokens.map(({ exact, start, end, syllabic }) => [exact, start, end, syllabic]);
  assertProperty(
    property(unit, (text) => {
      assert.equal(JSON.stringify(plain(browser.tokensOf(text))), JSON.stringify(plain(tokensOf(text))));
    }),
  );
  for (const text of samples) {
    assert.equal(JSON.stringify(plain(browser.tokensOf(text))), JSON.stringify(plain(tokensOf(text))), text);
    for (const { exact } of tokensOf(text)) assert.equal(browser.stemOf(exact), stemOf(exact));
  }
});

test('the index has each word of each page, as often as it stands there, in the order of words', () => {
  const publication = manyPages(300);
  const { held } = loaded(searchFiles(publication));
  const index = held.get('index') as { pages: number; words: readonly string[]; texts: readonly number[] };
  assert.equal(index.pages, 300);
  const found = new Map<string, ReadonlyMap<number, number>>();
  const inOrder: string[] = [];
  for (const [piece, first] of index.words.entries()) {
    const items = held.get(`w/${piece}`) as Words;
    assert.equal(items[0]?.[0], first);
    for (const [word, [count, ...codes]] of items) {
      inOrder.push(word);
      let page = 0;
      const pages = new Map(codes.map((code) => [(page += Math.floor(code / 4)), (code % 4) + 1]));
      assert.equal(pages.size, count, word);
      found.set(word, pages);
    }
  }
  assert.deepEqual(inOrder, inOrder.toSorted());
  const [document] = publication.documents;
  for (const [number, { content }] of document?.pages.entries() ?? []) {
    const words = new Map<string, number>();
    for (const { exact } of tokensOf(content.text)) words.set(exact, (words.get(exact) ?? 0) + 1);
    for (const [word, times] of words) {
      // The title of a document counts on its first page.
      if (number > 0) assert.equal(found.get(word)?.get(number), Math.min(times, 4), `${word} on page ${number}`);
    }
  }
  assert.deepEqual([...(found.get('523') ?? [])], []);
  assert.equal(found.get('299')?.get(298), 4);
});

test('each page is found in the piece of texts that the index names', () => {
  const publication = manyPages(300);
  const { held } = loaded(searchFiles(publication));
  const { texts } = held.get('index') as { texts: readonly number[] };
  const starts = texts.slice(1);
  assert.ok(starts.length > 3, 'texts are cut');
  for (const page of [0, 1, 150, 299]) {
    const piece = starts.findLastIndex((start) => start <= page);
    const items = held.get(`t/${piece}`) as readonly { text: string; number: readonly number[] }[];
    const item = items[page - (starts[piece] ?? 0)];
    assert.match(item?.text ?? '', new RegExp(`^Page ${page + 1} begins`));
    assert.equal(JSON.stringify(item?.number), JSON.stringify([1, page + 1]));
  }
});

test('the same publication gives the same bytes, whose words a search for withheld ones meets one by one', () => {
  const twice = [1, 2].map(() =>
    Array.from(searchFiles(manyPages(40)), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
  );
  assert.deepEqual(twice[0], twice[1]);
  for (const [path = '', text = ''] of twice[0] ?? []) {
    const strings = stringsIn(`data/${path}`, Buffer.from(text));
    if (path.includes('/w/')) {
      assert.ok(strings.includes('village'), path);
      for (const said of strings) assert.doesNotMatch(said, /\s/, 'words of the index do not stand beside each other');
    }
    if (path.includes('/t/'))
      assert.ok(
        strings.some((said) => said.includes('begins.\n\nThe register')),
        path,
      );
  }
});

test('a withheld name that is a word of a program stops nothing, and is found where the index has it', () => {
  for (const path of ['data/assets/citation.js', 'data/assets/look.css', 'data/search/fold.js', 'data/verify.mjs']) {
    assert.deepEqual(stringsIn(path, Buffer.from('mark')), [], path);
  }
  assert.deepEqual(stringsIn('data/search/w/0.js', Buffer.from('touchstone.take("w/0",[\n["mark",[1,4]]\n]);\n')), [
    'mark',
  ]);
  assert.deepEqual(stringsIn('data/search/more.js', Buffer.from('mark')), ['mark'], 'a file that is no piece');
});
