import type { DecideView } from '../claims-view.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { faultWord } from './decide-faults.ts';

/** What was typed into a field of the form, or what it begins with. */
export function firstOf({ typed }: Pick<DecideView, 'typed'>, name: string): string {
  return typed[name]?.[0] ?? '';
}

export function hidden(view: DecideView, names: readonly string[]): Html {
  return html`${names.map((name) => html`<input type="hidden" name="${name}" value="${firstOf(view, name)}" />`)}`;
}

/** What was sent under these names and has no field here, as often as it was: it goes along with the form. */
export function carried({ typed }: Pick<DecideView, 'typed'>, names: readonly string[]): Html {
  return html`${names.map((name) =>
    (typed[name] ?? []).map((value) => html`<input type="hidden" name="${name}" value="${value}" />`),
  )}`;
}

/** The claim that is decided about; where it is gone, what was sent in its place. */
export function claimField(view: Pick<DecideView, 'claim' | 'typed'>): Html {
  const { claim } = view;
  return claim === undefined
    ? carried(view, ['claim'])
    : html`<input type="hidden" name="claim" value="${claim.id}" />`;
}

interface Field {
  readonly name: string;
  readonly label: Html;
  readonly required?: boolean;
  /** More than one line. */
  readonly rows?: number;
  /** Latin letters and digits, whatever the language around them. */
  readonly plain?: boolean;
}

export function field(t: Say, view: DecideView, { name, label, required, rows, plain }: Field): Html {
  const id = `f-${name}`;
  const value = firstOf(view, name);
  const dir = plain ? 'ltr' : 'auto';
  const wrong = view.wrong.includes(name) && html`aria-invalid="true" aria-describedby="wrong-${name}"`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${faultWord(t, view, name)}
    ${
      rows === undefined
        ? html`<input
            class="input"
            id="${id}"
            name="${name}"
            value="${value}"
            dir="${dir}"
            autocomplete="off"
            ${required && html`required`}
            ${wrong}
          />`
        : html`<textarea id="${id}" name="${name}" rows="${rows}" dir="${dir}" ${required && html`required`} ${wrong}>
${value}</textarea>`
    }
  </div>`;
}

export function select(
  t: Say,
  view: DecideView,
  { name, label }: { readonly name: string; readonly label: Html },
  options: readonly (readonly [value: string, word: Html])[],
): Html {
  const chosen = firstOf(view, name);
  const wrong = view.wrong.includes(name) && html`aria-invalid="true" aria-describedby="wrong-${name}"`;
  return html`<div class="field">
    <label for="f-${name}">${label}</label>
    ${faultWord(t, view, name)}
    <select id="f-${name}" name="${name}" ${wrong}>
      ${options.map(([value, word]) => html`<option value="${value}" ${value === chosen && html`selected`}>${word}</option>`)}
    </select>
  </div>`;
}

/** One of several, each a line that can be touched. */
export function radios(
  view: DecideView,
  { name, legend }: { readonly name: string; readonly legend: Html },
  options: readonly { readonly value: string; readonly word: Html; readonly note?: Html | undefined }[],
): Html {
  const chosen = firstOf(view, name);
  return html`<fieldset>
    <legend class="legend">${legend}</legend>
    <div class="choices">
      ${options.map(
        ({ value, word, note }) =>
          html`<label
            ><input type="radio" name="${name}" value="${value}" ${value === chosen && html`checked`} /><b>${word}</b
            >${note && html`<small>${note}</small>`}</label
          >`,
      )}
    </div>
  </fieldset>`;
}
