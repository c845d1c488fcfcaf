import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictsOf } from '../../src/claims/align/conflicts.ts';
import { coreOf } from '../../src/claims/align/targets.ts';
import { exactnessOf, numberOf, relationOf } from '../../src/claims/align/values.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import type { LinedUpClaim } from '../../src/claims/lining-up/lining-up.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

interface Told {
  readonly documents: readonly ClaimDocument[];
  readonly statements: readonly PlacedStatement[];
  readonly claims: readonly LinedUpClaim[];
}

/** Texts with what is found in them, lined up. Everything in them is invented. */
function told(...texts: readonly (string | Omit<ClaimDocument, 'id'>)[]): Told {
  const documents = texts.map((given, index) => ({
    published: '2031-05-04',
    ...(typeof given === 'string' ? { text: given } : given),
    id: `d${index}`,
  }));
  const statements = documents.flatMap(({ id, text, published }) =>
    findStatements({ text, published, passages: [{ start: 0, end: text.length, language: 'en' }] }).map(
      (statement, index) => ({ ...statement, id: `${id}-${index}`, document: id }),
    ),
  );
  return { documents, statements, claims: claimsOf(documents, statements).claims };
}

/** The claim of the statement whose words hold some, in one of the texts. */
function claimOf({ documents, statements, claims }: Told, document: number, words: string): LinedUpClaim {
  const text = documents[document]?.text ?? '';
  const at = text.indexOf(words);
  const found = statements.find(
    (each) => each.document === `d${document}` && each.start < at + words.length && each.end > at,
  );
  const claim = claims.find((each) => each.statements.includes(found?.id ?? ''));
  assert.ok(claim !== undefined, `${words} is found`);
  return claim;
}

const LANDSLIP = 'A landslip hit the village of Ormsa in Halvik on Monday';

describe('what makes figures one claim', () => {
  it('takes what others are counted after a figure of another role for a count of its own', () => {
    const texts = told(
      `${LANDSLIP}, killing three people and injuring 40 others.`,
      `${LANDSLIP}, killing three people. Doctors in Ormsa said 60 people were injured in Halvik.`,
    );
    const injured = claimOf(texts, 0, '40');
    assert.equal(injured, claimOf(texts, 1, '60'));
    assert.equal(injured.verdict, 'conflict');
  });

  it('never puts people and things together that are as many', () => {
    const texts = told(
      `${LANDSLIP}. Ten people were killed in Ormsa, Halvik.`,
      `${LANDSLIP}. Rescuers set up ten shelters in Ormsa, Halvik.`,
    );
    assert.notEqual(claimOf(texts, 0, 'Ten people'), claimOf(texts, 1, 'ten shelters'));
  });

  it('keeps what a text tells of long ago apart from what it reports', () => {
    const texts = told(
      `${LANDSLIP}, killing five people. In 2019 a landslip in Ormsa killed 5 villagers.`,
      `${LANDSLIP}, killing five people.`,
    );
    assert.notEqual(claimOf(texts, 0, 'five people'), claimOf(texts, 0, '5 villagers'));
    assert.equal(claimOf(texts, 0, 'five people'), claimOf(texts, 1, 'five people'));
  });

  it('takes what one text gives against what it gave before, from somebody else, for one claim', () => {
    const texts = told(
      'Thousands marched in Ormsa on Monday. Police put the crowd in Ormsa at 3,000 people. But organisers said there were 9,000 people in the crowd.',
    );
    assert.equal(claimOf(texts, 0, '3,000'), claimOf(texts, 0, '9,000'));
    assert.equal(claimOf(texts, 0, '9,000').verdict, 'conflict');
  });

  it('takes one minute of the clock for one event, whatever words tell of it', () => {
    const texts = told(
      'A quake shook Ormsa in Halvik. The quake, which struck at 1353 (1023 GMT), was felt beyond the border.',
      'A quake shook Ormsa in Halvik. It hit at 1:53 p.m. local time and brought down old walls.',
    );
    assert.equal(claimOf(texts, 0, 'at 1353 (1023 GMT)'), claimOf(texts, 1, 'at 1:53 p.m. local time'));
  });

  it('finds no conflict between sums that meet at one of the rates that texts give', () => {
    const texts = told(
      'Halvik will get 100 million euros ($130 million) for the repair of the dam at Ormsa.',
      'Halvik will get 100 million euros ($120 million) for the repair of the dam at Ormsa.',
      'Halvik will get $120 million for the repair of the dam at Ormsa.',
    );
    const euros = new Set(
      texts.statements.filter(({ value }) => value.kind === 'figure' && value.unit === 'EUR').map(({ id }) => id),
    );
    assert.equal(euros.size, 2);
    for (const { conflicts } of texts.claims)
      for (const { first, second } of conflicts) assert.ok(!euros.has(first) && !euros.has(second));
  });
});

describe('what makes two texts tell of one event', () => {
  const FIRE = 'A fire in the timber yard burned down the sheds of the harbour before the crew of the fire boat came';

  it('finds it by the words that both use most, where they share one name only', () => {
    const texts = told(
      `${FIRE}. Three people died in Ormsa.`,
      `The fire in the timber yard of the harbour was put out by the crew of the fire boat. Five people died in Ormsa.`,
    );
    assert.equal(claimOf(texts, 0, 'Three people'), claimOf(texts, 1, 'Five people'));
  });

  it('keeps tolls of texts that lie months apart apart', () => {
    const texts = told(
      { text: `${LANDSLIP}, killing five people.`, published: '2031-05-06' },
      { text: `${LANDSLIP}, killing nine people.`, published: '2031-11-11' },
    );
    assert.notEqual(claimOf(texts, 0, 'five people'), claimOf(texts, 1, 'nine people'));
  });

  it('takes what both tell of one past event for one claim, also where they differ', () => {
    const texts = told(
      `${LANDSLIP}. In 2019 a landslip in Ormsa killed 31 villagers.`,
      `${LANDSLIP}, closing the road. In 2019 a landslip in Ormsa killed 28 villagers.`,
    );
    assert.equal(claimOf(texts, 0, '31').verdict, 'conflict');
    assert.equal(claimOf(texts, 0, '31'), claimOf(texts, 1, '28'));
  });
});

describe('what is counted', () => {
  const table = [
    {
      one: 'Police said more than 140 faults were found in Ormsa.',
      other: 'In Halvik, at Ormsa, 143 faults were found.',
      said: ['140 faults', '143 faults'],
      why: '`more than` makes no part of a count',
    },
    {
      one: 'The toll of the landslip in Ormsa has risen to four.',
      other: 'Seven people died in Ormsa.',
      said: ['four', 'Seven people'],
      why: 'a toll that rises to a number counts the dead',
    },
    {
      one: 'Nine people were missing and two were killed in Ormsa.',
      other: 'Three people were killed in Ormsa.',
      said: ['two', 'Three people'],
      why: 'the word of the next clause counts, not that of the clause before',
    },
  ] as const;
  for (const { one, other, said, why } of table) {
    it(`is told by its clause: ${why}`, () => {
      const texts = told(`${LANDSLIP}. ${one}`, `${LANDSLIP}. ${other}`);
      assert.equal(claimOf(texts, 0, said[0]), claimOf(texts, 1, said[1]));
    });
  }
});

describe('what a stance is about', () => {
  const table = [
    {
      target: 'the News on Monday that the dam was safe',
      core: 'the dam was safe',
      why: 'whom it was told is no part',
    },
    { target: 'the dam, which opened in May, was safe', core: 'the dam was safe', why: 'an aside says something else' },
    { target: 'the dam was safe when it was opened', core: 'the dam was safe', why: 'what comes after is no part' },
    { target: 'the dam was safe, but agreed to a survey', core: 'the dam was safe', why: 'it goes on with another' },
    {
      target: 'the dam was safe and that nobody had to leave',
      core: 'the dam was safe',
      why: 'a second assertion is another',
    },
    { target: 'the report', core: 'the report', why: 'a thing is whole' },
    { target: '', core: '', why: 'nothing is nothing' },
  ];
  for (const { target, core, why } of table) {
    it(`is “${core}” of “${target}”: ${why}`, () => {
      assert.equal(coreOf(target), core);
    });
  }
});

describe('how many origins there are', () => {
  const QUOTED = 'the water rose faster than anybody in the valley had ever seen it rise';

  it('counts one for an utterance, however texts name who speaks', () => {
    const texts = told(
      { text: `“${QUOTED},” said Ola Brandt, a farmer in Ormsa.`, outlet: 'Valley Courier' },
      { text: `“${QUOTED},” an Ormsa resident said.`, outlet: 'Harbour Gazette' },
    );
    const { origins, statements } = claimOf(texts, 0, 'the water');
    assert.equal(statements.length, 2);
    assert.deepEqual(
      origins.map(({ source }) => source),
      ['Ola Brandt'],
    );
  });

  it('counts a text that quotes several for its own where it credits nobody', () => {
    const texts = told(
      { text: `${LANDSLIP}, killing three people, police said.`, outlet: 'Valley Courier' },
      {
        text: `${LANDSLIP}, killing three people. Police closed the road to Ormsa at 9 p.m., police said. Mayor Ida Holt said 200 people left Halvik.`,
        outlet: 'Harbour Gazette',
      },
    );
    const { origins } = claimOf(texts, 1, 'three people');
    assert.deepEqual(origins.map(({ source }) => source).toSorted(), ['Harbour Gazette', 'police']);
  });

  it('counts what retells a leak with whom the papers were given to', () => {
    const texts = told(
      {
        text: `The papers, obtained by the Guardian, say that 7,000 people left the camp at Ormsa in Halvik in May.`,
        outlet: 'Valley Courier',
      },
      {
        text: `According to the Guardian the camp is closed. Some 7,000 people left the camp at Ormsa in Halvik in May.`,
        outlet: 'Harbour Gazette',
      },
    );
    const { origins } = claimOf(texts, 1, '7,000');
    assert.deepEqual(
      origins.map(({ source, kind }) => `${source}, ${kind}`),
      ['The Guardian, medium'],
    );
  });
});

describe('an origin that several texts go back to', () => {
  it('is where the outlet has it from that another text names', () => {
    const texts = told(
      { text: `${LANDSLIP}, killing three people, the Halvik Rescue Service said.`, outlet: 'Reuters' },
      { text: `${LANDSLIP}, killing three people, Reuters reported.`, outlet: 'Harbour Gazette' },
    );
    const { origins } = claimOf(texts, 1, 'three people');
    assert.deepEqual(
      origins.map(({ source }) => source),
      ['Halvik Rescue Service'],
    );
  });

  it('stays with the outlet where the other text says something else', () => {
    const texts = told(
      { text: `${LANDSLIP}, killing three people, the Halvik Rescue Service said.`, outlet: 'Reuters' },
      { text: `${LANDSLIP}, killing five people, Reuters reported.`, outlet: 'Harbour Gazette' },
    );
    const { origins } = claimOf(texts, 1, 'five people');
    assert.deepEqual(origins.map(({ source }) => source).toSorted(), ['Halvik Rescue Service', 'Reuters']);
  });
});

describe('dates that do not meet', () => {
  const report = (day: string): Omit<ClaimDocument, 'id'> => ({
    text: `The dam at Ormsa in Halvik burst on ${day}, the keeper Ola Brandt said.`,
    published: '2031-05-09',
  });

  it('conflict where two texts tell of one event in the same words and a day apart', () => {
    const texts = told(report('May 3'), report('May 4'));
    assert.equal(claimOf(texts, 0, 'May 3').verdict, 'conflict');
  });

  it('are two events where they are further apart', () => {
    const texts = told(report('May 3'), report('May 8'));
    assert.notEqual(claimOf(texts, 0, 'May 3'), claimOf(texts, 1, 'May 8'));
  });
});

describe('figures of one event and of another', () => {
  it('are one toll where both begin with it, however far apart the numbers are', () => {
    const texts = told(`${LANDSLIP}, killing three people.`, `${LANDSLIP}, killing 41 people.`);
    const dead = claimOf(texts, 0, 'three people');
    assert.equal(dead, claimOf(texts, 1, '41 people'));
    assert.equal(dead.verdict, 'conflict');
  });

  it('are two where other names and other days of the week stand at the beginning', () => {
    const texts = told(
      { text: 'One man was shot dead at an office in Ormsa, Halvik, on Monday, police said.', published: '' },
      { text: 'One man was shot dead at an office in Tarrow, Sund, on Friday, police said.', published: '' },
    );
    assert.notEqual(claimOf(texts, 0, 'One man'), claimOf(texts, 1, 'One man'));
  });
});

describe('a number as it stands in the text', () => {
  const rows: readonly { readonly said: readonly [number, number | null, boolean?]; readonly number: number }[] = [
    { said: [24, 24], number: 24 },
    { said: [24, null], number: 24 },
    { said: [22.8, 25.2], number: 24 },
    { said: [22.8, 24, true], number: 24 },
    { said: [0, 24], number: 24 },
  ];
  for (const { said, number } of rows) {
    const [lo, hi, hiOpen = false] = said;
    it(`is ${number} of ${lo} to ${hi ?? 'any'}`, () => {
      assert.equal(numberOf({ lo, hi, loOpen: false, hiOpen }), number);
    });
  }

  it('is the more exact the more digits it has before its zeros', () => {
    assert.deepEqual([8, 3000, 24, 240, 6.8, 847, 2310, 6.85].map(exactnessOf), [0, 0, 0.5, 0.5, 0.5, 1, 1, 1]);
  });

  it('is compared with money in any currency where its own is not told, and no conflict', () => {
    const sum = { kind: 'figure' as const, loOpen: false, hiOpen: false, counted: '' };
    const [bare, euros] = [
      { ...sum, lo: 110, hi: 110, unit: 'money' },
      { ...sum, lo: 110, hi: 110, unit: 'EUR' },
    ];
    assert.equal(relationOf(bare, euros, new Map()), 'same');
    assert.equal(relationOf({ ...bare, lo: 90, hi: 90 }, euros, new Map()), 'unknown');
  });
});

describe('utterances', () => {
  it('of one speaker that share a few words in another order are two', () => {
    const first =
      '“We have received around fifty people with injuries from the walls of their houses,” Ola Brandt said.';
    const second = '“There are around thirty people seriously hurt, some with head injuries,” Ola Brandt said.';
    const texts = told(`${LANDSLIP}. ${first} ${second}`, `${LANDSLIP}. ${first} ${second}`);
    assert.equal(claimOf(texts, 0, 'received'), claimOf(texts, 1, 'received'));
    assert.notEqual(claimOf(texts, 0, 'received'), claimOf(texts, 1, 'There are'));
  });
});

describe('stances of opposite sides', () => {
  const stance = (id: string, polarity: 'positive' | 'negative', target: string): PlacedStatement => ({
    id,
    document: id,
    start: 0,
    end: 10,
    value: { kind: 'stance', holder: id, target, polarity, verb: polarity === 'positive' ? 'say' : 'deny' },
    attributedTo: [],
  });
  const conflicts = (one: string, other: string): number =>
    conflictsOf([stance('a', 'positive', one), stance('b', 'negative', other)], new Map()).length;

  it('are in conflict only over one thing', () => {
    assert.equal(conflicts('the boy carried a gun', 'the boy had a gun'), 1);
    assert.equal(conflicts('the boy carried a gun', 'officers fired without a warning'), 0);
  });

  it('are in conflict where one only takes up what the other says', () => {
    assert.equal(conflicts('the boy carried a gun', 'it'), 1);
  });
});
