/** Reports of one form for measuring: the same twelve sentences, with other names and numbers in each. */
import { randomFrom } from './search-texts.ts';

export function reportOfForm(
  number: number,
  names: number,
): { readonly id: string; readonly text: string; readonly published: string } {
  const random = randomFrom(number + 1);
  const below = (most: number): number => Math.floor(random() * most);
  const name = (): string => nameAt(below(names));
  const day = new Date(Date.UTC(2021, 0, 1 + below(700)));
  const [town, road, officer, witness] = [name(), name(), `${name()} ${name()}`, `${name()} ${name()}`];
  const on = day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const [injured, cars, loss, minutes, shots] = [
    1 + below(30),
    1 + below(6),
    100 * (1 + below(90)),
    5 + below(60),
    below(9),
  ];
  const text = [
    `Incident report ${number} of the ${town} station.`,
    `On ${on} officers were called to ${road} Road in ${town}.`,
    `At least ${injured} people were injured there, according to ${officer}.`,
    `A total of ${cars + 1} cars were damaged, and ${below(4) + 2} houses lost their windows.`,
    `The damage is estimated at $${loss}.`,
    `“We came as soon as we were called and did what could be done,” said ${officer}.`,
    `The first ambulance arrived after ${minutes} minutes.`,
    `${witness} denied that the driver had been drinking.`,
    `About ${20 + 10 * below(20)} residents had to leave their homes for the night.`,
    `Officers fired ${shots + 2} shots into the air.`,
    `${1 + below(12)} people were arrested, the station said.`,
    `The road was opened again after ${1 + below(48)} hours.`,
  ].join('\n');
  return { id: `form-${number}`, text, published: day.toISOString().slice(0, 10) };
}

function nameAt(number: number): string {
  const random = randomFrom(90_000 + number);
  const syllable = (): string =>
    'bcdfghklmnprstvz'.charAt(Math.floor(random() * 16)) + 'aeiou'.charAt(Math.floor(random() * 5));
  const letters = syllable() + syllable() + syllable();
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}
