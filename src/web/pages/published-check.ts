import { CHECK_SCRIPT_PATH } from '../../nouns/publication.ts';
import { drawnIcon } from '../assets.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { moment } from './parts.ts';
import type { Where } from './published-address.ts';

/** What the page needs to check the package where it is read. */
export const CHECK_SCRIPTS = [CHECK_SCRIPT_PATH] as const;

/**
 * What the package proves, what it does not, and how a stranger finds out. In `#check-here` the script of the page puts what
 * it can do (src/publishing/verifier/page.mjs); without scripts it says how else.
 */
export function checkPage(t: Say, { site, up }: Where): Html {
  const { proof } = site.publication;
  return html`<header class="opening">
      <h1>${t('published.check')}</h1>
      <p class="deck">${t('published.check-deck')}</p>
    </header>
    <section class="check-here" aria-labelledby="here">
      <div class="head"><h2 id="here">${t('published.check-here')}</h2></div>
      <div id="check-here" data-up="${up}../"><p>${t('published.check-no-script')}</p></div>
      <template id="check-marks">
        ${drawnIcon('check', 'mark-holds')} ${drawnIcon('fault', 'mark-fault')} ${drawnIcon('open', 'mark-open')}
      </template>
    </section>
    <div class="checkit">
      <section aria-labelledby="proves">
        <h2 id="proves">${t('published.proves')}</h2>
        <ul class="proved">
          ${proved(t('published.proves-whole'))} ${proved(t('published.proves-entered'))}
          ${proof.dated.map(({ kind, time }) =>
            proved(t('published.proves-dated', { time: moment(t, time), by: t(`published.by-${kind}`) })),
          )}
        </ul>
      </section>
      <section aria-labelledby="not">
        <h2 id="not">${t('published.proves-not')}</h2>
        <ul class="unproved">
          ${proof.dated.length === 0 && unproved(t('published.proves-undated'))} ${unproved(t('published.not-true'))}
          ${unproved(t('published.not-all'))} ${unproved(t('published.not-who'))} ${unproved(t('published.not-judged'))}
        </ul>
      </section>
      ${howTo(t, site.publication, up)}
    </div>`;
}

function proved(text: Html): Html {
  return html`<li>${drawnIcon('check')}<span>${text}</span></li>`;
}

function unproved(text: Html): Html {
  return html`<li>${drawnIcon('open')}<span>${text}</span></li>`;
}

function howTo(t: Say, { id, proof }: Where['site']['publication'], up: string): Html {
  return html`<section aria-labelledby="how">
    <h2 id="how">${t('published.how')}</h2>
    <ol class="by-hand">
      <li>
        <p>${t('published.how-hashes')}</p>
        <pre tabindex="0">sha256sum --quiet -c manifest-sha256.txt</pre>
      </li>
      <li><p>${t('published.how-signature')}</p></li>
      <li><p>${t('published.how-proof')}</p></li>
      <li>
        <p>${t('published.how-all')}</p>
        <pre tabindex="0">
node data/verify.mjs
touchstone check FOLDER</pre>
      </li>
    </ol>
    <dl class="check-facts">
      <dt>${t('published.log')}</dt>
      <dd class="hash">${proof.origin}</dd>
      <dt>${t('published.size')}</dt>
      <dd>${proof.size}</dd>
      <dt>${t('published.id')}</dt>
      <dd class="hash">${id}</dd>
      <dt>${t('published.data')}</dt>
      <dd><a class="hash" href="${up}publication.json">publication.json</a></dd>
    </dl>
  </section>`;
}
