import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { moment } from './parts.ts';
import type { Where } from './published-address.ts';

/** What the package proves, what it does not, and how a stranger finds out. */
export function checkPage(t: Say, { site, up }: Where): Html {
  const { proof, id } = site.publication;
  return html`<header><h1>${t('published.check')}</h1></header>
    <section aria-labelledby="proves">
      <h2 id="proves">${t('published.proves')}</h2>
      <ul class="plain">
        <li>${t('published.proves-whole')}</li>
        <li>${t('published.proves-entered')}</li>
        ${proof.dated.map(
          ({ kind, time }) =>
            html`<li>${t('published.proves-dated', { time: moment(t, time), by: t(`published.by-${kind}`) })}</li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="not">
      <h2 id="not">${t('published.proves-not')}</h2>
      <ul class="plain">
        ${proof.dated.length === 0 && html`<li>${t('published.proves-undated')}</li>`}
        <li>${t('published.not-true')}</li>
        <li>${t('published.not-all')}</li>
        <li>${t('published.not-who')}</li>
        <li>${t('published.not-judged')}</li>
      </ul>
    </section>
    <section aria-labelledby="how">
      <h2 id="how">${t('published.how')}</h2>
      <p>${t('published.how-hashes')}</p>
      <pre>sha256sum --quiet -c manifest-sha256.txt</pre>
      <p>${t('published.how-signature')}</p>
      <p>${t('published.how-proof')}</p>
      <p>${t('published.how-all')}</p>
      <pre>node data/verify.mjs</pre>
      <pre>touchstone check FOLDER</pre>
      <dl class="facts">
        <div>
          <dt>${t('published.log')}</dt>
          <dd class="hash">${proof.origin}</dd>
        </div>
        <div>
          <dt>${t('published.size')}</dt>
          <dd>${proof.size}</dd>
        </div>
        <div>
          <dt>${t('published.id')}</dt>
          <dd class="hash">${id}</dd>
        </div>
        <div>
          <dt>${t('published.data')}</dt>
          <dd><a class="hash" href="${up}publication.json">publication.json</a></dd>
        </div>
      </dl>
    </section>`;
}
