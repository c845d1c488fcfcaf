import type { ClaimView, StatementView } from '../../nouns/claim-views.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { shortSource, stepWords } from './claim-history.ts';
import { documentLine, sentenceAround } from './claim-statements.ts';
import { standing } from './claim-tally.ts';
import { shortened, valueText, valueWords } from './claims-value.ts';
import { faultWord } from './decide-faults.ts';
import { carried, field, firstOf, hidden, radios, select } from './decide-fields.ts';
import { documentWords, gone, narrowed, searchInForm, statementWords } from './decide-find.ts';
import { documentName, tongue, tongueOfLetters } from './parts.ts';

/** Where statements, or the whole claim, go: into a claim of their own, to the one that was chosen, or to one of those found. */
export function moveFields(t: Say, view: DecideView): Html {
  const { what, offered = [], target } = view;
  const asked = firstOf(view, 'q');
  const own = what === 'move' ? [{ value: 'own', word: t('field.own-claim') }] : [];
  const others = target === undefined ? offered : [target, ...offered.filter(({ id }) => id !== target.id)];
  const found = others.map((card) => ({
    value: card.id,
    word: html`<span ${tongue(card.label.language)}>${shortened(card.label.text, 160)}</span>`,
    note: html`${standing(t, card.documents, card.origins.length)}.
    ${card.values
      .slice(0, 4)
      .map(({ value }) => valueText(t, value))
      .join(t.semicolon)}`,
  }));
  const isSearched = asked !== '' && offered.length === 0;
  // Under which of its statements the claim was chosen makes no difference.
  const chosen = target === undefined ? view : { ...view, typed: { ...view.typed, to: [target.id] } };
  return html`${searchInForm(t, { name: 'q', asked, label: 'field.find-claim', button: 'field.find' })}
  ${isSearched && html`<p>${t('field.found-none')}</p>`} ${faultWord(t, view, 'to')}
  ${own.length + found.length > 0 && radios(chosen, { name: 'to', legend: t('field.target-claim') }, [...own, ...found])}`;
}

/** The statements of the claim, to be ticked. */
export function chosenStatements(t: Say, view: DecideView): Html {
  const { claim, typed } = view;
  if (claim === undefined) return carried(view, ['statement']);
  const chosen = new Set(typed['statement']);
  const { shown, finder, told } = narrowed(t, typed, {
    all: claim.statements,
    most: TICKED,
    isChosen: ({ id }) => chosen.has(id),
    wordsOf: (statement) => statementWords(t, statement),
    label: 'field.find-statement',
  });
  return html`<fieldset>
    <legend class="legend">${t('field.statements')}</legend>
    ${faultWord(t, view, 'statement')} ${gone(t, chosen, claim.statements)} ${finder}
    <div class="choices rests">
      ${shown.map(
        ({ id, value, document, sentence }) =>
          html`<label
            ><input type="checkbox" name="statement" value="${id}" ${chosen.has(id) && html`checked`} /><span
              >${valueWords(t, value)}</span
            ><small ${tongueOfLetters(document.title)}>${shortened(document.title, 80)}</small
            ><small ${tongue(sentence.language)}>${shortened(sentence.text, 120)}</small></label
          >`,
      )}
    </div>
    ${told}
  </fieldset>`;
}

const TICKED = 200; // statements that can be ticked at once, beside those that are ticked already

/** The two statements of a conflict, above the card of their claim. */
export function conflictPair(t: Say, view: DecideView): Html {
  const both = [firstOf(view, 'first'), firstOf(view, 'second')];
  return html`${both.map((id) => {
    const statement = statementIn(view.claim, id);
    if (statement === undefined) return NOTHING;
    const { text, start, end } = sentenceAround(statement);
    return html`<figure class="about">
      <figcaption class="meta">${documentLine(t, view, statement)}</figcaption>
      ${verbatim`<blockquote class="quoted" ${tongue(statement.sentence.language)}>${text.slice(0, start)}<b class="differs">${text.slice(start, end)}</b>${text.slice(end)}</blockquote>`}
    </figure>`;
  })}`;
}

function statementIn(claim: ClaimView | undefined, id: string): StatementView | undefined {
  return claim?.statements.find((statement) => statement.id === id);
}

/** Which document, where it comes from, and whether it does; of a step that is known only the last is asked. */
export function lineageFields(t: Say, view: DecideView): Html {
  const { claim } = view;
  const step = knownStep(t, view);
  const holds = radios(view, { name: 'holds', legend: step ?? t('field.whether') }, [
    { value: 'yes', word: t('field.holds') },
    { value: 'no', word: t('field.denied') },
  ]);
  if (step !== undefined) {
    return html`${hidden(view, ['document', 'from'])} ${holds} ${faultWord(t, view, 'holds')}`;
  }
  if (claim === undefined) {
    const source = field(t, view, { name: 'source', label: t('field.comes-from') });
    return html`${carried(view, ['document', 'from'])} ${source} ${holds} ${faultWord(t, view, 'holds')}`;
  }
  const all = [...new Map(claim.statements.map(({ document }) => [document.sha256, document])).values()];
  const [wanted, from] = [firstOf(view, 'document'), firstOf(view, 'from')];
  const { shown, finder, told } = narrowed(t, view.typed, {
    all,
    most: NAMED,
    isChosen: ({ sha256 }) => sha256 === wanted || `document ${sha256}` === from,
    wordsOf: documentWords,
    label: 'field.find-document',
  });
  const options = shown.map(({ sha256, title, source }) => ({
    value: sha256,
    word: html`<span ${tongueOfLetters(title)}>${shortened(title, 120)}</span>`,
    note: source === undefined ? undefined : html`<bdi>${source}</bdi>`,
  }));
  const others = shown.map(({ sha256, title }) => [`document ${sha256}`, html`${shortened(title, 80)}`] as const);
  return html`${faultWord(t, view, 'document')} ${finder}
  ${radios(view, { name: 'document', legend: t('field.document') }, options)} ${told}
  ${field(t, view, { name: 'source', label: t('field.comes-from') })}
  ${select(t, view, { name: 'from', label: t('field.comes-from-document') }, [['', t('field.neither')], ...others])}
  ${holds} ${faultWord(t, view, 'holds')}`;
}

const NAMED = 100; // documents that can be chosen in one form; each statement leads to the form with its own

/** The step that the form was opened for, in words: one of the claim, or of a document from the page of a source. */
function knownStep(t: Say, view: DecideView): Html | undefined {
  const { claim, document } = view;
  const from = firstOf(view, 'from');
  const known = claim?.lineage.find((step) => step.document === firstOf(view, 'document') && step.from === from);
  if (claim !== undefined) return known && stepWords(t, claim, known);
  if (document === undefined || from === '') return undefined;
  return t('history.lineage', { document: documentName(document), from: shortSource(from) });
}

export function nameFields(t: Say, view: DecideView): Html {
  return html`${field(t, view, { name: 'source', label: t('field.source'), required: true })}
  ${field(t, view, { name: 'name', label: t('field.name'), required: true })}`;
}
