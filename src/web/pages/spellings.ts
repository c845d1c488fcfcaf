import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame, SpellingsView } from '../views.ts';
import { framed } from './frame.ts';
import { moment, tongueOfLetters } from './parts.ts';
import { button } from './searches.ts';

/** Names that people said are the same in this case. */
export function spellingsPage(frame: Frame, view: SpellingsView): string {
  const t = say(frame.language);
  const { status, groups } = view;
  const main = html`<header class="reader-head">
      <h1>${t('alias.title')}</h1>
      <p class="meta">
        <span class="way-back"><a href="${urls.search(status.id)}">${t('nav.search')}</a></span>
      </p>
    </header>
    <div class="own">
      <section aria-labelledby="groups">
        <h2 id="groups" class="unseen">${t('alias.title')}</h2>
        <p>${t('alias.say')}</p>
        ${
          groups.length === 0
            ? html`<p>${t('alias.none')}</p>`
            : html`<ul class="own-list">
                ${groups.map((group) => groupLine(t, view, group))}
              </ul>`
        }
      </section>
      <form class="new-list" method="post" action="${urls.send(status.id, 'spellings')}">
        <label for="names">${t('alias.field')}</label>
        <textarea class="input" id="names" name="names" rows="4" dir="auto" spellcheck="false" required></textarea>
        <p><button class="btn btn-main" type="submit">${t('alias.add')}</button></p>
      </form>
    </div>`;
  return framed(frame, { title: [t.text('alias.title'), status.name].join(' · '), main, status, room: 'search' });
}

function groupLine(t: Say, { status }: SpellingsView, group: SpellingsView['groups'][number]): Html {
  const { id, names, actor, at } = group;
  return html`<li>
    <ul class="names">
      ${names.map(
        (name) =>
          html`<li ${tongueOfLetters(name)}><a href="${urls.search(status.id, { query: name })}">${name}</a></li>`,
      )}
    </ul>
    <p class="meta">${t('alias.by', { actor, time: moment(t, at) })}</p>
    <div class="own-do">${button(status.id, 'spellings', id, t('alias.remove'), names.join(', '))}</div>
  </li>`;
}
