import type { OriginView, StatementView } from '../../nouns/claim-views.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, joined, NOTHING, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { tally } from './claim-tally.ts';
import { stretchOf } from './claim-parts.ts';
import { briefText, figureText, shortened, valueWords } from './claims-value.ts';
import { dayText, rangeText } from './claim-days.ts';
import { regarding, tongue, tongueOfLetters } from './parts.ts';

const LONG = 80; // UTF-16 units of the name of a source; the head of its statements has it whole
const SHOWN = 3; // statements of an origin, before the rest is unfolded
const MOST = 30; // on one page

/** Every statement with its sentence, grouped by the origin that it goes back to; rejected ones below, counted nowhere. */
export function statements(t: Say, view: ClaimPageView): Html {
  const { claim } = view;
  const all = inOrder(claim);
  const { shown, ways } = stretchOf(t, view, all, {
    part: 'statements',
    limit: MOST,
    hash: 'statements',
    of: t.text('claim.statements', { n: claim.statements.length }),
  });
  if (all.length === 0) return onlyRejected(t, view);
  const groups = [...Map.groupBy(shown, ({ origin }) => origin)];
  const rejected = stretchOf(t, view, claim.rejected, {
    part: 'rejected',
    limit: MOST,
    hash: 'rejected',
    of: t.text('claim.rejected', { n: claim.rejected.length }),
  });
  return html`<section class="behind" aria-labelledby="statements">
    <div class="head"><h2 id="statements">${t('claim.statements', { n: claim.statements.length })}</h2></div>
    <div class="statements">
      ${groups.map(([origin, said]) =>
        ofOrigin(
          t,
          view,
          origin,
          said.map(({ statement }) => statement),
        ),
      )}
    </div>
    ${ways}
    ${
      claim.rejected.length > 0 &&
      html`<details class="fold" id="rejected" ${rejected.asked && html`open`}>
        <summary>${t('claim.rejected', { n: claim.rejected.length })}</summary>
        <p class="meta">${t('claim.rejected-say')}</p>
        ${rejected.shown.map((statement) => one(t, view, statement))} ${rejected.ways}
      </details>`
    }
  </section>`;
}

/** Of a claim of which nothing is left: what was rejected is all that there is to look at. */
function onlyRejected(t: Say, view: ClaimPageView): Html {
  const rejected = stretchOf(t, view, view.claim.rejected, {
    part: 'rejected',
    limit: MOST,
    hash: 'statements',
    of: t.text('claim.rejected', { n: view.claim.rejected.length }),
  });
  return html`<section class="behind" aria-labelledby="statements">
    <div class="head"><h2 id="statements">${t('claim.rejected', { n: view.claim.rejected.length })}</h2></div>
    <p class="meta">${t('claim.rejected-say')}</p>
    <div class="statements">${rejected.shown.map((statement) => one(t, view, statement))}</div>
    ${rejected.ways}
  </section>`;
}

interface OfOrigin {
  readonly statement: StatementView;
  /** Undefined for those that lead to none. */
  readonly origin: OriginView | undefined;
}

/** Those of each origin together, those of none last. */
function inOrder({ statements: all, origins }: ClaimPageView['claim']): readonly OfOrigin[] {
  const byId = new Map(all.map((statement) => [statement.id, statement]));
  const led = origins.flatMap((origin) =>
    origin.statements.flatMap(({ id }) => {
      const statement = byId.get(id);
      return statement === undefined ? [] : [{ statement, origin }];
    }),
  );
  const known = new Set(led.map(({ statement }) => statement));
  const without = all.filter((statement) => !known.has(statement));
  return [...led, ...without.map((statement) => ({ statement, origin: undefined }))];
}

function ofOrigin(t: Say, view: ClaimPageView, origin: OriginView | undefined, said: readonly StatementView[]): Html {
  if (origin === undefined) {
    return html`<div class="origin-head"><h3>${t('claim.origin-none')}</h3></div>
      ${listed(t, view, said)}`;
  }
  return html`<div class="origin-head">
      ${tally([origin])}
      <h3>${t('claim.origin', { source: html`<span ${tongueOfLetters(origin.source)}>${origin.source}</span>` })}</h3>
      <span class="meta">${t(origin.held ? 'claim.held' : 'claim.not-held')}</span>
      <a class="no-print" href="${decideUrl(view, 'name-source', { source: origin.source })}"
        >${t('claim.name-origin')}<span class="unseen"> ${origin.source}</span></a
      >
    </div>
    ${listed(t, view, said)}`;
}

function listed(t: Say, view: ClaimPageView, said: readonly StatementView[]): Html {
  // Of a list that is shown a part at a time nothing is folded away as well.
  const rest = view.claim.statements.length > MOST ? [] : said.slice(SHOWN);
  return html`${said.slice(0, said.length - rest.length).map((statement) => one(t, view, statement))}
  ${
    rest.length > 0 &&
    html`<details>
      <summary>${t('claim.more-of-origin', { n: rest.length })}</summary>
      ${rest.map((statement) => one(t, view, statement))}
    </details>`
  }`;
}

function one(t: Say, view: ClaimPageView, statement: StatementView): Html {
  const { text, start, end } = sentenceAround(statement);
  const href = urls.reader(view.status.id, statement.document.sha256, { at: statement, hash: 'hit' });
  const about = regarding(t, ...statementName(t, statement));
  // No space may creep in around the words of a document.
  const sentence = verbatim`<blockquote ${tongue(statement.sentence.language)}>${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}</blockquote>`;
  return html`<article class="stm" id="${anchorOf(statement.id)}" data-item>
    <p class="value">${briefly(t, statement)}</p>
    ${sentence}
    <div class="at">
      <p>${documentLine(t, view, statement)}</p>
      ${credits(t, statement)}
      <p class="meta">${joined(standingOf(t, view, statement), t.comma)}</p>
      <p class="no-print"><a href="${href}">${t('claim.open')}${about}</a></p>
    </div>
    ${decide(t, view, statement, about)}
  </article>`;
}

/** Ids may hold what no fragment can. */
function anchorOf(id: string): string {
  return `s-${id.replaceAll(/[^\w-]/g, '_')}`;
}

/** What it says, as far as the sentence beside it does not. */
function briefly(t: Say, { value }: StatementView): Html {
  switch (value.kind) {
    case 'figure':
      return html`<bdi>${figureText(t, value)}</bdi>`;
    case 'date':
      return html`<bdi>${rangeText(t, value)}</bdi>`;
    case 'quotation':
      return value.speaker === undefined
        ? t('claim.kind-quotation')
        : html`<span ${tongueOfLetters(value.speaker)}>${value.speaker}</span>`;
    case 'stance':
      return html`<span ${tongueOfLetters(value.holder)}>${value.holder}</span>
        <span class="meta side">${t(`claim.side-${value.polarity}`)}</span>`;
  }
}

const NAMED = 40; // UTF-16 units of words and of titles in the name of a link

/** What tells one statement of a claim from the others in few words: what it says, and where. */
export function statementName(t: Say, { value, document }: StatementView): readonly Html[] {
  const words = shortened(nameText(t, value), NAMED);
  return [words, shortened(document.title, NAMED)].map((each) => html`<bdi ${tongueOfLetters(each)}>${each}</bdi>`);
}

function nameText(t: Say, value: StatementView['value']): string {
  if (value.kind === 'quotation') return value.words;
  return value.kind === 'stance' ? value.holder : briefText(t, value);
}

/** Title of the document, who made it, when, and the page. */
export function documentLine(t: Say, view: Pick<ClaimPageView, 'status'>, statement: StatementView): Html {
  const { document, page } = statement;
  const title = shortened(document.title, 140);
  const parts = [
    document.source !== undefined &&
      document.source !== document.title &&
      html`<bdi>${shortened(document.source, LONG)}</bdi>`,
    document.published !== undefined && html`<bdi class="whole">${dayText(t, document.published)}</bdi>`,
    page !== undefined && html`<span class="whole">${t('claim.page', { page })}</span>`,
  ];
  return html`<a href="${urls.reader(view.status.id, document.sha256)}"><b ${tongueOfLetters(title)}>${title}</b></a
    >${parts.some((part) => part !== false) && html`${t.comma}${joined(parts, t.comma)}`}`;
}

/** From the document over those it credits to where it ends, the last in bold, and why it ends there. */
function credits(t: Say, { document, attributedTo, origin }: StatementView): Html {
  const first = document.source ?? document.title;
  // Nearest first as it is kept; the way back begins with whoever told the document and ends at the origin.
  const told = attributedTo.map(({ name }) => name).toReversed();
  const chain = [first, ...told].filter((name) => name !== origin?.source || name === first);
  if (origin !== undefined && origin.source !== first) chain.push(origin.source);
  const unique = chain.filter((name, index) => chain.indexOf(name) === index);
  const names = unique.map((name, index) => {
    const isRoot = index === unique.length - 1;
    return html`<span class="${isRoot && 'root'}" ${tongueOfLetters(name)}>${shortened(name, LONG)}</span>`;
  });
  const arrow = html` <span class="arrow" role="img" aria-label="${t.text('claim.credits')}">←</span> `;
  return html`<p class="credit">${joined(names, arrow)}</p>
    ${origin && html`<p class="meta">${t('claim.origin-why', { source: shortened(origin.source, LONG), why: t(`claim.because-${origin.reason}`) })}</p>`}`;
}

/** Who found it and what people made of it, as long as that stands: more than one where they differ. */
function standingOf(t: Say, { claim }: ClaimPageView, statement: StatementView): readonly Html[] {
  const { id, by, state } = statement;
  const made = claim.decisions.flatMap(({ decision, actor, replaced }) => {
    if (replaced || !('statement' in decision) || decision.statement !== id) return [];
    return [t(`claim.${DECIDED[decision.kind]}-by`, { actor })];
  });
  const isFound = /^[\w-]+\/\d+/.test(by);
  return [
    isFound ? html`${t('claim.suggested')} (<bdi>${by}</bdi>)` : t('claim.added-by', { actor: by }),
    ...found(t, statement),
    // Of a text that was read again the decision names the statement as it was before.
    ...(made.length === 0 && isFound && state === 'accepted' ? [t('claim.accepted')] : made),
  ];
}

const DECIDED = { accept: 'accepted', reject: 'rejected', correct: 'corrected' } as const;

function found(t: Say, { found: before }: StatementView): readonly Html[] {
  return before === undefined ? [] : [t('claim.found-as', { value: valueWords(t, before) })];
}

/** Everything that can be decided about one statement; each a form of its own, no script needed. */
function decide(t: Say, view: ClaimPageView, { id, state, document }: StatementView, about: Html): Html {
  if (view.signer === undefined) return NOTHING;
  const { claim } = view;
  const send = (what: 'accept' | 'reject'): Html =>
    html`<form method="post" action="${decideUrl(view, what)}">
      <input type="hidden" name="claim" value="${claim.id}" /><input type="hidden" name="statement" value="${id}" />
      <button class="btn btn-quiet" type="submit">${t(`do.${what}`)}${about}</button>
    </form>`;
  const link = (what: string, word: Html, more: Readonly<Record<string, string>> = {}): Html =>
    html`<a class="btn btn-quiet" href="${decideUrl(view, what, { statement: id, ...more })}">${word}${about}</a>`;
  return html`<details class="decide no-print">
    <summary>${t('do.menu')}${about}</summary>
    <div class="stm-do">
      ${state !== 'accepted' && send('accept')} ${state !== 'rejected' && send('reject')}
      ${link('correct', t('do.correct'))}
      ${state !== 'rejected' && claim.statements.length > 1 && link('move', t('do.split'), { to: 'own' })}
      ${state !== 'rejected' && link('move', t('do.move'))}
      <a class="btn btn-quiet" href="${decideUrl(view, 'lineage', { document: document.sha256 })}"
        >${t('claim.step-add')}${about}</a
      >
    </div>
  </details>`;
}

const AROUND = 320; // UTF-16 code units of a sentence on either side of the words: some sentences have no end

/** The sentence of a statement and where its words stand in it; cut where it goes on for pages. */
export function sentenceAround(statement: StatementView): {
  readonly text: string;
  readonly start: number;
  readonly end: number;
} {
  const { text, start: offset } = statement.sentence;
  const start = Math.min(Math.max(0, statement.start - offset), text.length);
  const end = Math.min(Math.max(start, statement.end - offset), text.length);
  const last = Math.min(end, start + 4 * AROUND);
  const from = start > AROUND ? start - AROUND : 0;
  const to = text.length - last > AROUND ? last + AROUND : text.length;
  const before = from > 0 ? '…' : '';
  const shown = before + text.slice(from, to).toWellFormed() + (to < text.length ? '…' : '');
  return { text: shown, start: start - from + before.length, end: last - from + before.length };
}
