import type { DecisionKind } from '../src/nouns/decision.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import type { DecideView } from '../src/web/claims-view.ts';
import { decidePage, typedOf } from '../src/web/pages.ts';
import type { Frame } from '../src/web/views.ts';
import * as single from './preview-claim-page.ts';
import { cards, figure } from './preview-claims.ts';
import * as papers from './preview-documents.ts';
import { settled as status } from './preview-views.ts';

const SIGNER = 'I. Halvorsen';

const shown = (what: DecisionKind, view: Partial<DecideView>) => (frame: Frame) =>
  decidePage(frame, { status, what, claim: single.claim, typed: {}, wrong: [], signer: SIGNER, ...view });

const words = papers.marksOf(papers.directive.reading, ['已搬迁2,310人'])[0];

/** Every form in which people decide, empty and sent back. */
export const DECIDE_SHEETS: Readonly<Record<string, (frame: Frame) => string>> = {
  'decide-reject': shown('reject', { typed: { statement: ['st-1'] } }),
  'decide-correct': shown('correct', {
    typed: { statement: ['st-5'], words: ['2,310人'], ...typedOf(figure(2185, 2415)), number: ['about two'] },
    wrong: ['number'],
  }),
  'decide-add': (frame) =>
    decidePage(frame, {
      status,
      what: 'add',
      document: papers.documentOf(papers.directive.reading, papers.directivePlaces),
      ...(words && { span: words }),
      typed: { words: ['已搬迁2,310人'] },
      wrong: [],
      signer: SIGNER,
    }),
  'decide-move': shown('move', { typed: { statement: ['st-5'], q: ['villages'] }, offered: cards.slice(3, 8) }),
  'decide-merge': shown('merge', { typed: { q: ['nothing at all'] }, offered: [], wrong: ['to'] }),
  'decide-no-conflict': shown('no-conflict', { typed: { first: ['st-1'], second: ['st-8'] } }),
  'decide-lineage': shown('lineage', { typed: { source: ['Bureau press office'], holds: ['no'] } }),
  'decide-deny': shown('lineage', {
    typed: { document: [sha256Of('喀拉苏日报头版')], from: ['Bureau press office'], holds: ['no'] },
  }),
  'decide-name-source': shown('name-source', { typed: { source: ['ۋىتنېس <b>C</b>'] } }),
  'decide-assess': shown('assess', {
    typed: { judgement: ['doubtful'], reliability: ['C'], restsOn: ['st-1', 'st-8'] },
    wrong: ['reason', 'grading'],
    problem: { message: 'This is no decision: reason is missing.', remedy: 'Say why.' },
  }),
  'decide-withdraw': shown('withdraw', { typed: { decision: ['d3'] } }),
  'decide-nobody': (frame) => decidePage(frame, { status, what: 'merge', claim: single.claim, typed: {}, wrong: [] }),
};
