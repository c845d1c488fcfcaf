import type { DecisionKind } from '../../nouns/decision.ts';
import type { DocumentView } from '../../nouns/document.ts';
import type { Span } from '../../nouns/reading.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { claimCard } from './claims-card.ts';
import { DRAWING_PATTERNS } from './claim-axis.ts';
import { decidedWords } from './claim-history.ts';
import { judgeForm, nobody, signLine } from './claim-judge.ts';
import { documentLine, sentenceAround } from './claim-statements.ts';
import { chosenStatements, conflictPair, lineageFields, moveFields, nameFields } from './decide-claims.ts';
import { claimField, field, firstOf, hidden } from './decide-fields.ts';
import { valueFields } from './decide-value.ts';
import { documentName, pathParts, tongue, tongueOfLetters } from './parts.ts';
import { problemLine } from './problem.ts';
import { framed } from './frame.ts';

/** Every decision has one form that works without scripts; sent back, it keeps what was typed and says what is wrong. */
export function decidePage(frame: Frame, view: DecideView): string {
  const t = say(frame.language);
  const { status, what, claim, problem, wrong } = view;
  const title = t.text(`form.${what}`);
  const main = html`${DRAWING_PATTERNS}
    <header class="opening">
      <h1>${title}</h1>
      <p class="deck">${t(`form.${what}-say`)}</p>
      ${claim && html`<p class="links"><a href="${urls.claim(status.id, claim.id)}">${t('sign.back')}</a></p>`}
    </header>
    ${
      (problem || wrong.length > 0) &&
      html`<div class="note-box note-box-fault signed" role="alert">
        <p><b>${t('sign.wrong')}</b></p>
        ${problem && html`${problemLine(frame, problem.message)} ${problemLine(frame, problem.remedy)}`}
      </div>`
    }
    <div class="form-page">
      <section aria-label="${title}">
        ${context(t, view)} ${view.signer === undefined ? nobody(t) : form(t, view)}
      </section>
      ${beside(t, view)}
    </div>`;
  return framed(frame, { title: [title, status.name].join(' · '), main, status, room: 'claims' });
}

function form(t: Say, view: DecideView): Html {
  const { what, status, signer } = view;
  if (what === 'assess') return judgeForm(t, view);
  return html`<form class="form" method="post" action="${urls.decide(status.id, what)}">
    ${claimField(view)} ${fields(t, view)}
    ${what !== 'add' && field(t, view, { name: 'reason', label: t(needsReason(what) ? 'sign.reason' : 'sign.reason-optional'), rows: 3, required: needsReason(what) })}
    ${signLine(t, signer, 'sign.button')}
  </form>`;
}

function needsReason(what: DecisionKind): boolean {
  return what === 'no-conflict' || what === 'assess';
}

function fields(t: Say, view: DecideView): Html {
  switch (view.what) {
    case 'accept':
    case 'reject':
      return hidden(view, ['statement']);
    case 'correct':
      return html`${hidden(view, ['statement'])} ${spanField(t, view)} ${valueFields(t, view)}`;
    case 'add':
      return html`${hidden(view, ['document', 'at'])} ${spanField(t, view)} ${valueFields(t, view)}
      ${field(t, view, { name: 'credit', label: t('field.credit'), rows: 2 })}`;
    case 'move':
      return html`${chosenStatements(t, view)} ${moveFields(t, view)}`;
    case 'merge':
      return moveFields(t, view);
    case 'no-conflict':
      return hidden(view, ['first', 'second']);
    case 'lineage':
      return lineageFields(t, view);
    case 'name-source':
      return nameFields(t, view);
    case 'withdraw':
      return hidden(view, ['decision']);
    case 'assess':
      return NOTHING;
  }
}

/** The exact words, to be shortened or widened. */
function spanField(t: Say, view: DecideView): Html {
  return html`${field(t, view, { name: 'words', label: t('field.span'), rows: 3, required: true })}
    <p class="meta">${t('field.span-say')}</p>`;
}

/** What the decision is about, in the words of its documents: above the form, on a phone too. */
function context(t: Say, view: DecideView): Html {
  const { claim, document, span, what } = view;
  if (what === 'no-conflict') return conflictPair(t, view);
  if (document !== undefined) return wordsOf(document, span);
  const decision = claim?.decisions.find(({ id }) => id === firstOf(view, 'decision'));
  if (claim !== undefined && decision !== undefined) {
    return html`<p class="about">
      <b>${decidedWords(t, claim, decision.decision)}</b> <span class="meta"><bdi>${decision.actor}</bdi></span>
    </p>`;
  }
  const id = firstOf(view, 'statement');
  const statement = [...(claim?.statements ?? []), ...(claim?.rejected ?? [])].find((each) => each.id === id);
  if (statement === undefined || what === 'move') return NOTHING;
  const { text, start, end } = sentenceAround(statement);
  return html`<figure class="about">
    ${verbatim`<blockquote class="quoted" ${tongue(statement.sentence.language)}>${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}</blockquote>`}
    <figcaption class="meta">${documentLine(t, view, statement)}</figcaption>
  </figure>`;
}

const AROUND = 200; // UTF-16 code units of the text on either side of chosen words

function wordsOf({ reading }: DocumentView, span: Span | undefined): Html {
  if (reading === undefined || span === undefined) return NOTHING;
  const before = reading.text.slice(Math.max(0, span.start - AROUND), span.start).toWellFormed();
  const after = reading.text.slice(span.end, span.end + AROUND).toWellFormed();
  const words = reading.text.slice(span.start, span.end);
  return html`<figure class="about">
    ${verbatim`<blockquote class="quoted" ${tongueOfLetters(words)}>…${before}<mark>${words}</mark>${after}…</blockquote>`}
  </figure>`;
}

/** The claim, or the document that statements are added to. */
function beside(t: Say, { claim, document, span, status }: DecideView): Html {
  if (document !== undefined) {
    const path = document.places[0]?.path ?? document.sha256;
    const name = documentName(document);
    const place = span === undefined ? {} : { at: span, hash: 'hit' };
    return html`<aside class="form-beside">
      <h2 ${tongueOfLetters(name)}><a href="${urls.reader(status.id, document.sha256, place)}">${name}</a></h2>
      <p class="meta">${pathParts(path)}</p>
    </aside>`;
  }
  if (claim === undefined) return NOTHING;
  return html`<aside class="form-beside" aria-labelledby="about">
    <h2 class="unseen" id="about">${t('claims.title')}</h2>
    ${claimCard(t, status.id, { ...claim, moreValues: 0 })}
  </aside>`;
}
