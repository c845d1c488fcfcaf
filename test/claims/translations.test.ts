import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markedDocuments } from '../../scripts/claim-stories.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { NOTHING_DECIDED, type Decided } from '../../src/claims/keeping/decided.ts';
import { isTranslated } from '../../src/claims/lineage/translation.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

interface Given extends ClaimDocument {
  readonly language: string;
}

function story(name: string): readonly Given[] {
  return markedDocuments(`test/fixtures/claims/translations/${name}.txt`).map(({ id, head, text }) => ({
    id,
    text,
    language: head.get('language') ?? '',
    outlet: head.get('outlet') ?? '',
    published: head.get('published') ?? '',
  }));
}

function statementsIn({ id, text, language, published = '' }: Given): readonly PlacedStatement[] {
  const passages = [{ start: 0, end: text.length, language }];
  return findStatements({ text, passages, ...(published === '' ? {} : { published }) }).map((statement, index) => ({
    ...statement,
    id: `${id} ${index}`,
    document: id,
  }));
}

function linedUp(documents: readonly Given[], decided: Decided = NOTHING_DECIDED) {
  return claimsOf(documents, documents.flatMap(statementsIn), decided);
}

/** Of a statement in these tests. */
function documentOf(id: string): string {
  return id.split(' ')[0] ?? '';
}

function translationsIn({ lineage }: ReturnType<typeof linedUp>): readonly string[] {
  const found = lineage.filter(({ same }) => same === 'translation');
  return found.map(({ document, from }) => `${document} of ${from.replace('document ', '')}`).toSorted();
}

describe('a text that says the same as another one in another language', () => {
  const table = [
    { name: 'wells', translations: ['chinese of english', 'uyghur of english'], why: 'a report, by date' },
    { name: 'cell', translations: ['chinese of uyghur', 'english of uyghur'], why: 'testimony; two say that they are translations' },
    { name: 'ferry-strike', translations: ['english of chinese', 'uyghur of chinese'], why: 'news with quotations, by date' },
  ] as const; // prettier-ignore
  for (const { name, translations, why } of table) {
    it(`is a translation, and no report of the same events is one: ${name}, ${why}`, () => {
      assert.deepEqual(translationsIn(linedUp(story(name))), translations);
    });

    it(`is one whatever the order in which the texts came: ${name}`, () => {
      assert.deepEqual(translationsIn(linedUp(story(name).toReversed())), translations);
    });
  }

  it('is passed over where no finder reads its language: nothing of it is lined up', () => {
    const found = linedUp(story('wells').filter(({ id }) => id === 'english' || id === 'french'));
    assert.deepEqual(translationsIn(found), []);
  });

  it('adds no origin, whatever it calls whom the text credits', () => {
    const found = linedUp(story('ferry-strike').filter(({ id }) => ['chinese', 'english', 'uyghur'].includes(id)));
    const shared = found.claims.filter(({ statements }) => new Set(statements.map(documentOf)).size > 1);
    assert.ok(shared.length >= 10, `${shared.length} claims of several texts`);
    assert.deepEqual(shared.filter(({ origins }) => origins.length > 1), []);
  }); // prettier-ignore

  it('shows what stands at the same point of both', () => {
    const texts = new Map(story('wells').map(({ id, text }) => [id, text]));
    const step = linedUp(story('wells')).lineage.find(({ document, same }) => document === 'chinese' && same === 'translation');
    const pairs = step?.aligned?.map(({ here, there }) => [
      texts.get('chinese')?.slice(here.start, here.end),
      texts.get('english')?.slice(there.start, there.end),
    ]);
    for (const pair of [['1150升', '1,150 litres'], ['118户', '118 households'], ['塔尔木县', 'Tarmu']])
      assert.ok(pairs?.some((each) => each.join() === pair.join()), JSON.stringify(pairs));
  }); // prettier-ignore

  it('is an origin of its own where a person says that it is none', () => {
    const documents = story('wells').filter(({ id }) => id === 'english' || id === 'chinese');
    const denied = { document: 'chinese', from: 'document english', holds: false };
    const found = linedUp(documents, { ...NOTHING_DECIDED, lineage: [denied] });
    assert.deepEqual(translationsIn(found), []);
    const sources = found.claims.flatMap(({ origins }) => origins.map(({ source }) => source));
    assert.ok(sources.includes('高地来信'), sources.join());
  });

  it('is from whom a person says, where a person says that', () => {
    const documents = story('wells').filter(({ id }) => id === 'english' || id === 'chinese');
    const said = { document: 'chinese', from: 'Hill Echo', holds: true };
    const found = linedUp(documents, { ...NOTHING_DECIDED, lineage: [said] });
    const sources = found.claims.flatMap(({ origins }) => origins.map(({ source }) => source));
    assert.ok(sources.includes('Hill Echo'), sources.join());
  });

  const marks = [
    { text: 'Translated from Uyghur on 2 September.', is: true, why: 'a line at its head' },
    { text: '证人N的证词\n译自英文', is: true, why: 'the same in Chinese' },
    { text: 'تەرجىمە قىلغۇچى: ئەنۋەر', is: true, why: 'who translated it, in Uyghur' },
    { text: 'She translated novels for a living.', is: false, why: 'what somebody does' },
    { text: '翻译公司的三名员工被带走。', is: false, why: 'a company of translators' },
  ];
  for (const { text, is, why } of marks) {
    it(`says ${is ? '' : 'nothing '}of itself to be one: ${why}`, () => assert.equal(isTranslated(text), is));
  }
});

describe('an utterance in two languages', () => {
  const quoted = (found: ReturnType<typeof linedUp>, document: string, words: string): readonly string[] => {
    const id = statementsIn(byId(document)).find(({ value }) => value.kind === 'quotation' && value.words.startsWith(words))?.id;
    return found.claims.find(({ statements }) => statements.includes(id ?? ''))?.statements.map(documentOf) ?? [];
  }; // prettier-ignore
  const all = story('ferry-strike');
  const byId = (id: string): Given => {
    const found = all.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };

  it('is one claim where it stands at the same point of a text and its translations, with one origin', () => {
    const found = linedUp(all.filter(({ id }) => id !== 'weekly' && id !== 'harbour'));
    assert.deepEqual(quoted(found, 'chinese', '公司账上').toSorted(), ['chinese', 'english', 'uyghur']);
    assert.deepEqual(quoted(found, 'chinese', '我们不要').toSorted(), ['chinese', 'english', 'uyghur']);
  });

  it('says why it is one', () => {
    const found = linedUp(all.filter(({ id }) => id === 'chinese' || id === 'english'));
    const joins = found.claims.flatMap((claim) => claim.joins.filter(({ reasons }) => reasons[0] === 'translation'));
    assert.ok(joins.length > 0);
  });

  it('stays apart from what somebody else said in a report of the same day', () => {
    const found = linedUp(all.filter(({ id }) => id === 'chinese' || id === 'harbour'));
    assert.deepEqual(quoted(found, 'chinese', '公司账上'), ['chinese']);
  });
});

describe('a quotation in reports of two languages that are no translations of one another', () => {
  const english: Given = {
    id: 'english',
    language: 'en',
    outlet: 'Bay Monitor',
    published: '2031-08-03',
    text: 'Rosta waits for ships\n\nThe island of Rosta has bread for 9 days, its shops said on Saturday. Fourteen cargo ships lie outside the port.\n\n“None of the 23,000 residents of the island will go to sleep hungry,” the mayor, Petra Lukas, said in Rosta.\n\n“People go to sleep hungry and nobody is ashamed,” said Irene Brandt of the union.',
  };
  const chinese: Given = {
    id: 'chinese',
    language: 'zh-Hans',
    outlet: '海湾新闻',
    published: '2031-08-02',
    text: '罗斯塔港工人继续罢工\n\n罗斯塔岛上的商店开始限购面包，每人两个。\n\n市长佩特拉·卢卡斯说：“岛上23000名居民没有一个人会饿着肚子睡觉。”港务公司没有回应。',
  };
  const together = (documents: readonly Given[]): readonly (readonly string[])[] => {
    const found = linedUp(documents);
    const quotations = new Set(
      documents.flatMap(statementsIn).flatMap(({ id, value }) => (value.kind === 'quotation' ? [id] : [])),
    );
    return found.claims.map(({ statements }) => statements.filter((id) => quotations.has(id))).filter(({ length }) => length > 1);
  }; // prettier-ignore

  it('is one claim where one speaker says it, by a name that sounds the same', () => {
    const [one, ...others] = together([english, chinese]);
    assert.deepEqual(one?.map(documentOf).toSorted(), ['chinese', 'english']);
    assert.deepEqual(others, []);
    assert.deepEqual(together([chinese, english]).length, 1);
  });

  it('stays two where somebody else says much the same', () => {
    const somebody = { ...chinese, text: chinese.text.replace('市长佩特拉·卢卡斯', '船长奥托·施泰因') };
    assert.deepEqual(together([english, somebody]), []);
  });

  it('is no translation of the whole text', () => {
    assert.deepEqual(translationsIn(linedUp([english, chinese])), []);
  });
});

describe('texts that are the same in one language', () => {
  const mail =
    'The river was measured today. It stood at 412 centimetres at the bridge, which is 38 more than a week ago, and 57 houses have water in the cellar.';
  const river = { id: 'river', language: 'en', outlet: 'Ada Marsh', published: '2031-10-10T16:20:00Z', text: mail };
  const forward = {
    id: 'forward',
    language: 'en',
    outlet: 'Ben Hale',
    published: '2031-10-11T08:02:00Z',
    text: `See below. We need 14 boats.\n\n---------- Forwarded message ----------\nFrom: Ada Marsh <ada@example.org>\nDate: Fri, Oct 10, 2031\nSubject: River\nTo: Ben Hale\n\n${mail}`,
  };
  const step = (documents: readonly Given[], document: string) =>
    linedUp(documents).lineage.find((each) => each.document === document && each.kind === 'same-file');

  it('are a mail and the one that passes it on, whose own words stay those of its sender', () => {
    const found = step([river, forward], 'forward');
    assert.deepEqual([found?.same, found?.from], ['forward', 'document river']);
    assert.ok(forward.text.slice(found?.evidence.start, found?.evidence.end).includes('412 centimetres'));
    const { claims } = linedUp([river, forward]);
    const origins = claims.map(({ statements, origins: each }) => [statements.length, ...each.map(({ source }) => source)].join());
    assert.ok(origins.includes('1,Ben Hale'), origins.join(' | '));
    assert.ok(origins.includes('2,Ada Marsh'), origins.join(' | '));
  }); // prettier-ignore

  it('are copies, with their first words to show it', () => {
    const found = step([river, { ...river, id: 'copy' }], 'river') ?? step([river, { ...river, id: 'copy' }], 'copy');
    assert.equal(found?.same, 'copy');
    assert.ok((found?.evidence.end ?? 0) > 20);
  });

  it('are an earlier and a later state of one paper', () => {
    const [first, later] = [{ ...river, outlet: '', published: '' }, { ...river, id: 'later', outlet: '', published: '', text: `${mail} The school is closed.` }];
    assert.equal(step([first, later], 'river')?.same, 'version');
  }); // prettier-ignore
});
