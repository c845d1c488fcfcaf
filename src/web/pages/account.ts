import { OUTCOMES } from '../../nouns/outcome.ts';
import type { CaseStatus } from '../../nouns/occurrence.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { outcomeWord, type Shown } from './parts.ts';

/**
 * The account of a case, ruled like accounts: a line for each outcome, their sum, what waits, and under a double line
 * what was received. Whoever reads it can add it up.
 */
export function account(t: Say, status: CaseStatus): Html {
  const settled = settledIn(status);
  return html`<table class="account">
    <caption class="unseen">
      ${t('case.account')}
    </caption>
    <tbody>
      ${OUTCOMES.map((outcome) => line(t, status, outcome, status.outcomes[outcome]))}
      ${
        status.waiting > 0 &&
        html`<tr class="sum">
            <td></td>
            <th scope="row">${t('case.settled')}</th>
            <td class="why"></td>
            <td class="amount">${t.number(settled)}</td>
          </tr>
          ${line(t, status, 'waiting', status.waiting)}`
      }
      <tr class="total">
        <td></td>
        <th scope="row">${t('case.received')}</th>
        <td class="why"></td>
        <td class="amount">${t.number(status.received)}</td>
      </tr>
    </tbody>
  </table>`;
}

export function settledIn(status: CaseStatus): number {
  return OUTCOMES.reduce((sum, outcome) => sum + status.outcomes[outcome], 0);
}

/** True as long as the promise holds that every file received has exactly one outcome or waits for it. */
export function addsUp(status: CaseStatus): boolean {
  return settledIn(status) + status.waiting === status.received;
}

/** The same account as one strip, each outcome with its own hatching so that it reads without colour. */
export function strip(t: Say, status: CaseStatus): Html {
  const parts = [...OUTCOMES.map((outcome) => [outcome, status.outcomes[outcome]] as const), WAITING(status)];
  const whole = Math.max(status.received, 1);
  const at = (files: number): string => `${Math.round((files / whole) * 10_000) / 100}%`;
  const label = parts
    .map(([outcome, files]) => `${t.text(`outcome.${outcome}`)}: ${t.number(files)}`)
    .join(t.semicolon);
  let before = 0;
  const segments = parts.map(([outcome, files]) => {
    const segment = html`<rect
      class="seg ${FILLS[outcome]}"
      x="${at(before)}"
      y="0"
      width="${at(files)}"
      height="34"
    />`;
    before += files;
    return segment;
  });
  return html`<svg class="strip" width="100%" height="35" role="img" aria-label="${label}">
    ${PATTERNS} ${segments}
    <rect class="frame" x="0" y="0" width="100%" height="34" />
  </svg>`;
}

function WAITING(status: CaseStatus): readonly ['waiting', number] {
  return ['waiting', status.waiting];
}

const FILLS: Readonly<Record<Shown, string>> = {
  read: 'f-read',
  'read-in-part': 'f-part',
  container: 'f-box',
  duplicate: 'f-dup',
  unreadable: 'f-un',
  waiting: 'f-wait',
};

/** Hatchings by id; the style sheet names them in `fill`. */
const PATTERNS = html`<defs>
  <pattern id="pt-part" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="p-bg" width="6" height="6" />
    <rect class="p-ink-f" width="3" height="6" />
  </pattern>
  <pattern id="pt-box" width="8" height="8" patternUnits="userSpaceOnUse">
    <rect class="p-bg" width="8" height="8" />
    <path class="p-ink" d="M0 .5h8M.5 0v8" />
  </pattern>
  <pattern id="pt-dup" width="5" height="8" patternUnits="userSpaceOnUse">
    <rect class="p-bg" width="5" height="8" />
    <path class="p-ink" d="M1 0v8" />
  </pattern>
  <pattern id="pt-un" width="8" height="8" patternUnits="userSpaceOnUse">
    <rect class="p-bg" width="8" height="8" />
    <path class="p-fault" stroke-width="1.6" d="m0 0 8 8M8 0 0 8" />
  </pattern>
</defs>`;

function line(t: Say, status: CaseStatus, outcome: Shown, files: number): Html {
  return html`<tr>
    <td>
      <svg class="sw ${FILLS[outcome]}" viewBox="0 0 28 16" aria-hidden="true">
        <rect x="0.75" y="0.75" width="26.5" height="14.5" />
      </svg>
    </td>
    <th scope="row"><a href="${urls.files(status.id, { outcome })}">${outcomeWord(t, outcome)}</a></th>
    <td class="why">${t(`outcome-why.${outcome}`)}</td>
    <td class="amount">${t.number(files)}</td>
  </tr>`;
}
