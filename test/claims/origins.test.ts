import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carriedCredits } from '../../src/claims/lineage/carried.ts';
import { isSameSource, sourceOf } from '../../src/claims/lineage/sources.ts';
import { mediaCredits } from '../../src/claims/lineage/credits.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

function found(document: ClaimDocument): readonly PlacedStatement[] {
  const { id, text, published } = document;
  const passages = [{ start: 0, end: text.length, language: 'en' }];
  return findStatements({ text, passages, ...(published === undefined ? {} : { published }) }).map(
    (statement, index) => ({ ...statement, document: id, id: `${id}-${index}` }),
  );
}

/** The origins of what the texts say with a number, where people put all of it together. */
function originsOf(words: RegExp, ...texts: readonly Omit<ClaimDocument, 'id'>[]): readonly string[] {
  const documents = texts.map((text, index) => ({ ...text, id: `d${index}` }));
  const statements = documents.flatMap(found);
  const textOf = new Map(documents.map(({ id, text }) => [id, text]));
  const said = statements.filter(({ document, start, end }) =>
    words.test(textOf.get(document)?.slice(start, end) ?? ''),
  );
  const [first, ...others] = said.map(({ id }) => id);
  const together = others.map((other) => [first ?? '', other] as const);
  const decided = { together, apart: [], noConflict: [], lineage: [], names: [] };
  const claim = claimsOf(documents, statements, decided).claims.find((each) => each.statements.includes(first ?? ''));
  assert.equal(claim?.statements.length, said.length);
  return claim?.origins.map(({ source }) => source) ?? [];
}

describe('credits that are carried on', () => {
  const table = [
    {
      text: 'Nineteen people died in the valley, the Flood Agency said. More than 300 people were hurt.',
      carried: ['More than 300 people'],
      why: 'the next sentence begins with a figure',
    },
    {
      text: 'Nineteen people died in the valley, the Flood Agency said.\nThe road was closed for 40 days.',
      carried: [],
      why: 'another paragraph tells of something else',
    },
    {
      text: 'Nineteen people died in the valley, the Flood Agency said. Ann Oak, who has 12 goats, spoke of more than 40 people.',
      carried: [],
      why: 'somebody else speaks',
    },
    {
      text: 'Nineteen people died in the valley, the Flood Agency said.\nEighty people are missing.',
      carried: ['Eighty people'],
      why: 'of victims also in the next paragraph',
    },
    {
      text: 'The bridge was cracked, the Safety Board said on Friday.\nThe report says 14 people died. The crack was 11 centimetres long.',
      carried: ['11 centimetres'],
      why: 'a text about a report of a body',
    },
  ];
  for (const { text, carried, why } of table) {
    it(`${carried.join(', ') || 'nothing'}: ${why}`, () => {
      const document = { id: 'a', text, outlet: 'Hill Echo' };
      const statements = found(document);
      const credits = new Map(
        statements.flatMap(({ id, start, attributedTo: [credit] }) =>
          credit === undefined ? [] : [[id, sourceOf(credit.name, document, credit.start ?? start)] as const],
        ),
      );
      const ids = new Set(carriedCredits(text, statements, credits).map(([id]) => id));
      const words = statements.filter(({ id }) => ids.has(id)).map(({ start, end }) => text.slice(start, end));
      for (const each of carried) assert.ok(words.includes(each), words.join(', '));
      if (carried.length === 0) assert.deepEqual(words, []);
    });
  }
});

describe('whom a credit means', () => {
  const table = [
    {
      text: 'Police fired. Chief Warren Doyle denied it. Doyle said so.',
      credit: 'Doyle',
      kind: 'office',
      why: 'a rank of the police',
    },
    { text: 'The papers say that 40 died.', credit: 'The papers', kind: 'crowd', why: 'papers without a name' },
    { text: 'A nurse said so.', credit: 'A nurse', kind: 'crowd', why: 'whom nobody names' },
    { text: 'It counted 40.', credit: 'it', kind: 'crowd', why: 'a word that stands for somebody' },
    {
      text: 'The technology site Bytepost has 40.',
      credit: 'the technology site Bytepost',
      kind: 'medium',
      why: 'what is called a site',
    },
    {
      text: 'The site Bytepost has it. Ann Oak of Bytepost counted 40.',
      credit: 'Ann Oak of Bytepost',
      kind: 'medium',
      why: 'who reports for an outlet',
    },
    {
      text: 'The Hill Echo reporter Ann Oak counted 40.',
      credit: 'The Hill Echo reporter Ann Oak',
      kind: 'medium',
      why: 'a reporter behind the name of the outlet',
    },
    {
      text: 'Ann Oak of the Water Office counted 40.',
      credit: 'Ann Oak of the Water Office',
      kind: 'body',
      why: 'no outlet',
    },
    {
      text: 'Transport Minister Pavel Hron spoke.\nThe minister counted 40.',
      credit: 'the minister',
      kind: 'body',
      why: 'the one minister of a text',
    },
    {
      text: 'Said the country’s transport minister.',
      credit: 'the country’s transport minister',
      kind: 'body',
      why: 'of which country is clear',
    },
    {
      text: 'SEDRA - The Ministry of Defence denies it.',
      credit: 'SEDRA - The Ministry of Defence',
      kind: 'body',
      why: 'a dateline stands in front',
    },
  ];
  for (const { text, credit, kind, why } of table) {
    it(`takes ${credit} for ${kind}: ${why}`, () => {
      const at = text.lastIndexOf(credit);
      assert.equal(sourceOf(credit, { id: 'a', text }, at < 0 ? text.length : at).kind, kind);
    });
  }

  it('takes names as far as they go', () => {
    const text = 'Ida Mar of Doctors Across Borders said so. Civil Watch counted 40.';
    assert.equal(sourceOf('Borders', { id: 'a', text }, text.indexOf('Borders')).name, 'Doctors Across Borders');
    assert.equal(sourceOf('Civil', { id: 'a', text }, text.indexOf('Civil')).name, 'Civil Watch');
  });

  it('takes a title with a country for who has it in a sentence, not in a heading', () => {
    const text = 'Tarnish Prime Minister Calls Bank Fire Murder\nPrime Minister Oda Stone was in Port Elm.';
    const [a, b] = ['Tarnish Prime Minister', 'Prime Minister Oda Stone'].map((name) =>
      sourceOf(name, { id: 'a', text }),
    );
    assert.ok(a !== undefined && b !== undefined && isSameSource(a, b), `${a?.name}, ${b?.name}`);
  });

  it('takes a country that speaks for who governs it', () => {
    const text = 'Tanvar denies it. The Health Ministry of Tanvar counted 40.';
    assert.deepEqual(sourceOf('Tanvar', { id: 'a', text }).kind, 'office');
    assert.deepEqual(sourceOf('Tanvar', { id: 'a', text: 'Tanvar denies it.' }).kind, 'person');
  });

  it('takes an autopsy for one, however it is called', () => {
    const [a, b] = ['An autopsy report', 'the same day’s autopsy'].map((name) => sourceOf(name, { id: 'a', text: '' }));
    assert.ok(a !== undefined && b !== undefined && isSameSource(a, b));
  });
});

describe('papers that somebody has', () => {
  const table = [
    { text: 'It is in a report of which the Hill Echo has a copy.', why: 'a copy' },
    { text: 'The newspaper Hill Echo, to which the files were leaked, counts 40.', why: 'to which they were leaked' },
  ];
  for (const { text, why } of table) {
    it(`are credited to who was given them: ${why}`, () => {
      assert.deepEqual(
        mediaCredits({ id: 'a', text }).map(({ name, how }) => [name, how]),
        [['Hill Echo', 'leak']],
      );
    });
  }
});

describe('credits in other words', () => {
  const table = [
    {
      text: '40 died, Reuters, AFP and the Hill Echo said.',
      credits: ['Reuters said', 'Agence France-Presse said', 'Hill Echo said'],
      why: 'one verb for several',
    },
    {
      text: 'As the Hill Echo revealed on Monday, 40 died.',
      credits: ['Hill Echo said'],
      why: 'what begins a sentence is no name',
    },
    {
      text: 'The Hill Echo last week reported 40 dead.',
      credits: ['Hill Echo said'],
      why: 'a day between name and verb',
    },
    {
      text: 'The Hill Echo, which has seen the binder, puts it at 40.',
      credits: ['Hill Echo leak'],
      why: 'a relative clause',
    },
    {
      text: 'The Hill Echo received the binder from a clerk.',
      credits: ['Hill Echo leak'],
      why: 'papers that somebody got',
    },
    {
      text: 'It refers to documents leaked last week to the Hill Echo.',
      credits: ['Hill Echo leak'],
      why: 'when it was leaked',
    },
    {
      text: 'A charity got the binder first and handed it to the Hill Echo.',
      credits: ['Hill Echo leak'],
      why: 'what was handed on',
    },
    {
      text: 'The minister gave the number to the Hill Echo.',
      credits: ['Hill Echo met'],
      why: 'a number is no papers',
    },
    {
      text: '《河口日报》援引矿务局的话说，有30人受伤。',
      credits: ['河口日报 said'],
      why: 'a paper by the end of its name',
    },
    {
      text: '这些文件由一名前官员泄露给《北方邮报》。',
      credits: ['北方邮报 leak'],
      why: 'whom papers were given, in Chinese',
    },
    { text: '據山城晚報報道，12人死亡。', credits: ['山城晚報 said'], why: 'in traditional characters' },
    {
      text: '自由亞洲電台援引居民稱，21人死亡。',
      credits: ['Radio Free Asia said'],
      why: 'the table in traditional characters',
    },
    {
      text: '礦工對本台記者說，12人死亡。',
      outlet: '海港電台',
      credits: ['海港電台 met own'],
      why: 'a reporter of its own',
    },
    { text: '他在报社工作，看日报和晚报。', credits: [], why: 'papers without a name' },
    {
      text: 'ئاقسۇ گېزىتىنىڭ خەۋىرىگە قارىغاندا، 12 ئادەم ئۆلگەن.',
      credits: ['ئاقسۇ گېزىتى said'],
      why: 'a paper in Uyghur',
    },
    {
      text: 'ئەركىن ئاسىيا رادىيوسىنىڭ بىلدۈرۈشىچە، 19 ئادەم ئۆلگەن.',
      credits: ['Radio Free Asia said'],
      why: 'the table in Uyghur',
    },
  ];
  for (const { text, credits, why, ...given } of table) {
    it(`finds ${credits.join(', ') || 'nothing'}: ${why}`, () => {
      assert.deepEqual(
        mediaCredits({ id: 'a', text, ...given }).map(({ name, how, own }) => `${name} ${how}${own ? ' own' : ''}`),
        credits,
      );
    });
  }
});

describe('origins', () => {
  it('a number that a text repeats of leaked papers has the origin of who was given them', () => {
    const origins = originsOf(
      /11,300/,
      {
        outlet: 'Northern Post',
        published: '2031-03-01',
        text: 'A cache of files passed to the Northern Post by an official lists 11,300 prisoners.',
      },
      {
        outlet: 'Harbour Review',
        published: '2031-03-05',
        text: 'Our own count gives less. The Northern Post has printed a list that names 11,300 prisoners.',
      },
    );
    assert.deepEqual(origins, ['Northern Post']);
  });

  it('which day it was each outlet knows for itself', () => {
    const origins = originsOf(
      /Sunday/,
      {
        outlet: 'Hill Echo',
        published: '2031-03-03',
        text: 'The dam broke on Sunday. It broke on Sunday at dawn, the police said. Forty are missing, the Relief Agency said.',
      },
      { outlet: 'Valley Courier', published: '2031-03-03', text: 'The dam above the valley broke on Sunday.' },
    );
    assert.deepEqual(origins.toSorted(), ['Hill Echo', 'Valley Courier', 'police']);
  });

  it('officials of whom a text says no more are no body of which another text tells', () => {
    const origins = originsOf(
      /\b10\b/,
      { outlet: 'Hill Echo', published: '2031-03-03', text: 'The quake killed 10 people, officials said.' },
      {
        outlet: 'Valley Courier',
        published: '2031-03-03',
        text: 'The quake killed 10 people, the Relief Agency said.',
      },
    );
    assert.deepEqual(origins.toSorted(), ['Relief Agency', 'officials']);
  });
});
