import type { Sha256 } from '../../nouns/sha256.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { ChecksView, ReadyView, RunPageView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import { icon, type IconName } from './parts.ts';

const FINDINGS_SHOWN = 50; // of one check

type How = 'fine' | 'look' | 'stops';
const ICONS: Readonly<Record<How, IconName>> = { fine: 'agree', look: 'open', stops: 'fault' };

/** Every check, in order or with what it found and the way there. What stops the package comes first. */
export function checks(t: Say, view: RunPageView, run: ReadyView): Html {
  const all = [
    withheld(t, view, run.checks),
    hiding(t, view, run.checks),
    originals(t, view, run.checks),
    unread(t, view, run.checks),
    ...(run.checks.words === 0 ? [] : [unrecognised(t, view, run.checks)]),
    claims(t, view, run.checks),
    run.dated
      ? { how: 'fine' as const, words: t('check.dated-fine') }
      : {
          how: 'look' as const,
          words: t('check.dated'),
          findings: [link(urls.stamps(view.status.id), t('stamps.way'))],
        },
    { how: 'look' as const, words: t('check.pictures') },
  ];
  const order: readonly How[] = ['stops', 'look', 'fine'];
  return html`<ul class="check-list">
    ${all.toSorted((a, b) => order.indexOf(a.how) - order.indexOf(b.how)).map((each) => checked(t, each))}
  </ul>`;
}

interface Check {
  readonly how: How;
  readonly words: Html;
  readonly findings?: readonly Html[];
}

function checked(t: Say, { how, words, findings = [] }: Check): Html {
  const rest = findings.slice(FINDINGS_SHOWN);
  return html`<li class="check check-${how}">
    <p class="verdict ${how === 'stops' && 'verdict-fault'}">
      ${icon(ICONS[how], 'icon-s')}${t(how === 'fine' ? 'run.fine' : how === 'look' ? 'run.look' : 'run.stops')}
    </p>
    <div>
      <p>${words}</p>
      ${
        findings.length > 0 &&
        html`<ul class="side-list">
          ${findings.slice(0, FINDINGS_SHOWN).map((each) => html`<li>${each}</li>`)}
          ${rest.length > 0 && html`<li class="meta">${t('case.more', { n: rest.length })}</li>`}
        </ul>`
      }
    </div>
  </li>`;
}

function link(href: string, words: Html): Html {
  return html`<a href="${href}">${words}</a>`;
}

function withheld(t: Say, { status }: RunPageView, found: ChecksView): Check {
  if (found.words === 0) return { how: 'look', words: t('check.withheld-empty') };
  if (found.withheld.length === 0) return { how: 'fine', words: t('check.withheld-fine', { n: found.words }) };
  const shown = found.withheld.filter((each) => !isMadeOf(each, found.withheld));
  const made = found.withheld.length - shown.length;
  const findings = shown.map(({ word, spelling, path, at }) => {
    const blanks = { word: html`<b><bdi>${word}</bdi></b>`, path: html`<bdi class="hash hash-long">${path}</bdi>` };
    const said =
      spelling === word
        ? t('check.withheld-at', blanks)
        : t('check.withheld-as', { ...blanks, spelling: html`<bdi>${spelling}</bdi>` });
    if (at === undefined) return said;
    const { original, page } = at;
    const to = urls.reader(status.id, original, { page, query: page === undefined ? undefined : spelling });
    return html`${said} ${link(to, page === undefined ? t('choose.look') : t('check.page', { page }))}`;
  });
  const rest = made === 0 ? [] : [html`<span class="meta">${t('check.withheld-made', { n: made })}</span>`];
  return { how: 'stops', words: t('check.withheld', { n: shown.length }), findings: [...findings, ...rest] };
}

type Found = ChecksView['withheld'][number];

/** Texts, web pages and the index of search repeat what a page says: the page is what to look at. */
function isMadeOf({ word, at, path }: Found, all: readonly Found[]): boolean {
  if (at?.page !== undefined) return false;
  const pages = all.filter((each) => each.word === word && each.at?.page !== undefined);
  if (at !== undefined) return pages.some((page) => page.at?.original === at.original);
  return pages.length > 0 && REPEATING.test(path);
}

const REPEATING = /^data\/(?:search|iiif|annotations|claim)\b/;

function optionsOf({ status, draft }: RunPageView, document: Sha256, name: string): Html {
  return link(urls.draft(status.id, draft.id, `documents/${document}`), html`<bdi>${name}</bdi>`);
}

function hiding(t: Say, view: RunPageView, { hiding: found }: ChecksView): Check {
  if (found.length === 0) return { how: 'fine', words: t('check.hiding-fine') };
  const findings = found.map(
    ({ document, name, fields }) =>
      html`${optionsOf(view, document, name)} <span class="meta"><bdi>${fields.join(', ')}</bdi></span>`,
  );
  return { how: 'stops', words: t('check.hiding', { n: found.length }), findings };
}

function originals(t: Say, view: RunPageView, { originals: found }: ChecksView): Check {
  const open = found.filter(({ confirmed }) => !confirmed);
  if (found.length === 0) return { how: 'fine', words: t('check.originals-fine') };
  const findings = (open.length > 0 ? open : found).map(({ document, name }) => optionsOf(view, document, name));
  return open.length > 0
    ? { how: 'stops', words: t('check.originals', { n: open.length }), findings }
    : { how: 'look', words: t('check.originals-confirmed', { n: found.length }), findings };
}

function unread(t: Say, view: RunPageView, { unread: found }: ChecksView): Check {
  if (found.length === 0) return { how: 'fine', words: t('check.unread-fine') };
  return { how: 'look', words: t('check.unread', { n: found.length }), findings: pageLinks(t, view, found) };
}

function unrecognised(t: Say, view: RunPageView, { unrecognised: found }: ChecksView): Check {
  if (found.length === 0) return { how: 'fine', words: t('check.unrecognised-fine') };
  return { how: 'look', words: t('check.unrecognised', { n: found.length }), findings: pageLinks(t, view, found) };
}

function pageLinks(t: Say, { status }: RunPageView, found: ChecksView['unread']): readonly Html[] {
  return found.map(
    ({ document, name, page }) =>
      html`<bdi>${name}</bdi> ${link(urls.reader(status.id, document, { page }), t('check.page', { page }))}`,
  );
}

function claims(t: Say, { status }: RunPageView, { claimsLeftOut: found }: ChecksView): Check {
  if (found.length === 0) return { how: 'fine', words: t('check.claims-fine') };
  const findings = found.map((id) => link(urls.claim(status.id, id), html`<bdi class="hash">${id}</bdi>`));
  return { how: 'look', words: t('check.claims', { n: found.length }), findings };
}
