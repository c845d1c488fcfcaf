import type { ClaimPageView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { Frame } from '../views.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { decidedWords, history, whereNow } from './claim-history.ts';
import { judgement } from './claim-judge.ts';
import { lineage } from './claim-lineage.ts';
import { pairs } from './claim-pairs.ts';
import { says } from './claim-says.ts';
import { statements } from './claim-statements.ts';
import { standing, tally } from './claim-tally.ts';
import { together } from './claim-together.ts';
import { judged, lookOf, rule, verdictWord } from './claims-card.ts';
import { claimsRooms } from './claims-rooms.ts';
import { briefText, shortened } from './claims-value.ts';
import { framed } from './frame.ts';
import { icon, moment, tongue } from './parts.ts';

/** One claim: what each origin says of it, where they clash, where it comes from, and what people decided. */
export function claimPage(frame: Frame, view: ClaimPageView): string {
  const t = say(frame.language);
  const { status, claim } = view;
  const label = shortened(claim.label.text, 300);
  const isEmpty = claim.statements.length === 0;
  const above = html`${DRAWING_PATTERNS} ${claimsRooms(t, status.id, 'claims')} ${signedLine(t, view)}`;
  const whole = html`${above} ${rule(lookOf(claim))} ${top(t, view, label)} ${says(t, claim)} ${pairs(t, view)}
    ${lineage(t, view)} ${statements(t, view)} ${together(t, view)}
    <div class="behind judge" id="judge">${judgement(t, view)} ${history(t, view)}</div>`;
  const main = isEmpty ? html`${above} ${emptied(t, view, label)}` : whole;
  return framed(frame, {
    title: [shortened(claim.label.text, 80), t.text('claims.title'), status.name].join(' · '),
    main,
    status,
    room: 'claims',
    keys: [
      { press: 'j', does: 'keys.next' },
      { press: 'k', does: 'keys.previous' },
      { press: 'a', does: 'keys.judge' },
      { press: '?', does: 'keys.help' },
    ],
  });
}

/** Every statement of the claim was rejected: nothing is to be judged, and everything can be taken back. */
function emptied(t: Say, view: ClaimPageView, label: string): Html {
  return html`<header class="opening">
      <h1 ${tongue(view.claim.label.language)}>${label}</h1>
      <p class="deck">${t('claim.emptied')}</p>
    </header>
    ${statements(t, view)}
    <div class="behind">${history(t, view)}</div>`;
}

/** What was signed just now, and where it stands in the ledger. */
function signedLine(t: Say, view: ClaimPageView): Html {
  const { signed, claim } = view;
  if (signed === undefined) return NOTHING;
  return html`<div class="note-box signed" role="status">
    <p>
      ${icon('seal')}<b>${t('sign.done', { what: decidedWords(t, claim, signed.decision) })}</b>
      <span class="meta">${t('sign.done-entry', { seq: signed.seq, time: moment(t, signed.at) })}</span>
    </p>
    ${whereNow(t, view, signed.decision)}
  </div>`;
}

const VALUES = 4; // named under the title

function top(t: Say, { claim }: ClaimPageView, label: string): Html {
  const isShort = claim.kind === 'figure' || claim.kind === 'date';
  const values = claim.values.toSorted((a, b) => b.documents - a.documents);
  const told = values
    .slice(0, VALUES)
    .map(({ value, documents }) =>
      t('claim.deck-value', { value: briefText(t, value), documents: t('claim.documents', { n: documents }) }),
    );
  const rest = values.length - told.length;
  return html`<div class="claim-top">
    <header class="opening">
      <p class="top">
        ${verdictWord(t, lookOf(claim), 'top')}<span class="meta">${t(`claim.kind-${claim.kind}`)}</span>
      </p>
      <h1 ${tongue(claim.label.language)}>${label}</h1>
      ${
        isShort &&
        html`<p class="deck">
          ${told.map((each, index) => html`<span class="whole">${each}${(index < told.length - 1 || rest > 0) && t.semicolon.trimEnd()}</span> `)}
          ${rest > 0 && t('claim.more-values', { n: rest })}
        </p>`
      }
    </header>
    <div class="big-stand">
      <p class="stand">${tally(claim.origins)}</p>
      <p class="big">${standing(t, claim.documents, claim.origins.length)}</p>
      <p class="meta">
        ${judged(t, claim.assessments)}
        <a class="no-print" href="#judge" data-press="a">${t('claim.judge-it')}</a>
      </p>
    </div>
  </div>`;
}
