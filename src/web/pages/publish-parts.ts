import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { DraftView, ProfileView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { tongueOfLetters } from './parts.ts';
import { problemLine } from './problem.ts';

/** Above the forms of a draft: why what was sent was not kept. */
export function refused(
  frame: Frame,
  t: Say,
  problem: { readonly message: string; readonly remedy: string } | undefined,
  head: 'draft.wrong' | 'draft.waits' = 'draft.wrong',
): Html {
  if (problem === undefined) return NOTHING;
  return html`<div class="note-box note-box-fault signed" role="alert">
    <p><b>${t(head)}</b></p>
    ${problemLine(frame, problem.message)} ${problemLine(frame, problem.remedy)}
  </div>`;
}

/** The head of a page that belongs to a draft. */
export function draftHead(caseId: string, draft: DraftView, words: { title: string; deck?: Html }): Html {
  return html`<header class="opening">
    <p class="meta">
      <a href="${urls.draft(caseId, draft.id)}" ${tongueOfLetters(draft.profile.title)}>${draft.profile.title}</a>
    </p>
    <h1>${words.title}</h1>
    ${words.deck !== undefined && html`<p class="deck">${words.deck}</p>`}
  </header>`;
}

/** What a draft holds, in a line. */
export function holds(t: Say, { documents, claims, withheld }: ProfileView): Html {
  return joined(
    [
      documents === 'all' ? t('publish.documents-all') : t('publish.documents', { n: documents.length }),
      claims === 'all' ? t('publish.claims-all') : t('publish.claims', { n: claims.length }),
      t('publish.withheld', { n: withheld.length }),
    ],
    t.comma,
  );
}

interface Line {
  readonly name: string;
  readonly label: Html;
  readonly value: string;
  readonly type?: 'date' | 'url';
  readonly say?: Html;
  readonly required?: boolean;
  readonly wrong?: Html | undefined;
  /** Latin letters and digits, whatever the language around them. */
  readonly plain?: boolean;
}

export function lineField({ name, label, value, type, say, required, wrong, plain }: Line): Html {
  const described = wrong === undefined ? (say === undefined ? undefined : `say-${name}`) : `wrong-${name}`;
  return html`<div class="field">
    <label for="f-${name}">${label}</label>
    ${wrong !== undefined && html`<p class="fault-word" id="wrong-${name}">${wrong}</p>`}
    <input
      class="input"
      id="f-${name}"
      name="${name}"
      value="${value}"
      ${type !== undefined && html`type="${type}"`}
      dir="${plain || type !== undefined ? 'ltr' : 'auto'}"
      autocomplete="off"
      maxlength="500"
      ${required && html`required`}
      ${wrong !== undefined && html`aria-invalid="true"`}
      ${described !== undefined && html`aria-describedby="${described}"`}
    />
    ${say !== undefined && html`<p class="meta" id="say-${name}">${say}</p>`}
  </div>`;
}

export function linesField(field: {
  readonly name: string;
  readonly label: Html;
  readonly lines: readonly string[];
  readonly rows: number;
  readonly say: Html;
  /** A heading above says the same. */
  readonly headed?: boolean;
}): Html {
  const { name, label, lines, rows, say, headed } = field;
  return html`<div class="field">
    <label for="f-${name}" class="${headed && 'unseen'}">${label}</label>
    <p class="meta" id="say-${name}">${say}</p>
    <textarea
      id="f-${name}"
      name="${name}"
      rows="${rows}"
      dir="auto"
      spellcheck="false"
      autocomplete="off"
      aria-describedby="say-${name}"
    >
${lines.join('\n')}</textarea>
  </div>`;
}

/** Where words are typed by which documents or claims are found. */
export function wordsBox(words: string): Html {
  return html`<input
    id="q"
    name="q"
    type="search"
    class="input"
    value="${words}"
    dir="auto"
    autocomplete="off"
    maxlength="500"
  />`;
}
