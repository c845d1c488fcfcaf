import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidAs } from './said.ts';

const CASES = [
  { text: 'Police said five people died and warned of more.', by: ['Police'], why: 'the next verb has the same subject' },
  { text: "The agency's own figure for the north was 151 dead.", by: ['The agency'], why: 'it is called theirs' },
  { text: 'Rebuilding it, the charity reckons, would cost 3 million euros.', by: ['the charity'], why: 'a parenthesis' },
  { text: 'The Chamber of Commerce comes to 400 broken windows.', by: ['The Chamber of Commerce'], why: 'a sum' },
  { text: 'A study of the university later came to 35,000 people.', by: ['A study of the university'], why: 'a writing' },
  { text: 'Five people died at the mill.', by: [], why: 'nobody is named' },
  { text: 'The bill came to 400 dollars.', by: [], why: 'a bill has counted nothing' },
  { text: 'Repairs came to 12,000 dollars.', by: [], why: 'what stands first has a capital and no name' },
  { text: 'The water came to 3 metres.', by: [], why: 'a height' },
  { text: 'The marchers came to 3,000 people.', by: [], why: 'how many they are' },
  { text: 'Police came to 40 houses.', by: [], why: 'a way, and no sum' },
  { text: 'Reuters’ tally was 41 dead.', by: ['Reuters'], why: 'a genitive behind an s' },
  { text: "The organisers' figure was 3,000 people.", by: ["The organisers"], why: 'people who count' },
  { text: "China's own toll was 41 dead.", by: ['China'], why: 'it is called theirs' },
  { text: "Monday's toll was 41 dead.", by: [], why: 'a day' },
  { text: "Last year's total was 41 deaths.", by: [], why: 'a year' },
  { text: "The month's first total was 41 dead.", by: [], why: 'a month' },
  { text: "The war's latest toll is 41 dead.", by: [], why: 'what happened' },
  { text: "The hospital fire's toll was 41 dead.", by: [], why: 'what happened in a body' },
  { text: "Katrina's toll was 41 dead.", by: [], why: 'a toll may be of what has the name' },
  { text: "The protesters' number was 3,000 people.", by: [], why: 'how many they are' },
  { text: "The victims' count was 41 people.", by: [], why: 'who was counted' },
  { text: "The so-called 'unrest' toll was 41 people.", by: [], why: 'the mark closes a quotation' },
  { text: "The 'silent marchers' total was 3,000 people.", by: [], why: 'a quotation behind an s' },
  { text: 'By the army’s count 41 people died.', by: ['the army'], why: 'no verb' },
  { text: 'By Monday’s count 41 people died.', by: [], why: 'a day again' },
  { text: 'It was 28 people by the count of the dead.', by: [], why: 'who was counted' },
  { text: 'Inspectors counted 186 deaths between May 2018 and June 2020, according to a report.', by: ['Inspectors', 'a report'], why: 'the nearest first, and June is nobody' },
]; // prettier-ignore
for (const { text, by, why } of CASES) {
  test(`figures of “${text}” are credited with ${by.join(', ') || 'nobody'}: ${why}`, () => {
    assert.deepEqual(saidAs('figure', text)[0]?.by, by);
  });
}

const SECOND = [
  { text: 'The ministry said 12 people died, Reuters 15.', by: ['Reuters'], why: 'a name' },
  { text: 'The police counted 12,000 people, the organisers 40,000.', by: ['the organisers'], why: 'people who count' },
  { text: 'The ministry said 40 cars were damaged, trucks 12.', by: ['The ministry'], why: 'what was counted' },
  { text: 'The ministry said 12 people died on Sunday, Monday 15.', by: ['The ministry'], why: 'a day' },
];
for (const { text, by, why } of SECOND) {
  test(`the second number of “${text}” is credited with ${by.join()}: ${why}`, () => {
    assert.deepEqual(saidAs('figure', text)[1]?.by, by);
  });
}
