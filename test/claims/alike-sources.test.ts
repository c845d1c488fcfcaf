import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AlikeSources } from '../../src/claims/lineage/alike-sources.ts';
import { isSameSource, type Source } from '../../src/claims/lineage/sources.ts';
import * as fc from '../properties.ts';

const word = fc.constantFrom(
  'us',
  'navy',
  'marchetti',
  'marchetty',
  'macrhetti',
  'marchett',
  'bo',
  'd',
  'un',
  'daily',
  'm',
  '',
);
const key = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ').trim());
const source: fc.Arbitrary<Source> = fc.record(
  {
    kind: fc.constantFrom<Source['kind'][]>('medium', 'body', 'person', 'office'),
    name: fc.constantFrom('Marchetti', '馬凱蒂'),
    key,
    person: key,
    heard: fc.constantFrom('mrkt', 'bo'),
  },
  { requiredKeys: ['kind', 'name', 'key'] },
);

test('the first source that is the same is found as by asking all in turn', () => {
  fc.assert(
    fc.property(fc.array(source, { maxLength: 12 }), source, (sources, wanted) => {
      const alike = new AlikeSources();
      for (const each of sources) alike.add(each);
      assert.equal(
        alike.first(wanted),
        sources.findIndex((each) => isSameSource(each, wanted)),
      );
    }),
    { numRuns: 2000 },
  );
});
