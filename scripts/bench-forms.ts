/**
 * Measures lining up of reports of one form: `npm run bench -- forms [--documents 10000] [--names 60]`. Invents that many reports of
 * the same twelve sentences in which names and numbers differ, finds what they say and lines it up; prints the CPU time of
 * all threads and the peak memory, and how large the largest claim is. Then adds one more.
 */
import { parseArgs } from 'node:util';
import { findStatements } from '../src/claims/finding/find-statements.ts';
import { profileOf, type DocumentProfile } from '../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../src/claims/lining-up/lining-up.ts';
import { reportOfForm } from './one-form.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '10000' }, names: { type: 'string', default: '60' } },
});
const [count, names] = [Number(values.documents), Number(values.names)];
const liningUp = new LiningUp();
let statements = 0;

const finding = cpuOf(() => {
  for (let number = 0; number < count; number += 1) liningUp.put(profileAt(number));
});
const lining = cpuOf(takeChanges);
const peak = process.resourceUsage().maxRSS;
console.log(
  `${count} reports of one form, ${names} names, ${statements} statements: finding ${finding.toFixed(1)} s, ` +
    `lining up ${lining.toFixed(1)} s of CPU, peak ${Math.round(peak / 1000)} MB`,
);
const more = profileAt(count);
const one = cpuOf(() => {
  liningUp.put(more);
  takeChanges();
});
console.log(`one more: ${one.toFixed(2)} s`);

function profileAt(number: number): DocumentProfile {
  const { id, text, published } = reportOfForm(number, names);
  const passages = [{ start: 0, end: text.length, page: 1, language: 'en' }];
  const found = findStatements({ text, passages, published });
  statements += found.length;
  const placed = found.map(({ start, end, value, attributedTo }, at) => ({
    id: `${id}-${at}`,
    document: id,
    start,
    end,
    value,
    attributedTo,
  }));
  return profileOf({ id, text, published }, placed);
}

function takeChanges(): void {
  let [claims, conflicts, largest, pairs] = [0, 0, 0, 0];
  for (const change of liningUp.changes()) {
    for (const claim of change.claims) {
      claims += 1;
      if (claim.verdict === 'conflict') conflicts += 1;
      pairs += claim.conflicts.length;
      largest = Math.max(largest, claim.statements.length);
    }
  }
  console.log(`${claims} claims, ${conflicts} in conflict by ${pairs} pairs, the largest of ${largest} statements`);
}

/** In seconds. */
function cpuOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}
