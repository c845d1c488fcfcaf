import { stepName } from '../../nouns/claim.ts';
import type { ClaimView } from '../../nouns/claim-views.ts';
import type { Decision, SignedDecision } from '../../nouns/decision.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { stretchOf } from './claim-parts.ts';
import { shortened, valueText, valueWords } from './claims-value.ts';
import { icon, moment, tongueOfLetters } from './parts.ts';

const ENTRIES = 30; // at once

/** Every decision about a claim, the latest first; what was replaced is struck through and never removed. */
export function history(t: Say, view: ClaimPageView): Html {
  const { decisions, statements, rejected } = view.claim;
  const latest = stretchOf(t, view, decisions.toReversed(), { part: 'decided', limit: ENTRIES, hash: 'history' });
  const finders = [...new Set([...statements, ...rejected].map(({ by }) => by).filter(isFinder))];
  return html`<section aria-labelledby="history">
    <div class="head"><h2 id="history">${t('history.title')}</h2></div>
    ${decisions.length === 0 && html`<p class="decision">${t('history.none')}</p>`}
    ${latest.shown.map((decision) => entry(t, view, decision, isContested(decision, decisions)))} ${latest.ways}
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

/** Whether somebody else decided the same thing otherwise, and both decisions still stand. */
function isContested(signed: SignedDecision, all: readonly SignedDecision[]): boolean {
  const subjects = new Set(subjectsOf(signed.decision));
  return all.some(
    (other) =>
      !other.replaced &&
      !signed.replaced &&
      other.actor !== signed.actor &&
      subjectsOf(other.decision).some((subject) => subjects.has(subject)) &&
      verdictIn(other.decision) !== verdictIn(signed.decision),
  );
}

/** What a decision is about, where two can be about the same. */
function subjectsOf(decision: Decision): readonly string[] {
  switch (decision.kind) {
    case 'accept':
    case 'reject':
    case 'correct':
      return [`statement ${decision.statement}`];
    case 'lineage':
      return [`lineage ${decision.document} ${decision.from}`];
    case 'name-source':
      return [`source ${decision.source}`];
    case 'assess':
      return ['claim'];
    case 'move':
      return decision.statements.map((statement) => `place of ${statement}`);
    case 'add':
    case 'merge':
    case 'no-conflict':
    case 'withdraw':
      return [];
  }
}

function verdictIn(decision: Decision): string {
  switch (decision.kind) {
    case 'correct':
      return JSON.stringify(decision.value);
    case 'lineage':
      return String(decision.holds);
    case 'name-source':
      return decision.name;
    case 'assess':
      return decision.judgement;
    case 'move':
      return decision.to ?? 'own';
    case 'accept':
    case 'reject':
    case 'add':
    case 'merge':
    case 'no-conflict':
    case 'withdraw':
      return decision.kind;
  }
}

function entry(t: Say, view: ClaimPageView, signed: SignedDecision, contested: boolean): Html {
  const { decision, actor, at, seq, replaced, id, orphaned } = signed;
  const reason = 'reason' in decision ? decision.reason : undefined;
  return html`<article class="decision">
    <p class="by">
      ${icon('seal')}<b class="${replaced && 'struck'}">${decidedWords(t, view.claim, decision)}</b
      ><span class="meta"><bdi>${actor}</bdi>, ${moment(t, at)}</span>
    </p>
    ${reason !== undefined && html`<p class="reason" ${tongueOfLetters(reason)}>${shortened(reason, 2_000)}</p>`}
    ${details(t, decision)} ${whereNow(t, view, decision)}
    <p class="meta">
      ${t('history.entry', { seq })} ${replaced && t('history.replaced')} ${orphaned && t('history.orphaned')}
      ${contested && html`<b>${t('history.differ')}</b>`}
      ${
        !replaced &&
        decision.kind !== 'withdraw' &&
        view.signer !== undefined &&
        html`<a href="${decideUrl(view, 'withdraw', { decision: id })}">${t('do.withdraw')}</a>`
      }
    </p>
  </article>`;
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
    const known = [...claim.statements, ...claim.rejected].find((statement) => statement.id === id);
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

/** What a statement said before and says now; of one that was only moved in its text, where its words stand now. */
function correctedWords(
  t: Say,
  { statements, rejected }: ClaimView,
  { statement, span, value }: Extract<Decision, { kind: 'correct' }>,
): Html {
  const known = [...statements, ...rejected].find(({ id }) => id === statement);
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
function titleOf({ statements, rejected, lineage }: ClaimView, sha256: string): string {
  const known = [...statements, ...rejected].find(({ document }) => document.sha256 === sha256)?.document.title;
  const title = known ?? titleInLineage(lineage, sha256);
  return title === undefined ? sha256.slice(0, 12) : shortened(title, 80);
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
