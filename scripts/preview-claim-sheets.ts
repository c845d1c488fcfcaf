import { claimPage, claimsPage } from '../src/web/pages.ts';
import type { Frame } from '../src/web/views.ts';
import * as single from './preview-claim-page.ts';
import * as made from './preview-claims.ts';
import { DECIDE_SHEETS } from './preview-decide.ts';
import { emptyCase, settled, status } from './preview-views.ts';

const done = { waiting: 0, aligning: false, statements: 41_906 };

/** The board, the page of a claim and the forms, in every state that they have. */
export const CLAIM_SHEETS: Readonly<Record<string, (frame: Frame) => string>> = {
  claims: (frame) =>
    claimsPage(frame, {
      status,
      filter: { ...made.filter, offset: 40, verdict: 'conflict' },
      list: made.list,
      progress: { waiting: 508, aligning: true, statements: 41_906 },
    }),
  'claims-none': (frame) =>
    claimsPage(frame, {
      status: settled,
      filter: { ...made.filter, words: 'nothing', source: 'gone' },
      list: { ...made.list, total: 0, claims: [], facets: made.noClaims.facets },
      progress: done,
    }),
  'claims-waiting': (frame) =>
    claimsPage(frame, {
      status,
      filter: made.filter,
      list: made.noClaims,
      progress: { waiting: 508, aligning: true, statements: 0 },
    }),
  'claims-empty': (frame) =>
    claimsPage(frame, {
      status: settled,
      filter: made.filter,
      list: made.noClaims,
      progress: { waiting: 0, aligning: false, statements: 0 },
    }),
  'claims-nothing-yet': (frame) =>
    claimsPage(frame, {
      status: emptyCase,
      filter: made.filter,
      list: made.noClaims,
      progress: { waiting: 0, aligning: false, statements: 0 },
    }),
  claim: (frame) =>
    claimPage(frame, {
      status,
      claim: single.claim,
      signer: 'I. Halvorsen',
      ...(single.claim.decisions[4] && { signed: single.claim.decisions[4] }),
    }),
  'claim-lonely': (frame) => claimPage(frame, { status: settled, claim: single.lonely }),
  'claim-quotation': (frame) => claimPage(frame, { status: settled, claim: single.quotation, signer: 'I. Halvorsen' }),
  ...DECIDE_SHEETS,
};
