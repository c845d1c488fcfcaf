import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interval, saidAs } from './said.ts';

const CASES = [
  { text: 'The flood killed 141 people.', found: ['141 people [141, 141] people'], why: 'a count of people' },
  { text: 'More than 140 were injured.', found: ['More than 140 were injured (140, ∞) people'], why: 'an open lower end' },
  { text: 'At least 31 houses burned.', found: ['At least 31 houses [31, ∞) houses'], why: 'a closed lower end' },
  { text: 'Some 99,999 billion trillion people died.', found: [], why: 'no number, and its pieces are none either' },
  { text: 'It hurt up to 40 people.', found: ['up to 40 people [0, 40] people'], why: 'a closed upper end' },
  { text: 'Fewer than 20 people came.', found: ['Fewer than 20 people [0, 20) people'], why: 'an open upper end' },
  { text: 'About 200 homes were lost.', found: ['About 200 homes [190, 210] homes'], why: 'five per cent either way' },
  { text: 'Nearly 100 people fled.', found: ['Nearly 100 people [95, 100) people'], why: 'short of it' },
  { text: 'Between 60 and 80 tents arrived.', found: ['Between 60 and 80 tents [60, 80] tents'], why: 'a range in words' },
  { text: 'They walked 10-20 km.', found: ['10-20 km [10, 20] km'], why: 'a range with a dash' },
  { text: 'It made money over the last 10-20 years.', found: ['10-20 years [10, 20] years'], why: 'over is during, not more than' },
  { text: 'Dozens of people fled.', found: ['Dozens of people [24, ∞) people'], why: 'a vague plural' },
  { text: 'Tens of thousands of workers marched.', found: ['Tens of thousands of workers [20000, ∞) people'], why: 'a vague plural of a scale' },
  { text: 'It cost $5m.', found: ['$5m [5000000, 5000000] USD'], why: 'a letter for millions' },
  { text: 'The fine was €1.5 billion.', found: ['€1.5 billion [1500000000, 1500000000] EUR'], why: 'a scale behind a decimal' },
  { text: 'It struck 35 miles (56 km) away.', found: ['35 miles [35, 35] miles'], why: 'a conversion in brackets says nothing new' },
  { text: 'Half of the homes fell.', found: ['Half of the homes [50, 50] percent'], why: 'a share is a percentage' },
  { text: 'Between half and two-thirds of homes fell.', found: ['Between half and two-thirds of homes [50, 66.667] percent'], why: 'a range of shares' },
  { text: 'Two women and one man died.', found: ['Two women [2, 2] people', 'one man [1, 1] people'], why: 'one counts beside a number' },
  { text: 'He said that one person had been attacked.', found: ['one person [1, 1] people'], why: 'what happened to one' },
  { text: 'He wanted that one, and said that one was enough.', found: [], why: 'that one is no number' },
  { text: 'A bomb killed a child.', found: ['a child [1, 1] people'], why: 'an article counts in a toll' },
  { text: 'THREE PEOPLE HAVE DIED IN A BLAZE', found: ['THREE PEOPLE [3, 3] people'], why: 'capitals hide no noun' },
  { text: 'There were no casualties.', found: ['no casualties [0, 0] people'], why: 'none is nought' },
  { text: 'No casualties were reported.', found: [], why: 'nobody has said so yet' },
  { text: 'In 2013 the 61-year-old came third on page 12 of the No. 4 list.', found: [], why: 'years, ages, ordinals, pages, numbers' },
  { text: 'The 76ers met Area51 at 10:30 on flight 370.', found: [], why: 'names and clock' },
  { text: 'One of the men spoke, and no one else.', found: [], why: 'one as a pronoun' },
  { text: 'Another 2,000 are waiting to be housed.', found: ['Another 2,000 [2000, 2000] people'], why: 'people who are not named again' },
  { text: 'They talked for 2 1/2 hours.', found: ['2 1/2 hours [2.5, 2.5] hours'], why: 'a number with a fraction' },
  { text: 'It cost $1½ million.', found: ['$1½ million [1500000, 1500000] USD'], why: 'a fraction before its scale' },
  { text: 'One and a half million people fled.', found: ['One and a half million people [1500000, 1500000] people'], why: 'a half in words' },
  { text: 'The trial took a year and a half.', found: ['a year and a half [1.5, 1.5] years'], why: 'a half behind its measure' },
  { text: 'Some 12 000 people came.', found: ['Some 12 000 people [11400, 12600] people'], why: 'thousands set apart by a space' },
  { text: 'A mother of two died in the crash.', found: [], why: 'children of hers are no toll' },
  { text: 'The mothers of two victims spoke.', found: ['two victims [2, 2] people'], why: 'people of whom something else is told' },
  { text: 'The side, who started at 9-14 a year ago, lost 2-3.', found: [], why: 'what a team has won and lost' },
  { text: 'The fire is out, police told 1010 WINS.', found: [], why: 'a station by its frequency' },
  { text: 'It would pay between 620p and 650p a share.', found: ['between 620p and 650p a share [6.2, 6.5] GBP per share'], why: 'pence, and what both ends share' },
  { text: 'Between £290m and £310m is missing.', found: ['Between £290m and £310m [290000000, 310000000] GBP'], why: 'a letter for millions at both ends' },
  { text: 'The bid is worth 2.35 bln pounds for 58pc.', found: ['2.35 bln pounds [2350000000, 2350000000] GBP', '58pc [58, 58] percent'], why: 'short forms of newspapers' },
  { text: 'Shares rose 11 percent to 636 pence.', found: ['11 percent [11, 11] percent', '636 pence [6.36, 6.36] GBP'], why: 'two measures are no range' },
  { text: 'It took two hours and 20 minutes.', found: ['two hours and 20 minutes [140, 140] minutes'], why: 'one time in two measures' },
  { text: 'Nearly one in five is ill.', found: ['Nearly one in five [19, 20) percent'], why: 'a share by example' },
  { text: 'The fighting killed two in five days.', found: ['two [2, 2] people', 'five days [5, 5] days'], why: 'no share, but a time' },
  { text: 'In Lescaux, 4,000 persons demonstrated.', found: ['4,000 persons [4000, 4000] people'], why: 'no age behind a name, and a noun that could be a verb' },
  { text: 'The march drew 18,000. Police counted 32,000; the union spoke of 120,000.', found: ['18,000 [18000, 18000] people', '32,000 [32000, 32000] people', '120,000 [120000, 120000] people'], why: 'where a crowd is told of, people are counted' },
  { text: 'Tens of thousands march in Velm.', found: ['Tens of thousands [20000, ∞) people'], why: 'only people march' },
  { text: 'Participants: 18,500. Tear gas grenades used: 60.', found: ['18,500 [18500, 18500] people', '60 [60, 60] grenades'], why: 'labels say what is counted' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`figures of “${text}”: ${why}`, () => {
    const figures = saidAs('figure', text).map(({ words, value }) => `${words} ${interval(value)} ${value.unit}`);
    assert.deepEqual(figures, found);
  });
}

const CREDITED = [
  { text: 'Police said 18 people were hurt.', by: [['Police']], why: 'who says it stands in front' },
  { text: 'Eighteen people were hurt, the ministry said.', by: [['the ministry']], why: 'or behind' },
  { text: 'According to AFP, the ministry said 18 people were hurt.', by: [['the ministry', 'AFP']], why: 'a chain, nearest first' },
  { text: 'The ministry told Reuters that 18 people were hurt.', by: [['The ministry', 'Reuters']], why: 'who was told passes it on' },
  { text: 'Police said 18 people were hurt, but doctors said 25 people were.', by: [['Police'], ['doctors']], why: 'each says its own' },
  { text: '“We lost 18 people,” Ann Archer said.', by: [['Ann Archer']], why: 'what is quoted is the speaker’s' },
  { text: 'AFP quoted the governor as saying 18 people were hurt.', by: [['the governor', 'AFP']], why: 'one quotes another' },
  { text: 'Damage estimated at 18 tonnes was seen.', by: [[]], why: 'nobody estimates' },
  { text: 'A wall killed 18 people near a school, said agency official Ann Archer.', by: [['agency official Ann Archer']], why: 'who says it closes the sentence' },
  { text: 'The firm, in a note, said 18 people in China, its customers, were hurt.', by: [['The firm']], why: 'what is said does not close it' },
  { text: 'Archer told Reuters: “We counted 18 people dead and more hurt,” adding that it rained.', by: [['Archer', 'Reuters']], why: 'nobody in a quotation adds something' },
  { text: 'The union spoke of 18 people hurt.', by: [['The union']], why: 'a number that is spoken of' },
  { text: 'Police said 18 people were hurt, the union 60.', by: [['Police'], ['the union']], why: 'the second half leaves the verb out' },
  { text: 'Some 18 people by the count of the police, and not 60, as AFP wrote, were hurt.', by: [['the police'], ['AFP']], why: 'each has its own count' },
  { text: 'The town has 18 people, not 60 people as Reuters had it.', by: [[], ['Reuters']], why: 'only what is set against the rest' },
  { text: 'In all 18 people died, the office said, after rescuers reached a town where 22 people drowned.', by: [['the office'], ['the office']], why: 'what trails behind is still said' },
  { text: 'A doctor who had said so early, Ann Archer, was moved 18 kilometres away.', by: [[]], why: 'a relative clause is over' },
  { text: 'Nine districts have reported 18 cases.', by: [[], []], why: 'who is counted is not heard' },
  { text: 'The flood claimed over 18 lives.', by: [[]], why: 'a flood says nothing' },
  { text: 'Some 18 people were hurt, according to police.', by: [['police']], why: 'police is no verb here' },
  { text: 'The storm killed 18 people, the Associated Press reported.', by: [['the Associated Press']], why: 'a name that looks like a verb' },
  { text: 'The ministry estimates that 18 people were hurt.', by: [['The ministry']], why: 'a verb that looks like a noun' },
  { text: 'It was reported that 18 people were hurt.', by: [[]], why: 'nobody says it' },
]; // prettier-ignore
for (const { text, by, why } of CREDITED) {
  test(`credits of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text).map((figure) => figure.by),
      by,
    );
  });
}
