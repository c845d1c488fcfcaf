import { JUDGEMENTS } from '../../nouns/decision.ts';
import type { ClaimPageView, DecideView } from '../claims-view.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { decideUrl } from './claim-address.ts';
import { valueWords } from './claims-value.ts';
import { faultWord } from './decide-faults.ts';
import { LOOKS, narrowed, statementWords } from './decide-find.ts';
import { icon, tongueOfLetters } from './parts.ts';

type Typed = DecideView['typed'];
type Judged = Pick<ClaimPageView, 'status' | 'claim' | 'signer'> & {
  readonly typed?: Typed;
  readonly wrong?: readonly string[];
};

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
  const { claim, typed = {}, wrong = [] } = view;
  const faulty = wrong.includes('reason');
  const chosen = (name: string): readonly string[] => typed[name] ?? [];
  return html`<form class="form" action="${decideUrl(view, 'assess')}" method="post">
    <input type="hidden" name="claim" value="${claim.id}" />
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
    ${claim.statements.length > 0 && restsOn(t, view, chosen('restsOn'))}
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

function restsOn(t: Say, { claim, typed = {} }: Judged, chosen: readonly string[]): Html {
  const { shown, finder, told } = narrowed(t, typed, {
    all: claim.statements,
    most: RESTS_SHOWN,
    isChosen: ({ id }) => chosen.includes(id),
    wordsOf: (statement) => statementWords(t, statement),
    label: 'field.find-statement',
  });
  return html`<details class="fold" ${(chosen.length > 0 || typed[LOOKS] !== undefined) && html`open`}>
    <summary>${t('sign.rests')}</summary>
    ${finder}
    <ul class="choices rests">
      ${shown.map(({ id, value, document }) => {
        const name = document.source ?? document.title;
        return html`<li>
          <label
            ><input type="checkbox" name="restsOn" value="${id}" ${chosen.includes(id) && html`checked`} /><span
              >${valueWords(t, value)}</span
            ><small ${tongueOfLetters(name)}>${name}</small></label
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
