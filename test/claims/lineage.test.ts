import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { mediaCredits } from '../../src/claims/lineage/credits.ts';
import { isSameSource, sourceOf } from '../../src/claims/lineage/sources.ts';

describe('mediaCredits', () => {
  const table = [
    {
      text: 'The dam held, its keeper told AFP late Tuesday.',
      credits: ['Agence France-Presse met'],
      why: 'short form',
    },
    { text: 'Two drowned, the Associated Press reported.', credits: ['Associated Press said'], why: 'a verb after it' },
    {
      text: 'According to The New York Times, it was open.',
      credits: ['The New York Times said'],
      why: 'according to',
    },
    { text: 'The papers were leaked to Der Spiegel in May.', credits: ['Der Spiegel leak'], why: 'given documents' },
    {
      text: 'Residents told the Harbour Gazette of smoke.',
      credits: ['Harbour Gazette met'],
      why: 'no table has it; its name ends like an outlet’s',
    },
    { text: 'She worked for Reuters for nine years.', credits: [], why: 'a name without a credit' },
    {
      text: 'A witness told Valley Online about it.',
      outlet: 'Valley Online',
      credits: ['Valley Online met own'],
      why: 'the text’s own outlet',
    },
    {
      text: 'The keeper told Agence France-Presse (AFP) so.',
      credits: ['Agence France-Presse met'],
      why: 'both forms are one mention',
    },
    {
      text: 'The technology site Bytepost reports, citing a thief, that more is gone.',
      credits: ['Bytepost said'],
      why: 'the text calls it a site',
    },
    {
      text: 'A survivor told a local paper, the Hill Echo, that nobody rang.',
      credits: ['Hill Echo met'],
      why: 'what is called a paper before its name',
    },
    {
      text: 'She told the Port Herald of it. The Herald has seen the letter.',
      credits: ['Port Herald met', 'Port Herald leak'],
      why: 'a short form of a name that stands before it',
    },
    {
      text: 'The pipe is dry, she told the Times.',
      outlet: 'Valley Times',
      credits: ['Valley Times met own'],
      why: 'the short form of the text’s own outlet, whatever other outlet goes by it',
    },
    {
      text: 'PORT (AFP) - Two drowned.',
      outlet: 'Agence France-Presse',
      credits: ['Agence France-Presse said own'],
      why: 'the line that an agency puts in front of its own text',
    },
    {
      text: 'The Inquirer counted the latrines: 520.',
      outlet: 'The Inquirer',
      credits: ['The Inquirer said own'],
      why: 'what the outlet did itself',
    },
    {
      text: 'From our reporters on the square. It began like a fair.',
      outlet: 'Hill Echo',
      credits: ['Hill Echo met own'],
      why: 'reporters of its own',
    },
    {
      text: 'He married the Hill Echo correspondent Ann Oak.',
      credits: [],
      why: 'a person who is only called so',
    },
    { text: 'She told the Hill Echo. All went home.', credits: ['Hill Echo met'], why: 'a name that ends a sentence' },
    { text: '据新华社报道，三人死亡。', credits: ['Xinhua said'], why: 'a report in Chinese' },
    { text: '他告诉法新社记者，三人死亡。', credits: ['Agence France-Presse met'], why: 'who was told, in Chinese' },
    { text: '新华社北京3月13日电 三人死亡。', credits: ['Xinhua said'], why: 'the line that an agency puts in front' },
    { text: '新华社的大楼很高。', credits: [], why: 'a name without a credit' },
  ];
  for (const { text, credits, why, ...given } of table) {
    it(`finds ${credits.join(', ') || 'nothing'}: ${why}`, () => {
      const found = mediaCredits({ id: 'a', text, ...given });
      assert.deepEqual(
        found.map(({ name, how, own }) => `${name} ${how}${own ? ' own' : ''}`),
        credits,
      );
      for (const { evidence } of found)
        assert.ok(evidence.start >= 0 && evidence.start < evidence.end && evidence.end <= text.length);
    });
  }
});

describe('sources', () => {
  const kinds = [
    ['Police', 'office'],
    ['天山區警方', 'office'],
    ['當地居民', 'crowd'],
    ['一名護士', 'crowd'],
    ['外交部', 'body'],
    ['外交部发言人', 'body'],
    ['王先生', 'person'],
    ['一位老人', 'crowd'],
    ['水务局新闻处', 'body'],
  ] as const;
  for (const [name, kind] of kinds) {
    it(`takes ${name} for ${kind}`, () => assert.equal(sourceOf(name, { id: 'a', text: '' }).kind, kind));
  }
  const document = (text: string): ClaimDocument => ({ id: 'a', text });
  const text =
    'Flood agency spokesman Ola Berg said so. Mary Oak, a farmer, disagreed. 记者从河口区水务局新闻处获悉此事。';
  const table = [
    { a: 'USGS', b: 'U.S. Geological Survey', same: true, why: 'initials' },
    { a: 'Ola Berg', b: 'the flood agency', same: true, why: 'a spokesman counts as the body' },
    { a: 'police', b: 'Police', same: true, why: 'one body without a name' },
    { a: 'Berg', b: 'Ola Berg', same: true, why: 'a family name' },
    { a: '天山区应急管理局', b: '应急管理局局长李建平', same: true, why: 'in Chinese too a title speaks for a body' },
    { a: '李建平', b: '应急管理局局长李建平', same: true, why: 'who speaks for it' },
    { a: '官方', b: '有关部门', same: true, why: 'officials without a name' },
    { a: '应急管理局', b: '外交部', same: false, why: 'two bodies' },
    { a: 'Mary Oak', b: 'Ola Berg', same: false, why: 'two persons' },
    { a: '水务局', b: '水务局新闻办公室', same: true, why: 'a press office speaks for its body' },
    { a: '新闻处', b: '河口区水务局', same: true, why: 'the only press office that the text names in full' },
    { a: '新闻处负责人', b: '新闻处', same: true, why: 'who is at its head' },
    { a: 'AFP', b: 'Reuters', same: false, why: 'two agencies' },
  ];
  for (const { a, b, same, why } of table) {
    it(`takes ${a} and ${b} for ${same ? 'one' : 'two'}: ${why}`, () => {
      assert.equal(isSameSource(sourceOf(a, document(text)), sourceOf(b, document(text))), same);
    });
  }
});

describe('short names of bodies in Chinese', () => {
  it('stay as they are where a text names two bodies that end so', () => {
    const text = '记者从河口区水务局新闻处获悉此事，林业局新闻处未回应。';
    const [short, full] = ['新闻处', '河口区水务局新闻处'].map((name) => sourceOf(name, { id: 'a', text }));
    assert.ok(short !== undefined && full !== undefined && !isSameSource(short, full));
  });
});

describe('who is meant in a text', () => {
  const text = [
    'Nordal Energy, which owns the mine, said 212 men were below ground. The company said 150 had come out.',
    'Health Minister Esther Vale said nine had died. The ministry spoke of four more, Vale said.',
    'A spokesman for the Hill Committee disagreed. The committee counted forty.',
    'We hear nothing, said Viktor Oak, who leads the Mine Rescue Station. The chief of the local fire service, Ann Reed, agreed.',
    'The Port Herald printed it. The newspaper had it from the mayor, Bruno Stone.',
  ].join('\n');
  const table = [
    { credit: 'The company', who: 'body nordal energy', why: 'the company that was named' },
    { credit: 'The ministry', who: 'body health ministry', why: 'a minister speaks for a ministry', near: 'Health' },
    { credit: 'Vale', who: 'body Health Ministry of Tarn', why: 'a name of which the text gave the title' },
    { credit: 'Health Minister Esther Vale', who: 'body Health Ministry of Tarn', why: 'a title with its name' },
    { credit: 'the committee', who: 'body hill committee', why: 'what is only called by what it is' },
    { credit: 'a spokesman for the Hill Committee', who: 'body hill committee', why: 'nobody by name' },
    { credit: 'Oak', who: 'body mine rescue station', why: 'who leads it' },
    { credit: 'Ann Reed', who: 'body local fire service', why: 'a title before the name' },
    { credit: 'The newspaper', who: 'medium port herald', why: 'the outlet that was named last' },
    { credit: 'Mayor Bruno Stone', who: 'body city hall', why: 'a mayor speaks for the city' },
    { credit: 'the government of Tarn', who: 'office', why: 'a government without a name' },
  ];
  for (const { credit, who, why } of table) {
    it(`takes ${credit} for ${who}: ${why}`, () => {
      const document = { id: 'a', text };
      const at = text.indexOf(credit);
      const [kind = '', ...name] = who.split(' ');
      const source = sourceOf(credit, document, at < 0 ? text.length : at);
      assert.equal(source.kind, kind);
      if (name.length > 0)
        assert.ok(
          isSameSource(source, { name: name.join(' '), kind: 'body', key: name.join(' ').toLowerCase() }),
          source.key,
        );
    });
  }

  it('takes what a press release calls the company for who gave it out', () => {
    const release = {
      id: 'b',
      outlet: 'Elmwood Hotels',
      text: 'Elmwood Hotels has learned of a theft. Chief executive Ida Ash regrets it.',
    };
    assert.ok(isSameSource(sourceOf('chief executive Ida Ash', release), sourceOf('Elmwood Hotels', release)));
  });
});

describe('texts of any wording', () => {
  const table = [
    'AB CD ',
    'A',
    'Ann, the a b ',
    'the bank Bank, which ',
    'a paper, the ',
    'told the a b ',
    'Times Post, a daily ',
  ];
  for (const words of table) {
    it(`are looked through in bounded time: ${words}`, () => {
      const document = { id: 'a', outlet: 'Port Herald', text: words.repeat(120_000 / words.length) };
      const begun = process.cpuUsage();
      mediaCredits(document);
      for (const credit of ['the company', 'the ministry', 'Ann Oak', 'the governor']) sourceOf(credit, document);
      const { user } = process.cpuUsage(begun);
      assert.ok(user < 5e6, `${user} µs`);
    });
  }
});

describe('text that is taken over', () => {
  const passage =
    'A man was working at a coffee plantation with his wife when the hillside gave way and buried the small house in which the two had lived since spring.';
  const wire = {
    id: 'wire',
    text: `The keeper told Reuters. ${passage}`,
    outlet: 'Valley Courier',
    published: '2031-02-01',
  };
  const reuse = { id: 'reuse', text: passage, outlet: 'Harbour Gazette', published: '2031-02-02' };

  it('derives from the agency that the other text credits', () => {
    const edge = claimsOf([wire, reuse], []).lineage.find(({ document }) => document === 'reuse');
    assert.equal(edge?.from, 'Reuters');
    assert.equal(edge?.kind, 'text-reuse');
    assert.equal(reuse.text.slice(edge?.evidence.start, edge?.evidence.end).split(' ').length > 12, true);
  });

  it('derives from the older text where neither credits anybody', () => {
    const [older, newer] = [
      { ...wire, text: passage },
      { ...reuse, text: `Yesterday: ${passage}` },
    ];
    const { lineage } = claimsOf([newer, older], []);
    assert.deepEqual(
      lineage.map(({ document, from }) => [document, from]),
      [['reuse', 'Valley Courier']],
    );
  });
});

const NOTICE =
  '乌尔达县粮食局通知\n\n各乡粮站：\n\n经研究，现将秋粮收购有关事项通知如下。一、截至8月31日，全县已收购粮食4,716吨，其中小麦2,085吨。二、各站须在9月12日前报送台账。三、任何人不得对外提供数字。四、本通知由专人收回。';
/** As a machine reads a scan of it: spaces, other signs, one wrong character. */
const SCANNED = NOTICE.replace('现将秋粮', '现 将秋粮')
  .replace(/，/g, ',')
  .replace('台账', '台胀')
  .replace(/(\d) ?吨/g, '$1 吨');

describe('versions of one paper', () => {
  const lined = (...texts: readonly (string | Omit<ClaimDocument, 'id'>)[]) => {
    const documents = texts.map((given, index) => ({ ...(typeof given === 'string' ? { text: given } : given), id: `d${index}` }));
    const statements = documents.flatMap(({ id, text }) => {
      const start = text.indexOf('4,716') < 0 ? text.indexOf('3,902') : text.indexOf('4,716');
      const value = { kind: 'figure', lo: 4716, hi: 4716, loOpen: false, hiOpen: false, unit: 'tonnes', counted: '吨' } as const;
      return [{ id: `s ${id}`, document: id, start, end: start + 5, value, attributedTo: [] }];
    });
    return claimsOf(documents, statements);
  }; // prettier-ignore

  it('a scan and the paper itself are one origin, and the scan derives from it', () => {
    const { claims, lineage } = lined(NOTICE, SCANNED);
    assert.equal(claims[0]?.origins.length, 1);
    assert.deepEqual(lineage.map(({ kind }) => kind), ['same-file']);
  }); // prettier-ignore

  it('a single page of it is no other origin', () => {
    const page = NOTICE.slice(NOTICE.indexOf('一、'), NOTICE.indexOf('四、'));
    assert.equal(lined(`${NOTICE}\n\n附件：各站地址和电话另发。`, page).claims[0]?.origins.length, 1);
  });

  it('two reports on one form are two, since their numbers differ', () => {
    const other = NOTICE.replace('8月31', '9月30').replace('4,716', '3,902').replace('2,085', '1,544').replace('9月12', '10月15');
    const { lineage } = lined(NOTICE, other);
    assert.deepEqual(lineage.filter(({ kind }) => kind === 'same-file'), []);
  }); // prettier-ignore

  it('what a mail repeats of the mail that it answers has the origin of that', () => {
    const told = 'By Friday the eleven stations of the district had taken in 4,716 tonnes of grain from this harvest.';
    const first = { text: `Good morning,\n\n${told}`, outlet: 'Urda grain office', published: '2031-09-01' };
    const answer = {
      text: `Thank you. Please send the table too, and tell nobody.\n\n> ${told}`,
      outlet: 'Office of the governor',
      published: '2031-09-02',
    };
    const { claims } = lined(first, answer);
    assert.deepEqual(claims.map(({ origins }) => origins.map(({ source }) => source)), [['Urda grain office']]);
  }); // prettier-ignore
});
