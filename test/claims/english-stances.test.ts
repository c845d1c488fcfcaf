import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidAs } from './said.ts';

const CASES = [
  { text: 'The ministry denied the report.', found: ['The ministry | deny negative | the report'], why: 'a denial' },
  { text: 'The ministry did not dispute the report.', found: ['The ministry | dispute neutral | the report'], why: 'a denial denied takes no side' },
  { text: 'The ministry acknowledged that the camp exists.', found: ['The ministry | acknowledge positive | the camp exists'], why: 'an admission' },
  { text: 'Ann Archer accused the police of lying.', found: ['Ann Archer | accuse negative | the police of lying'], why: 'a charge' },
  { text: 'The report was not denied by the ministry.', found: ['the ministry | deny neutral | The report'], why: 'in the passive' },
  { text: 'Unions are refusing to support the bill.', found: ['Unions | refuse negative | to support the bill'], why: 'a refusal' },
  { text: 'The mayor said the curfew was unacceptable.', found: ['The mayor | say positive | the curfew was unacceptable'], why: 'a judgement that is said' },
  { text: 'He was unarmed, the family said.', found: ['the family | say positive | He was unarmed'], why: 'a contested fact before its speaker' },
  { text: 'Residents question the police account.', found: ['Residents | question negative | the police account'], why: 'a doubt, by a verb that looks like a noun' },
  { text: 'Neighbours are skeptical of the police account.', found: ['Neighbours | skeptical negative | of the police account'], why: 'a doubt, by an adjective' },
  { text: 'The witness rejected police allegations that he had a knife.', found: ['The witness | reject negative | police allegations that he had a knife', 'police | allegation positive | he had a knife'], why: 'a charge, by a noun' },
  { text: 'Police said there were no immediate reports of casualties.', found: [], why: 'news, no side' },
  { text: 'The man accused of the theft left.', found: [], why: 'nobody accuses' },
  { text: 'The minister has been criticised heavily.', found: [], why: 'nobody says by whom' },
  { text: 'The ministry could deny the report.', found: [], why: 'it has not' },
  { text: 'Police confirmed 12 deaths.', found: [], why: 'a report of a number' },
  { text: 'We denied it all.', found: [], why: 'no holder' },
  { text: 'Residents do not believe he had a gun.', found: ['Residents | believe negative | he had a gun'], why: 'what is not believed is denied' },
  { text: 'The family never thought that he was unarmed.', found: ['The family | think negative | he was unarmed'], why: 'whichever side it takes' },
  { text: 'The mayor did not say he had a gun.', found: [], why: 'nothing was said' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`stances of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('stance', text).map(({ value }) => `${value.holder} | ${value.verb} ${value.polarity} | ${value.target}`),
      found,
    );
  });
}
