import type { StatementKind } from '../../nouns/claim-views.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import type { DecideView } from '../claims-view.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { field, firstOf, radios, select } from './decide-fields.ts';
import { digits, FIGURE_WORDS, saidAs } from './decide-figure.ts';

const KINDS: readonly StatementKind[] = ['figure', 'date', 'quotation', 'stance'];
const POLARITIES = ['negative', 'positive', 'neutral'] as const;

/** The fields of a value. Of a correction the kind is known; otherwise each kind has its own, and the chosen kind counts. */
export function valueFields(t: Say, view: DecideView): Html {
  const kind = firstOf(view, 'kind');
  if (view.what === 'correct' && isKind(kind)) {
    return html`<input type="hidden" name="kind" value="${kind}" />${FIELDS[kind](t, view)}`;
  }
  const kinds = KINDS.map((value) => ({ value, word: t(`claim.kind-${value}`) }));
  // Style alone shows the fields of the chosen kind; where it cannot, all stand there, and the chosen kind counts.
  const begun = { ...view, typed: { ...view.typed, kind: [isKind(kind) ? kind : 'figure'] } };
  return html`${radios(begun, { name: 'kind', legend: t('field.kind') }, kinds)}
  ${KINDS.map((each) => html`<div class="form of-kind of-${each}">${FIELDS[each](t, view)}</div>`)}`;
}

function isKind(text: string): text is StatementKind {
  return KINDS.some((kind) => kind === text);
}

const FIELDS: Readonly<Record<StatementKind, (t: Say, view: DecideView) => Html>> = {
  figure: (t, view) =>
    html`<div class="fields">
        ${select(
          t,
          view,
          { name: 'how', label: t('field.how') },
          FIGURE_WORDS.map((how) => [how, t(`field.how-${how}`)]),
        )}
        ${field(t, view, { name: 'number', label: t('field.number'), plain: true })}
        ${field(t, view, { name: 'numberTo', label: t('field.number-to'), plain: true })}
      </div>
      ${field(t, view, { name: 'unit', label: t('field.unit') })}
      ${field(t, view, { name: 'counted', label: t('field.counted') })}`,
  date: (t, view) =>
    html`<div class="fields">
        ${field(t, view, { name: 'from', label: t('field.from'), plain: true })}
        ${field(t, view, { name: 'to', label: t('field.to'), plain: true })}
      </div>
      ${field(t, view, { name: 'event', label: t('field.event') })}`,
  quotation: (t, view) =>
    html`${field(t, view, { name: 'quoted', label: t('field.words'), rows: 2 })}
    ${field(t, view, { name: 'speaker', label: t('field.speaker') })}`,
  stance: (t, view) =>
    html`<div class="fields">
        ${field(t, view, { name: 'holder', label: t('field.holder') })}
        ${select(
          t,
          view,
          { name: 'polarity', label: t('field.polarity') },
          POLARITIES.map((side) => [side, t(`claim.side-${side}`)]),
        )}
      </div>
      ${field(t, view, { name: 'target', label: t('field.target'), rows: 2 })}
      ${field(t, view, { name: 'verb', label: t('field.verb') })}`,
};

/** A value as the fields of its form begin. */
export function typedOf(value: StatementValue): Readonly<Record<string, readonly string[]>> {
  switch (value.kind) {
    case 'figure': {
      const [how, number, numberTo = ''] = saidAs(value);
      return fields({
        kind: value.kind,
        how,
        number: digits(number),
        numberTo: numberTo === '' ? '' : digits(numberTo),
        unit: value.unit,
        counted: value.counted,
      });
    }
    case 'date':
      return fields({
        kind: value.kind,
        from: value.from,
        to: value.to === value.from ? '' : value.to,
        event: value.event,
      });
    case 'quotation':
      return fields({ kind: value.kind, quoted: value.words, speaker: value.speaker ?? '' });
    case 'stance':
      return fields({ ...value });
  }
}

function fields(of: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(of).map(([name, text]) => [name, [text]]));
}
