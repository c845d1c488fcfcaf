import { html, NOTHING, type Html } from '../html.ts';
import type { MessageKey, Say } from '../messages.ts';

/** One thing that a key does on a page. `press` is what the keyboard says (UI Events, `key`); the island reads it from the list. */
export interface Key {
  readonly press: string;
  readonly does: MessageKey;
  /** How the key is printed where its name is not its letter. */
  readonly cap?: string;
}

export const LIST_KEYS: readonly Key[] = [
  { press: '/', does: 'keys.search' },
  { press: 'j', does: 'keys.next' },
  { press: 'k', does: 'keys.previous' },
  { press: 'Enter', does: 'keys.open' },
  { press: '?', does: 'keys.help' },
];

/** Arrows follow the interface: in Uyghur the next page lies to the left. */
export function readerKeys(t: Say): readonly Key[] {
  const { after, before } = arrows(t);
  return [
    { press: 'n', does: 'keys.hit-after' },
    { press: 'p', does: 'keys.hit-before' },
    { press: after, does: 'keys.page-after', cap: after === 'ArrowRight' ? '→' : '←' },
    { press: before, does: 'keys.page-before', cap: before === 'ArrowRight' ? '→' : '←' },
    { press: '+', does: 'keys.zoom-in' },
    { press: '-', does: 'keys.zoom-out' },
    { press: 'm', does: 'keys.note' },
    { press: 'c', does: 'keys.cite' },
    { press: '/', does: 'keys.search' },
    { press: '?', does: 'keys.help' },
  ];
}

export function arrows(t: Say): { readonly after: string; readonly before: string } {
  return t.dir === 'rtl' ? { after: 'ArrowLeft', before: 'ArrowRight' } : { after: 'ArrowRight', before: 'ArrowLeft' };
}

/** The list at the foot of a page. The island adds the switch that turns single keys off (WCAG 2.2, 2.1.4). */
export function keyList(t: Say, keys: readonly Key[]): Html {
  if (keys.length === 0) return NOTHING;
  return html`<section class="no-print key-foot" id="keys" tabindex="-1" aria-label="${t.text('keys.title')}">
    <dl class="keys" data-off="${t.text('keys.off')}" data-on="${t.text('keys.on')}">
      ${keys.map(
        ({ press, does, cap }) =>
          html`<div>
            <dt><kbd data-press="${press}">${cap ?? press}</kbd></dt>
            <dd>${t(does)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
