import type { Sha256 } from '../../nouns/sha256.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';

/** A button that has something read once more; `choice` is the field of the form that says what. */
export function againButton(caseId: string, choice: readonly [string, string], word: Html, about = ''): Html {
  return html`<form method="post" action="${urls.send(caseId, 'again')}">
    <input type="hidden" name="${choice[0]}" value="${choice[1]}" />
    <button class="btn btn-quiet" type="submit">
      ${word}${about !== '' && html`<span class="unseen">: <bdi>${about}</bdi></span>`}
    </button>
  </form>`;
}

/** Where a locked file is given its password. */
export function unlockForm(t: Say, caseId: string, document: Sha256): Html {
  return html`<form class="new-list" method="post" action="${urls.unlock(caseId, document)}">
    <h3>${t('unlock.title')}</h3>
    <p class="meta" id="unlock-say">${t('unlock.say')}</p>
    <label for="passwords">${t('unlock.field')}</label>
    <textarea
      class="input"
      id="passwords"
      name="passwords"
      rows="2"
      dir="auto"
      spellcheck="false"
      autocomplete="off"
      aria-describedby="unlock-say"
      required
    ></textarea>
    <p><button class="btn btn-main" type="submit">${t('unlock.do')}</button></p>
  </form>`;
}
