import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meaningOfChinese, meaningOfUyghur } from '../../src/claims/align/meanings.ts';
import { soundsOf } from '../../src/claims/align/sounds.ts';
import { wordsOf } from '../../src/claims/align/words.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { heardAs } from '../../src/claims/lineage/heard.ts';

interface Given extends Omit<ClaimDocument, 'id'> {
  readonly id: string;
  readonly language: string;
}

/** Invented texts with what is found in them, lined up. */
function linedUp(given: readonly Given[]) {
  const statements = given.flatMap(({ id, text, language, published }) =>
    findStatements({
      text,
      passages: [{ start: 0, end: text.length, language }],
      ...(published === undefined ? {} : { published }),
    }).map((statement, index) => ({ ...statement, id: `${id} ${index}`, document: id })),
  );
  const { claims, lineage } = claimsOf(given, statements);
  const of = new Map(statements.map((statement) => [statement.id, statement]));
  /** The claims that hold a figure, each with its documents. */
  const withFigure = (...values: readonly number[]) =>
    claims.filter(({ statements: ids }) =>
      ids.some((id) => {
        const value = of.get(id)?.value;
        return value?.kind === 'figure' && values.includes(value.lo);
      }),
    );
  return { claims, lineage, withFigure };
}

const SARYKOL: readonly Given[] = [
  {
    id: 'english',
    language: 'en',
    outlet: 'The Upland Post',
    published: '2031-09-04',
    text: 'Herders of Sarykol are moved for a mine\n\nBy Monday 1,286 people had been moved out of the villages of Sarykol, the county said. The Bashtan road stays closed.',
  },
  {
    id: 'chinese',
    language: 'zh-Hans',
    outlet: '巴什坦日报',
    published: '2031-09-03',
    text: '萨雷科尔搬迁收尾\n\n截至9月1日，萨雷科尔各村已搬迁1,286人，迁出的居民住进新房。巴什坦的公路仍未开放。',
  },
  {
    id: 'uyghur',
    language: 'ug-Arab',
    published: '2031-09-03',
    text: 'سارىقول جىلغىسىدىكى كەنتلەردىن 1,286 ئادەم كۆچۈپ بولدى. باشتان ناھىيىسىنىڭ يولى تاقالدى.',
  },
];

describe('what texts in three languages say of one thing', () => {
  it('is one claim, whatever the order in which they came', () => {
    for (const documents of [SARYKOL, SARYKOL.toReversed()]) {
      const found = linedUp(documents).withFigure(1286);
      assert.deepEqual(
        found.map(({ statements, verdict }) => [statements.length, verdict]),
        [[3, 'agree']],
      );
    }
  });

  it('stays apart from another place where as many were moved', () => {
    const elsewhere: Given = {
      id: 'elsewhere',
      language: 'zh-Hans',
      published: '2031-09-03',
      text: '托尔马库湖边渔村搬迁\n\n托尔马库湖水位上涨，湖边渔船上岸，渔民家中进水。托尔马库乡已搬迁1,280人。',
    };
    const [first] = linedUp([...SARYKOL, elsewhere]).withFigure(1286);
    assert.equal(first?.statements.some((id) => id.startsWith('elsewhere')), false);
  }); // prettier-ignore

  const words: readonly { readonly chinese: string; readonly uyghur: string; readonly why: string }[] = [
    { chinese: '家庭', uyghur: 'ئائىلىنىڭ', why: 'a noun with the ending of a case' },
    { chinese: '搬迁', uyghur: 'كۆچۈپ', why: 'a verb by the beginning of its forms' },
    { chinese: '房屋', uyghur: 'ئۆيلەر', why: 'a short noun in the plural' },
  ];
  for (const { chinese, uyghur, why } of words) {
    it(`is told by a table of words: ${chinese}, ${why}`, () => {
      const folded = uyghur.replaceAll('ئ', '');
      assert.equal(meaningOfUyghur(folded), meaningOfChinese(chinese));
    });
  }

  it('is not told by the beginning of another word: thirty begins like fire', () => {
    assert.notEqual(meaningOfUyghur('وتتۇز'), meaningOfChinese('火灾'));
  });
});

describe('names', () => {
  const spellings: readonly { readonly names: readonly string[]; readonly why: string }[] = [
    { names: ['near Sarykol now', '萨雷科尔', 'سارىقول جىلغىسى'], why: 'a place' },
    { names: ['where herders from Kara-Dumel spend their summers', '卡拉杜梅勒'], why: 'two words with a hyphen' },
    { names: ['what Mei Tongyuan said', '梅同远说，路断了。'], why: 'a surname and a given name' },
  ];
  for (const { names, why } of spellings) {
    it(`sound alike in other scripts: ${why}`, () => {
      const [first = new Map<string, number>(), ...others] = names.map((text) => soundsOf(wordsOf(`It is ${text}`)));
      for (const other of others) assert.ok([...other.keys()].some((sound) => first.has(sound)), [...other.keys()].join());
    }); // prettier-ignore
  }

  it('of bodies are one by their own name and what they are', () => {
    assert.equal(heardAs('Sarykol agency'), heardAs('萨雷科尔社'));
    assert.equal(heardAs('Sarykol agency'), heardAs('سارىقول ئاگېنتلىقى'));
    assert.notEqual(heardAs('Sarykol agency'), heardAs('萨雷科尔法院'));
    assert.equal(heardAs('the agency'), undefined);
  });
});

describe('figures of one text', () => {
  it('that it gives for itself and for outsiders do not keep apart the texts that repeat them', () => {
    const paper: Given = {
      id: 'paper',
      language: 'zh-Hans',
      text: '萨雷科尔县政府内部文件\n\n截至9月1日，萨雷科尔各村已搬迁1,914人。对外统一口径：已搬迁1,286人。',
      published: '2031-09-02',
    };
    const found = linedUp([...SARYKOL, paper]).withFigure(1914);
    assert.deepEqual(
      found.map(({ statements, verdict }) => [statements.length, verdict]),
      [[5, 'conflict']],
    );
  });

  it('of those who were not moved and of those who were stay apart', () => {
    const paper: Given = {
      id: 'paper',
      language: 'zh-Hans',
      published: '2031-09-01',
      text: '截至9月1日，萨雷科尔各村已搬迁914人。\n尚未搬迁的655人住在山上。',
    };
    assert.equal(linedUp([paper]).withFigure(914, 655).length, 2);
  });
});
