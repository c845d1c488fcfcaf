import { stepName } from '../../nouns/claim.ts';
import type { ClaimView, StatementView } from '../../nouns/claim-views.ts';
import type { Decision, SignedDecision } from '../../nouns/decision.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { contestedIn } from './claim-contested.ts';
import { stretchOf } from './claim-parts.ts';
import { shortened, valueText, valueWords } from './claims-value.ts';
import { icon, moment, regarding, tongueOfLetters } from './parts.ts';

const ENTRIES = 30; // at once

/** Every decision about a claim, the latest first; what was replaced is struck through and never removed. */
export function history(t: Say, view: ClaimPageView): Html {
  const { decisions, statements, rejected } = view.claim;
  const latest = stretchOf(t, view, decisions.toReversed(), {
    part: 'decided',
    limit: ENTRIES,
    hash: 'history',
    of: t.text('history.title'),
  });
  const contested = contestedIn(decisions);
  const finders = [...new Set([...statements, ...rejected].map(({ by }) => by).filter(isFinder))];
  return html`<section aria-labelledby="history">
    <div class="head"><h2 id="history">${t('history.title')}</h2></div>
    ${decisions.length === 0 && html`<p class="decision">${t('history.none')}</p>`}
    ${latest.shown.map((decision) => entry(t, view, decision, contested.has(decision.id)))} ${latest.ways}
    ${
      finders.length > 0 &&
      html`<article class="decision">
        <p class="by">${icon('open')}<b>${t('history.machine')}</b></p>
        <p class="machine">${t('history.machine-say', { n: statements.length, finders: finders.join(t.comma) })}</p>
      </article>`
    }
  </section>`;
}

/** Finders sign with name and version; people with their name. */
function isFinder(by: string): boolean {
  return /^[\w-]+\/\d+/.test(by);
}

function entry(t: Say, view: ClaimPageView, signed: SignedDecision, contested: boolean): Html {
  const { decision, actor, at, seq, replaced, id, orphaned } = signed;
  const reason = 'reason' in decision ? decision.reason : undefined;
  const words = decidedWords(t, view.claim, decision);
  return html`<article class="decision">
    <p class="by">
      ${icon('seal')}<b class="${replaced && 'struck'}">${words}</b
      ><span class="meta"><bdi>${actor}</bdi>, ${moment(t, at)}</span>
    </p>
    ${reason !== undefined && reasonWords(t, reason, words)} ${details(t, decision)} ${whereNow(t, view, decision)}
    <p class="meta">
      ${t('history.entry', { seq })} ${replaced && t('history.replaced')} ${orphaned && t('history.orphaned')}
      ${contested && html`<b>${t('history.differ')}</b>`}
      ${
        !replaced &&
        decision.kind !== 'withdraw' &&
        view.signer !== undefined &&
        html`<a href="${decideUrl(view, 'withdraw', { decision: id })}"
          >${t('do.withdraw')}${regarding(t, words, t('history.entry', { seq }))}</a
        >`
      }
    </p>
  </article>`;
}

const LONGEST_REASON = 1_200; // UTF-16 units before the rest is unfolded

/** Why, in the words of who decided: all of them, however long. */
function reasonWords(t: Say, reason: string, decided: Html): Html {
  const paragraph = (text: string): Html => html`<p class="reason" ${tongueOfLetters(reason)}>${text}</p>`;
  if (reason.length <= LONGEST_REASON) return paragraph(reason);
  return html`${paragraph(shortened(reason, LONGEST_REASON))}
    <details class="fold">
      <summary>${t('history.whole')}${regarding(t, decided)}</summary>
      ${paragraph(reason)}
    </details>`;
}

/** The way to the claim in which moved statements are by now, where that is another one. */
export function whereNow(t: Say, { status, claim }: ClaimPageView, decision: Decision): Html {
  const [first] = decision.kind === 'move' ? decision.statements : [];
  if (first === undefined || claim.statements.some(({ id }) => id === first)) return NOTHING;
  return html`<p class="meta no-print"><a href="${urls.claim(status.id, first)}">${t('history.where-now')}</a></p>`;
}

function details(t: Say, decision: Decision): Html {
  if (decision.kind !== 'assess') return NOTHING;
  const { grading, restsOn } = decision;
  const told = [
    grading && t('history.graded', { grading: `${grading.reliability}${grading.credibility}` }),
    restsOn.length > 0 && t('history.rests', { n: restsOn.length }),
  ];
  return told.some(Boolean) ? html`<p class="meta">${joined(told, t.comma)}</p>` : NOTHING;
}

/** What was decided, in words: also for whoever was not there. */
export function decidedWords(t: Say, claim: ClaimView, decision: Decision): Html {
  const words = (id: string): Html => {
    const known = statementIn(claim, id);
    return known === undefined ? html`?` : valueWords(t, known.value);
  };
  switch (decision.kind) {
    case 'accept':
    case 'reject':
      return t(`history.${decision.kind}`, { words: words(decision.statement) });
    case 'correct':
      return correctedWords(t, claim, decision);
    case 'add':
      return t('history.add', { value: valueWords(t, decision.value) });
    case 'move':
      return t(decision.to === undefined ? 'history.split' : 'history.move', { n: decision.statements.length });
    case 'merge':
      return t('history.merge');
    case 'no-conflict':
      return t('history.no-conflict', { first: words(decision.pair[0]), second: words(decision.pair[1]) });
    case 'lineage':
      return t(decision.holds ? 'history.lineage' : 'history.lineage-denied', {
        document: titleOf(claim, decision.document),
        from: fromName(claim, decision.from),
      });
    case 'name-source':
      return t('history.name-source', { source: decision.source, name: decision.name });
    case 'assess':
      return t(`judgement.${decision.judgement}`);
    case 'withdraw': {
      const back = claim.decisions.find(({ id }) => id === decision.decision)?.decision;
      // Only one step: what is taken back may be the taking back of something else.
      return back === undefined || back.kind === 'withdraw'
        ? t('history.withdraw')
        : t('history.withdraw-what', { what: decidedWords(t, claim, back) });
    }
  }
}

function statementIn({ statements, rejected }: ClaimView, wanted: string): StatementView | undefined {
  return statements.find(({ id }) => id === wanted) ?? rejected.find(({ id }) => id === wanted);
}

/** What a statement said before and says now; of one that was only moved in its text, where its words stand now. */
function correctedWords(
  t: Say,
  claim: ClaimView,
  { statement, span, value }: Extract<Decision, { kind: 'correct' }>,
): Html {
  const known = statementIn(claim, statement);
  const before = known?.found ?? known?.value;
  if (known === undefined || before === undefined)
    return t('history.correct', { words: '?', value: valueWords(t, value) });
  if (span === undefined || valueText(t, before) !== valueText(t, value)) {
    return t('history.correct', { words: valueWords(t, before), value: valueWords(t, value) });
  }
  const at = span.start - known.sentence.start;
  const quoted = at < 0 ? '' : known.sentence.text.slice(at, at + span.end - span.start).toWellFormed();
  return quoted === ''
    ? t('history.correct-where', { value: valueWords(t, value) })
    : t('history.correct-place', { value: valueWords(t, value), quoted: shortened(quoted, 160) });
}

/** The title of a document of the claim or of its lineage, by its SHA-256; a few characters of that where neither knows it. */
function titleOf(claim: ClaimView, sha256: string): string {
  const titles = titlesKnown.get(claim) ?? titlesIn(claim);
  titlesKnown.set(claim, titles);
  const title = titles.get(sha256) ?? titleInLineage(claim.lineage, sha256);
  return title === undefined ? sha256.slice(0, 12) : shortened(title, 80);
}

/** Looked up for each of many steps. */
const titlesKnown = new WeakMap<ClaimView, ReadonlyMap<string, string>>();

function titlesIn({ statements, rejected }: ClaimView): ReadonlyMap<string, string> {
  return new Map([...statements, ...rejected].map(({ document }) => [document.sha256, document.title]));
}

function titleInLineage(lineage: ClaimView['lineage'], sha256: string): string | undefined {
  return (
    lineage.find(({ document, documentTitle }) => document === sha256 && documentTitle !== undefined)?.documentTitle ??
    lineage.find(({ from, fromTitle }) => documentIn(from) === sha256 && fromTitle !== undefined)?.fromTitle
  );
}

const DOCUMENT = /^document ([0-9a-f]{64})$/;

/** The SHA-256 in the name that a document has as a source. */
export function documentIn(from: string): string | undefined {
  return DOCUMENT.exec(from)?.[1];
}

/** A source by its name, a document by the beginning of its SHA-256. */
export function shortSource(from: string): string {
  return documentIn(from)?.slice(0, 12) ?? from;
}

/** A source by its name, a document by its title. */
export function fromName(claim: ClaimView, from: string): string {
  const document = documentIn(from);
  return document === undefined ? from : titleOf(claim, document);
}

/** A step of the lineage in words. */
export function stepWords(t: Say, claim: ClaimView, step: ClaimView['lineage'][number]): Html {
  const { document, from } = step;
  return t(`claim.step-${stepName(step)}`, { document: titleOf(claim, document), from: fromName(claim, from) });
}
