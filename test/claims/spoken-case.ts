import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { OpenCase } from '../../src/house.ts';
import type { ClaimView, StatementView } from '../../src/nouns/claim-views.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

/** Three papers that tell of one invented fire and do not agree, and one that tells of something else. */
export const PAPERS = {
  'gazette.txt': `outlet: Lowland Gazette
published: 2015-03-09

Warehouse fire in Port Meridan
12 people were killed and 40 people were injured when a warehouse burned down in Port Meridan on Sunday, the fire brigade said.
"We have never seen flames of this height in the harbour," said brigade commander Ilsa Varn.
The warehouse belonged to the Corvell shipping company.
`,
  'courier.txt': `outlet: Harbour Courier
published: 2015-03-09

Port Meridan blaze kills 19
A warehouse fire in Port Meridan killed 19 people and injured 40 people on Sunday, hospital officials told the Harbour Courier.
The warehouse belonged to the Corvell shipping company, which declined to comment.
`,
  'tribune.txt': `outlet: Morning Tribune
published: 2015-03-10

Corvell warehouse fire
19 people were killed in the warehouse fire in Port Meridan on Sunday, the Harbour Courier reported.
"We have never seen flames of this height in the harbour," commander Ilsa Varn said.
`,
  'sports.txt': `outlet: Morning Tribune
published: 2016-07-01

Rowing
The regatta in Eastvale drew 300 spectators on Friday, the organisers said.
`,
} as const;

export async function spokenCase(
  t: TestContext,
  papers: Readonly<Record<string, string>> = PAPERS,
): Promise<Awaited<ReturnType<typeof temporaryCase>> & { readonly opened: OpenCase }> {
  const place = await temporaryCase(t);
  const opened = await place.open();
  await take(opened, place.outside, papers);
  return { ...place, opened };
}

let folders = 0;

/** Takes papers in and reads them. */
export async function take(opened: OpenCase, outside: string, papers: Readonly<Record<string, string>>): Promise<void> {
  folders += 1;
  const folder = join(outside, `papers-${folders}`);
  await mkdir(folder);
  for (const [name, text] of Object.entries(papers)) await writeFile(join(folder, name), text);
  await opened.receive([folder], {});
  await readAll(opened);
}

/** Every claim whole, in the order of the board. */
export async function allClaims(opened: OpenCase): Promise<readonly ClaimView[]> {
  const { claims } = await opened.claims({ offset: 0, limit: 1000 });
  return Promise.all(
    claims.map(async ({ id }) => {
      const claim = await opened.claim(id);
      if (claim === undefined) throw new Error(`no claim ${id}`);
      return claim;
    }),
  );
}

/** The statement of a document that holds these words, first of all. */
export async function statementOf(opened: OpenCase, paper: string, words: string): Promise<StatementView> {
  for (const { statements, rejected } of await allClaims(opened)) {
    const found = [...statements, ...rejected].find(
      (each) => each.document.title === paper && wordsOf(each).includes(words),
    );
    if (found !== undefined) return found;
  }
  throw new Error(`no statement ${words} in ${paper}`);
}

export function wordsOf({ sentence, start, end }: StatementView): string {
  return sentence.text.slice(start - sentence.start, end - sentence.start);
}

/** What is the same whenever the same is known: claims by the words of their statements, without ids and times. */
export async function gist(opened: OpenCase): Promise<readonly string[]> {
  const claims = await allClaims(opened);
  return claims
    .map(({ verdict, statements, rejected, origins, assessments, conflicts }) => {
      const said = (each: StatementView): string => `${each.document.title}:${wordsOf(each)}:${each.state}`;
      const from = origins.map(({ source, documents }) => `${source} ${documents}`).toSorted();
      const judged = assessments.map(({ judgement, actor }) => `${judgement} ${actor}`);
      return JSON.stringify({
        said: statements.map(said).toSorted(),
        not: rejected.map(said).toSorted(),
        verdict,
        conflicts: conflicts.length,
        from,
        judged,
      });
    })
    .toSorted();
}
