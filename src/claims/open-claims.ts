import { setTimeout as later } from 'node:timers/promises';
import { sql } from 'kysely';
import { log } from '../base/log.ts';
import type { Desk } from '../desk/desk.ts';
import type { ClaimsProgress, DocumentName, Testimony } from '../nouns/claim-views.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import type { CaseClaims } from './case-claims.ts';
import { claimIds, claimList } from './views/claim-cards.ts';
import { claimView } from './views/claim-page.ts';
import type { ClaimsWork } from './claims-work.ts';
import { decide } from './decide.ts';
import { documentNames } from './views/document-names.ts';
import { statementsIn } from './views/document-statements.ts';
import { MOST_STATEMENTS } from './process/messages.ts';
import { allDecisions } from './views/signed-decisions.ts';
import { sourcePage } from './views/source-page.ts';
import { sourceList, sourceView } from './views/source-views.ts';
import { timeline } from './views/timeline.ts';

const SHOWN_WITHIN_MS = 5_000; // longer while much else is being lined up: then the claim follows

interface ClaimsParts {
  readonly desk: Desk;
  readonly derived: Store;
  readonly work: ClaimsWork;
  /** Who signs here; undefined where nobody can. */
  readonly signer: string | undefined;
}

export function openClaims({ desk, derived, work, signer }: ClaimsParts): CaseClaims {
  const connection = desk.records.reading;
  return {
    ...(signer === undefined ? {} : { signer }),
    claims: (filter) => claimList(filter, connection),
    claimIds: (filter) => claimIds(filter, connection),
    claim: (id) => claimView(id, connection),
    statementsIn: (document) => statementsIn(document, connection),
    testimony: (document) => testimonyIn(document, connection),
    sources: () => sourceList(connection),
    sourcePage: (filter) => sourcePage(filter, connection),
    source: (key) => sourceView(key, connection),
    timeline: (filter) => timeline(filter, connection),
    claimsProgress: () => progressOf(connection, work),
    async decide(decisions) {
      const ids = await decide({ desk, derived, signer }, decisions);
      if (decisions.some(({ kind }) => kind === 'withdraw')) {
        work.follow().catch((error: unknown) => log('finding statements failed', error));
      }
      // Whoever decided looks at the claim next. The decision stands whether or not it could be lined up by then.
      const shown = work.align().catch((error: unknown) => log('lining up failed', error));
      await Promise.race([shown, later(SHOWN_WITHIN_MS, undefined, { ref: false })]);
      return ids;
    },
    async decisions(claim) {
      if (claim === undefined) return allDecisions(connection);
      return (await claimView(claim, connection))?.decisions ?? [];
    },
  };
}

async function progressOf(connection: Connection, work: ClaimsWork): Promise<ClaimsProgress> {
  const { rows } = await sql<{ waiting: number; undone: number; statements: number; failed: number }>`select
    (select count(*) from testimony where wanted is not seen) as waiting,
    (select changes > lined_up or decided < (select coalesce(max(seq), -1) from decision) from claim_progress) as undone,
    (select count(*) from statement) - (select count(*) from statement where state = 'rejected') as statements,
    (select count(*) from testimony where ${FAILED}) as failed`.execute(connection.as());
  const { waiting = 0, undone = 0, statements = 0, failed = 0 } = rows[0] ?? {};
  const progress = { waiting, aligning: work.aligning() || undone === 1, statements };
  return failed === 0 ? progress : { ...progress, failed: { documents: failed, first: await firstFailed(connection) } };
}

const FAILED = sql`(finders = 'failed' or unlined > 0) and (finders = 'failed' or unlined = changed)`; // by its index
const MOST_NAMED = 5;

async function firstFailed(connection: Connection): Promise<readonly DocumentName[]> {
  const { rows } = await sql<{ original: string }>`select original from testimony where ${FAILED}
    order by original limit ${MOST_NAMED}`.execute(connection.as());
  const originals = rows.map(({ original }) => original);
  const names = await documentNames(originals, connection);
  return originals.flatMap((original) => names.get(original) ?? []);
}

async function testimonyIn(document: Sha256, connection: Connection): Promise<Testimony> {
  const { rows } = await sql<{ cut: number; failed: number }>`select cut, coalesce(${FAILED}, 0) as failed
    from testimony where original = ${document}`.execute(connection.as());
  const [{ cut, failed } = { cut: 0, failed: 0 }] = rows;
  return { ...(cut === 0 ? {} : { cutAt: MOST_STATEMENTS }), failed: failed === 1 };
}
