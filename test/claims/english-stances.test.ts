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
  { text: 'We denied it all.', found: ['We | deny negative | it all'], why: 'who writes the text' },
  { text: 'We say it is not easy.', found: [], why: 'what a text says is no side' },
  { text: 'The force sent 1,800 officers. It repeats that no bullets were fired.', found: ['The force | repeat positive | no bullets were fired'], why: 'it is the body that was told of' },
  { text: 'The ministry called the letter a forgery.', found: ['The ministry | call negative | the letter a forgery'], why: 'what somebody calls it' },
  { text: 'The letter is a forgery, the ministry said.', found: ['the ministry | say negative | The letter is a forgery'], why: 'a denial before its speaker' },
  { text: 'The union holds the owner responsible for the blast.', found: ['The union | hold negative | the owner responsible for the blast'], why: 'a charge' },
  { text: 'The widow is convinced that the alarm was off.', found: ['The widow | convinced positive | the alarm was off'], why: 'a conviction' },
  { text: 'The owner would neither confirm nor deny that it leaked.', found: ['The owner | deny neutral | it leaked'], why: 'neither side' },
  { text: 'Officials in Tarvik ruled out arson.', found: ['Officials in Tarvik | rule negative | out arson'], why: 'a verb of two words' },
  { text: 'Tarvik admits error.', found: ['Tarvik | admit positive | error'], why: 'an admission of something' },
  { text: 'The hospital admitted 12 patients.', found: [], why: 'to a ward' },
  { text: 'The owner denied that the ferry was overloaded. A passenger said the ferry was badly overloaded.', found: ['The owner | deny negative | the ferry was overloaded', 'A passenger | say positive | the ferry was badly overloaded'], why: 'the text lets somebody deny what is said' },
  { text: 'The minister said there were 12,000.', found: [], why: 'a figure' },
  { text: 'Residents do not believe he had a gun.', found: ['Residents | believe negative | he had a gun'], why: 'what is not believed is denied' },
  { text: 'The family never thought that he was unarmed.', found: ['The family | think negative | he was unarmed'], why: 'whichever side it takes' },
  { text: 'The mayor did not say he had a gun.', found: [], why: 'nothing was said' },
  { text: 'The ministry charged that the cellar served as a command post.', found: ['The ministry | charge positive | the cellar served as a command post'], why: 'a charge that something is so' },
  { text: 'The union protested that the driver was not to blame.', found: ['The union | protest negative | the driver was not to blame'], why: 'a protest' },
  { text: 'The ministry rejects once more the assertion that it knew.', found: ['The ministry | reject negative | once more the assertion that it knew'], why: 'again' },
  { text: 'The envoy denied in a letter to this newspaper that anybody was hurt.', found: ['The envoy | deny negative | in a letter to this newspaper that anybody was hurt'], why: 'to whom stands between' },
  { text: 'The expert confirmed the papers as authentic.', found: ['The expert | confirm positive | the papers as authentic'], why: 'that they are what they seem' },
  { text: 'His sister said he had too much sense to point a gun at an officer.', found: ['sister | say negative | he had too much sense to point a gun at an officer'], why: 'too much of it to do so' },
  { text: 'Ann Archer saw it. It was a plane of the army, she insists.', found: ['Ann Archer | insist positive | It was a plane of the army'], why: 'who insists takes a side' },
  { text: 'The ministry said the ferry was safe. The union denied it.', found: ['The ministry | say positive | the ferry was safe', 'The union | deny negative | it'], why: 'what somebody else denies' },
  { text: 'The mayor said the rail was cracked, a charge that the owner denies.', found: ['The mayor | say positive | the rail was cracked', 'the owner | deny negative | the charge'], why: 'of what stands before' },
  { text: 'The ministry said 12 people had died. The union denied it.', found: ['The union | deny negative | it'], why: 'a number is a figure, also where it is denied' },
  { text: 'The company neither confirmed nor denied the talks.', found: ['The company | deny neutral | the talks'], why: 'neither side, of the past' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`stances of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('stance', text).map(({ value }) => `${value.holder} | ${value.verb} ${value.polarity} | ${value.target}`),
      found,
    );
  });
}
