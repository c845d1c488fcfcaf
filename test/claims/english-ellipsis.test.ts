import assert from 'node:assert/strict';
import { test } from 'node:test';

import { interval, saidAs } from './said.ts';

const CASES = [
  { text: 'The toll climbed to 19.', found: ['19 [19, 19] people'], why: 'the subject is a toll' },
  { text: 'Tarvik flood: toll passes 150', found: ['passes 150 (150, ∞) people'], why: 'and its verb widens it' },
  { text: 'The camp held 400 men, of whom 130 left.', found: ['400 men [400, 400] people', '130 [130, 130] people'], why: 'of whom they are' },
  { text: 'Lost are 8,700 houses, of which 2,300 in Tarvik.', found: ['8,700 houses [8700, 8700] houses', '2,300 [2300, 2300] houses'], why: 'of which they are' },
  { text: 'Of 112 rapid tests, 96 were positive.', found: ['112 rapid tests [112, 112] tests', '96 [96, 96] tests'], why: 'a part of what stands in front' },
  { text: 'Eleven of twelve samples were clean.', found: ['Eleven [11, 11] samples', 'twelve samples [12, 12] samples'], why: 'a part of what follows' },
  { text: 'Nine have severe burns.', found: ['Nine [9, 9] people'], why: 'only people have burns' },
  { text: 'More than 150 had made their own way out.', found: ['More than 150 (150, ∞) people'], why: 'only people make their way' },
  { text: 'Police had said 12,000 people came, the organisers 40,000.', found: ['12,000 people [12000, 12000] people', '40,000 [40000, 40000] people'], why: 'the second half has no verb of its own' },
  { text: 'They found 41 victims in Molde and eight in Tarvik.', found: ['41 victims [41, 41] people', 'eight [8, 8] people'], why: 'the same in another place' },
  { text: 'The number of new cases fell from 1,450 to 530.', found: ['1,450 [1450, 1450] cases', '530 [530, 530] cases'], why: 'the subject says a number of what, and it moved' },
  { text: 'Up by half, from 1.10 to 1.70 euros.', found: ['1.10 [1.1, 1.1] EUR', '1.70 euros [1.7, 1.7] EUR'], why: 'what it was and what it is are no range' },
  { text: 'There were 321 cases. By district: Highfield 195, Port Alder 83, Low Mill 43.', found: ['321 cases [321, 321] cases', '195 [195, 195] cases', '83 [83, 83] cases', '43 [43, 43] cases'], why: 'a list of what was counted' },
  { text: 'It stole 14 million records, and not 6.1 million.', found: ['14 million records [14000000, 14000000] records', '6.1 million [6100000, 6100000] records'], why: 'set against each other' },
  { text: 'The fine is 80 million euros; lawyers wanted 65.', found: ['80 million euros [80000000, 80000000] EUR', '65 [65000000, 65000000] EUR'], why: 'its scale is left out too' },
  { text: 'A sack cost 900 pesos in May and now costs 1,700.', found: ['900 pesos [900, 900] pesos', '1,700 [1700, 1700] pesos'], why: 'a price' },
  { text: 'A shift took twelve hours; the law allows eight.', found: ['twelve hours [12, 12] hours', 'eight [8, 8] hours'], why: 'a measure of the same sentence' },
  { text: 'Three of the board’s members left.', found: ['Three of the board’s members [3, 3] people'], why: 'what stands in the genitive is not counted' },
  { text: 'No payment cards were affected.', found: ['No payment cards [0, 0] cards'], why: 'none' },
  { text: 'There were no arrests.', found: ['no arrests [0, 0] people'], why: 'none' },
  { text: 'No one is missing.', found: ['No one is missing [0, 0] people'], why: 'nobody' },
  { text: 'On the evening of 9 June 12,000 persons marched.', found: ['12,000 persons [12000, 12000] people'], why: 'the day is not part of the number' },
  { text: 'Damage came to 8.2 billion pesos.', found: ['8.2 billion pesos [8200000000, 8200000000] pesos'], why: 'whose pesos nobody says' },
  { text: 'In Manila rice costs 40 pesos.', found: ['40 pesos [40, 40] PHP'], why: 'one country of the text has them' },
  { text: 'It paid 4 million Swiss francs.', found: ['4 million Swiss francs [4000000, 4000000] CHF'], why: 'an adjective says whose' },
  { text: 'Half of the sick are under five.', found: ['Half of the sick [50, 50] percent'], why: 'an age counts nobody' },
  { text: 'We went to number 5 and came back at 7.', found: [], why: 'nothing was counted before' },
  { text: 'The 22 players lost. Harbour City beat Alder 3-1 in 2014.', found: ['22 players [22, 22] players'], why: 'a score' },
]; // prettier-ignore
for (const { text, found, why } of CASES) {
  test(`figures of “${text}”: ${why}`, () => {
    const figures = saidAs('figure', text).map(({ words, value }) => `${words} ${interval(value)} ${value.unit}`);
    assert.deepEqual(figures, found);
  });
}
