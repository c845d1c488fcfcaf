import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';

/** How the drawings read: every form with its word. */
export function key(t: Say): Html {
  return html`<div class="key" role="group" aria-label="${t.text('claims.key')}">
    <div>
      <svg class="squares" width="16" height="18" viewBox="0 0 13 15" aria-hidden="true">
        <rect class="o" x="0" y="3" width="9" height="9" /></svg
      ><span>${t('claims.key-origin')}</span>
    </div>
    <div>
      <svg class="squares" width="16" height="18" viewBox="0 0 13 15" aria-hidden="true">
        <rect class="o-unseen" x="0.75" y="3.75" width="7.5" height="7.5" /></svg
      ><span>${t('claims.key-unheld')}</span>
    </div>
    <div>
      <svg class="squares" width="18" height="18" viewBox="11 0 15 15" aria-hidden="true">
        <rect class="p" x="12.5" y="2.5" width="5" height="10" />
        <rect class="p" x="20.5" y="2.5" width="5" height="10" /></svg
      ><span>${t('claims.key-page')}</span>
    </div>
    ${[...DRAWN].map(
      ([word, marks]) =>
        html`<div>
          <svg width="40" height="18" viewBox="0 0 40 18" class="plot" aria-hidden="true">${marks}</svg
          ><span>${t(word)}</span>
        </div>`,
    )}
  </div>`;
}

const DRAWN = new Map([
  ['claims.key-point', html`<path class="stem" d="M20 6v12" /><path class="mk" d="M14.5 2h11v11h-11z" />`],
  [
    'claims.key-about',
    html`<rect class="soft" x="4" y="8" width="32" height="10" /><path class="span" d="M9 3H4v15M31 3h5v15" />`,
  ],
  ['claims.key-least', html`<path class="span" d="M4 2v16M4 8h32M30 3l6 5-6 5" />`],
  [
    'claims.key-conflict',
    html`<rect fill="url(#nomeet)" y="2" width="40" height="15" /><path class="gap" d="M0 7h18M22 13h18M24 2l-8 15" />`,
  ],
  ['claims.key-meet', html`<rect class="meet" y="6" width="40" height="6" />`],
] as const);
