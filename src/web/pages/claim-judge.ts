import type { ClaimView, DocumentName } from '../../nouns/claim-views.ts';
import { JUDGEMENTS } from '../../nouns/decision.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import type { DecideView } from '../claims-view.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { shortened, valueText, valueWords } from './claims-value.ts';
import { faultWord } from './decide-faults.ts';
import { carried, claimField } from './decide-fields.ts';
import { gone, LOOKS, narrowed, statementWords } from './decide-find.ts';
import { icon, tongue, tongueOfLetters } from './parts.ts';

/** Without a claim: one that is gone since its form was shown, with all that was filled in. */
type Judged = Pick<DecideView, 'status' | 'claim' | 'signer'> & Partial<Pick<DecideView, 'typed' | 'wrong'>>;

/** The form in which a person judges a claim; without an identity, how to come by one. */
export function judgement(t: Say, view: Judged): Html {
  return html`<section aria-labelledby="judge-head">
    <div class="head"><h2 id="judge-head">${t('sign.title')}</h2></div>
    ${view.signer === undefined ? nobody(t) : judgeForm(t, view)}
  </section>`;
}

export function nobody(t: Say): Html {
  return html`<div class="note-box">
    <p><b>${t('sign.nobody')}</b></p>
    <p>${t('sign.nobody-next')}</p>
  </div>`;
}

const RESTS_SHOWN = 60; // statements that can be ticked
const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;

export function judgeForm(t: Say, view: Judged): Html {
  const { claim, status, typed = {}, wrong = [] } = view;
  const faulty = wrong.includes('reason');
  const chosen = (name: string): readonly string[] => typed[name] ?? [];
  const action = claim === undefined ? urls.decide(status.id, 'assess') : decideUrl({ status, claim }, 'assess');
  return html`<form class="form" action="${action}" method="post">
    ${claimField({ typed, ...(claim && { claim }) })}
    <fieldset>
      <legend class="legend">${t('sign.legend')}</legend>
      ${faultWord(t, view, 'judgement')}
      <div class="choices">
        ${JUDGEMENTS.map(
          (each) =>
            html`<label
              ><input
                type="radio"
                name="judgement"
                value="${each}"
                required
                ${chosen('judgement')[0] === each && html`checked`}
              /><b>${t(`judgement.${each}`)}</b><small>${t(`judgement-why.${each}`)}</small></label
            >`,
        )}
      </div>
    </fieldset>
    <div class="field">
      <label for="why">${t('sign.why')}</label>
      ${faultWord(t, view, 'reason')}
      <textarea
        id="why"
        name="reason"
        aria-describedby="${faulty ? 'wrong-reason why-say' : 'why-say'}"
        ${faulty && html`aria-invalid="true"`}
        dir="auto"
        required
      >
${chosen('reason')[0] ?? ''}</textarea>
      <p class="meta" id="why-say">${t('sign.why-say')}</p>
    </div>
    ${claim === undefined ? carried({ typed }, ['restsOn']) : restsOn(t, view, claim)}
    <details class="fold" ${(chosen('reliability')[0] || chosen('credibility')[0]) && html`open`}>
      <summary>${t('sign.grading')}</summary>
      ${faultWord(t, view, 'grading')}
      <div class="fields">
        ${grades(
          t,
          'reliability',
          RELIABILITIES.map((each) => [each, t(`sign.reliability-${each}`)] as const),
          chosen('reliability')[0],
        )}
        ${grades(
          t,
          'credibility',
          CREDIBILITIES.map((each) => [String(each), t(`sign.credibility-${each}`)] as const),
          chosen('credibility')[0],
        )}
      </div>
    </details>
    ${signLine(t, view.signer, 'sign.button-assess')}
  </form>`;
}

function restsOn(t: Say, view: Judged, claim: ClaimView): Html {
  const { typed = {}, wrong = [] } = view;
  const chosen = new Set(typed['restsOn']);
  if (claim.statements.length === 0) return gone(t, chosen, []);
  const isOpen = chosen.size > 0 || typed[LOOKS] !== undefined || wrong.includes('restsOn');
  const { shown, finder, told } = narrowed(t, typed, {
    all: claim.statements,
    most: RESTS_SHOWN,
    isChosen: ({ id }) => chosen.has(id),
    wordsOf: (statement) => statementWords(t, statement),
    label: 'field.find-statement',
  });
  const keyOf = (value: StatementValue, document: DocumentName): string =>
    `${valueText(t, value)}\n${document.source ?? document.title}`;
  const alike = Map.groupBy(shown, ({ value, document }) => keyOf(value, document));
  return html`<details class="fold" ${isOpen && html`open`}>
    <summary>${t('sign.rests')}</summary>
    ${faultWord(t, view, 'restsOn')} ${gone(t, chosen, claim.statements)} ${finder}
    <ul class="choices rests">
      ${shown.map(({ id, value, document, sentence }) => {
        const name = shortened(document.source ?? document.title, 120);
        const isTwice = (alike.get(keyOf(value, document))?.length ?? 0) > 1;
        return html`<li>
          <label
            ><input type="checkbox" name="restsOn" value="${id}" ${chosen.has(id) && html`checked`} /><span
              >${valueWords(t, value)}</span
            ><small ${tongueOfLetters(name)}>${name}</small>${
              isTwice && html`<small ${tongue(sentence.language)}>${shortened(sentence.text, 100)}</small>`
            }</label
          >
        </li>`;
      })}
    </ul>
    ${told}
  </details>`;
}

function grades(
  t: Say,
  name: 'reliability' | 'credibility',
  choices: readonly (readonly [string, Html])[],
  chosen: string | undefined,
): Html {
  return html`<div class="field">
    <label for="${name}">${t(`sign.${name}`)}</label>
    <select id="${name}" name="${name}">
      <option value="">${t('sign.ungraded')}</option>
      ${choices.map(
        ([value, word]) => html`<option value="${value}" ${chosen === value && html`selected`}>${word}</option>`,
      )}
    </select>
  </div>`;
}

/** Who signs, and where it is written. */
export function signLine(t: Say, signer: string | undefined, button: 'sign.button' | 'sign.button-assess'): Html {
  return html`<div class="signline">
    <button class="btn btn-main" type="submit">${icon('seal')}${t(button)}</button>
    <p class="meta">${t('sign.as', { actor: signer ?? '?' })}</p>
  </div>`;
}
