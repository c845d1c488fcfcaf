import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { problemWords } from '../problem-words.ts';
import { urls } from '../urls.ts';
import type { Frame, ProblemView } from '../views.ts';
import { framed } from './frame.ts';

/** What is so; why, or what is not lost; the next thing to do. */
export function problemPage(frame: Frame, view: ProblemView): string {
  const t = say(frame.language);
  const { title, body } = told(t, frame, view);
  const main = html`<div class="state" role="alert">
    <h1>${title}</h1>
    ${body}
  </div>`;
  return framed(frame, { title, main });
}

function told(t: Say, frame: Frame, view: ProblemView): { readonly title: string; readonly body: Html } {
  switch (view.kind) {
    case 'problem':
      return {
        title: t.text(`problem.${view.code}`),
        body: html`${problemLine(frame, view.message, 'say')}
          <div class="note-box">
            <h2 class="legend">${t('wrong.remedy')}</h2>
            ${problemLine(frame, view.remedy)}
          </div>
          ${toCases(t)}`,
      };
    case 'bug':
      return {
        title: t.text('wrong.bug'),
        body: html`<p class="say">${t('wrong.bug-say')}</p>
          <p class="meta">${t('wrong.bug-report', { report: html`<bdi class="hash">${view.report}</bdi>` })}</p>
          <p><a class="btn" href="${urls.inLanguage(frame.here, frame.language)}">${t('wrong.again')}</a></p>`,
      };
    case 'not-found':
      return {
        title: t.text('wrong.not-found'),
        body: html`<p class="say">${t('wrong.not-found-say')}</p>
          ${toCases(t)}`,
      };
    case 'sign-in':
      return {
        title: t.text('wrong.sign-in'),
        body: html`<p class="say">${t('wrong.sign-in-say')}</p>
          <p>${t('wrong.sign-in-next')}</p>`,
      };
  }
}

/** A sentence of a Problem, marked as English where it is known in no other language. */
export function problemLine({ language }: Pick<Frame, 'language'>, sentence: string, classes = 'ui'): Html {
  const { text, language: tongue } = problemWords(language, sentence);
  if (tongue === language) return html`<p class="${classes}">${text}</p>`;
  return html`<p class="${classes}" lang="${tongue}" dir="ltr">${text}</p>`;
}

function toCases(t: Say): Html {
  return html`<p><a class="btn btn-main" href="${urls.cases()}">${t('wrong.to-cases')}</a></p>`;
}
