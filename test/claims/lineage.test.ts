import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimsOf, type ClaimDocument } from '../../src/claims/claims-of.ts';
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
  const document = (text: string): ClaimDocument => ({ id: 'a', text });
  const text = 'Flood agency spokesman Ola Berg said so. Mary Oak, a farmer, disagreed.';
  const table = [
    { a: 'USGS', b: 'U.S. Geological Survey', same: true, why: 'initials' },
    { a: 'Ola Berg', b: 'the flood agency', same: true, why: 'a spokesman counts as the body' },
    { a: 'police', b: 'Police', same: true, why: 'one body without a name' },
    { a: 'Berg', b: 'Ola Berg', same: true, why: 'a family name' },
    { a: 'Mary Oak', b: 'Ola Berg', same: false, why: 'two persons' },
    { a: 'AFP', b: 'Reuters', same: false, why: 'two agencies' },
  ];
  for (const { a, b, same, why } of table) {
    it(`takes ${a} and ${b} for ${same ? 'one' : 'two'}: ${why}`, () => {
      assert.equal(isSameSource(sourceOf(a, document(text)), sourceOf(b, document(text))), same);
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
