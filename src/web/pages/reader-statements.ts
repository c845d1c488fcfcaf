import type { StatementInDocument } from '../../nouns/claim-views.ts';
import type { Span } from '../../nouns/reading.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';
import { figureText, valueWords } from './claims-value.ts';
import type { UnderlineSpan } from './marked.ts';
import { icon, regarding } from './parts.ts';

/** A statement of the open page, with how it is underlined and the number of its note, if there is something to say. */
export interface ShownStatement extends Span {
  readonly statement: StatementInDocument;
  readonly look: UnderlineSpan['look'];
  /** From 1 on each page. */
  readonly note?: number;
  /** It begins on this page. */
  readonly begins: boolean;
}

/** The statements that touch a stretch of the text, in order; nothing where they are hidden. */
export function statementsOn(
  { statements, hideStatements }: ReaderView,
  { start, end }: Span,
): readonly ShownStatement[] {
  if (hideStatements === true) return [];
  const here = (statements ?? []).filter((one) => one.start < one.end && one.start < end && one.end > start);
  // Numbers go up in the order in which they stand in the text: each behind the last word of its statement.
  const noted = here
    .filter(({ verdict }) => verdict !== 'single')
    .toSorted((a, b) => a.end - b.end || b.start - a.start);
  const numbers = new Map(noted.map((statement, index) => [statement, index + 1]));
  return here
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map((statement): ShownStatement => {
      const note = numbers.get(statement);
      return {
        statement,
        start: statement.start,
        end: statement.end,
        look: lookOf(statement),
        begins: statement.start >= start,
        ...(note === undefined ? {} : { note }),
      };
    });
}

/** What all of one origin say is dotted like what one document says: it is no agreement yet. */
function lookOf({ verdict, origins }: StatementInDocument): UnderlineSpan['look'] {
  if (verdict === 'conflict') return 'fault';
  return verdict === 'agree' && origins > 1 ? 'agree' : 'single';
}

/**
 * Stretches apart from each other for `marked`, with offsets from the start of `outer`. Where statements lie in one
 * another, as a figure in a quotation does, the shorter one is drawn: the longer goes on around it.
 */
export function underlines(
  t: Say,
  { status }: ReaderView,
  shown: readonly ShownStatement[],
  outer: Span,
): readonly UnderlineSpan[] {
  const inside = shown
    .filter(({ start, end }) => start < outer.end && end > outer.start)
    .map((one) => ({ ...one, from: Math.max(one.start, outer.start), to: Math.min(one.end, outer.end) }));
  const edges = [...new Set(inside.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const spans: UnderlineSpan[] = [];
  let next = 0;
  let open: typeof inside = [];
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1] ?? start;
    open = open.filter(({ to }) => to > start);
    for (let one = inside[next]; one !== undefined && one.from <= start; one = inside[next]) {
      open.push(one);
      next += 1;
    }
    const top = shortest(open);
    if (top === undefined) continue;
    const begins = open.some((one) => one.note !== undefined && one.start === start);
    spans.push({
      start: start - outer.start,
      end: end - outer.start,
      look: top.look,
      href: urls.claim(status.id, top.statement.claim),
      title: t.text(`note.look-${top.look}`),
      ...(begins && { id: placeAt(start) }),
      notes: open
        .toSorted((a, b) => (a.note ?? 0) - (b.note ?? 0))
        .flatMap(({ note, end: last }) =>
          note === undefined || last !== end
            ? []
            : [{ number: t.number(note), href: `#${noteId(note)}`, label: t.text('note.number', { n: note }) }],
        ),
    });
  }
  return spans;
}

/** Of equal length what does not agree comes first. */
function shortest<One extends ShownStatement>(open: readonly One[]): One | undefined {
  const worth = { fault: 0, agree: 1, single: 2 } as const;
  const length = ({ start, end }: One): number => end - start;
  return open.toSorted((a, b) => length(a) - length(b) || worth[a.look] - worth[b.look])[0];
}

export function noteId(note: number): string {
  return `note-${note}`;
}

function placeAt(start: number): string {
  return `said-${start}`;
}

/** The notes to the statements whose last words stand in one of the stretches, to stand beside or under it. */
export function margin(t: Say, view: ReaderView, shown: readonly ShownStatement[]): Html {
  const noted = shown.filter(({ note }) => note !== undefined).toSorted((a, b) => (a.note ?? 0) - (b.note ?? 0));
  if (noted.length === 0) return NOTHING;
  return html`<ul class="margin">
    ${noted.map((one) => noteLine(t, view, one))}
  </ul>`;
}

/** For each of the stretches, which follow one another, the statements that touch it and none after it. */
export function endingIn(
  shown: readonly ShownStatement[],
  stretches: readonly Span[],
): readonly (readonly ShownStatement[])[] {
  const lists = stretches.map((): ShownStatement[] => []);
  for (const one of shown) {
    const last = stretches.findLastIndex(({ start, end }) => one.start < end && one.end > start);
    lists[last]?.push(one);
  }
  return lists;
}

function noteLine(t: Say, { status }: ReaderView, { statement, note = 0, look, start, begins }: ShownStatement): Html {
  const { others, origins, contrary = [] } = statement;
  const number = html`<bdi>${t.number(note)}</bdi>`;
  return html`<li class="mnote" id="${noteId(note)}" data-note>
    ${
      begins
        ? html`<a class="k" href="#${placeAt(start)}" aria-label="${t.text('note.back', { n: note })}">${number}</a>`
        : html`<span class="k">${number}</span>`
    }
    <p>
      <a class="verdict verdict-${look}" href="${urls.claim(status.id, statement.claim)}"
        >${icon(look, 'icon-s')}<span
          >${verdictWords(t, statement)}${regarding(t, t('note.number', { n: note }))}</span
        ></a
      >
      ${contrary.length > 0 && html`<span class="they-say">${t('note.they-say', { values: listed(t, contrary) })}</span>`}
      <span class="meta"
        >${t('note.tally', {
          documents: t('note.documents', { n: others + 1 }),
          origins: t('note.origins', { n: origins }),
        })}${statement.state === 'accepted' && html` <span class="note-signed">${icon('seal', 'icon-s')}${t('note.accepted')}</span>`}</span
      >
    </p>
  </li>`;
}

function listed(t: Say, values: readonly StatementValue[]): Html {
  return joined(
    values.map((value) => (value.kind === 'figure' ? html`<bdi>${figureText(t, value)}</bdi>` : valueWords(t, value))),
    t.semicolon,
  );
}

function verdictWords(t: Say, { verdict, others, against, origins }: StatementInDocument): Html {
  if (verdict === 'agree') return t(origins > 1 ? 'note.same' : 'note.same-origin', { n: others });
  return against > 0 ? t('note.otherwise', { n: against }) : t('note.disagree');
}

/** How the underlines read, with the way to hide them and to add a statement; where they are hidden, the way back. */
export function statementsKey(
  t: Say,
  view: ReaderView,
  shown: readonly ShownStatement[],
  to: { readonly hidden: string; readonly shown: string },
): Html {
  const { statements, hideStatements, statementsPending, testimony, status, document } = view;
  if (statements === undefined) return NOTHING;
  const looks = (['fault', 'agree', 'single'] as const).filter((look) => shown.some((one) => one.look === look));
  const accepted = statements.filter(({ state }) => state === 'accepted').length;
  const add = urls.decide(status.id, 'add', { document: document.sha256 });
  return html`<div class="said-key">
    <p class="meta">
      <span
        >${statements.length > 0 ? t('note.count', { n: statements.length }) : t(statementsPending === true ? 'note.waiting' : 'note.none')}${
          accepted > 0 && html` ${t('note.accepted-of', { n: accepted })}`
        }${testimony?.cutAt !== undefined && html` ${t('note.cut', { n: t.number(testimony.cutAt) })}`}${
          testimony?.failed === true && html` ${t('note.failed')}`
        }</span
      >
      ${
        statements.length > 0 &&
        (hideStatements === true
          ? html`<a href="${to.shown}">${t('note.show')}</a>`
          : html`<a href="${to.hidden}">${t('note.hide')}</a>`)
      }
      <a
        class="say-here"
        href="${add}"
        data-add="${add}"
        data-chosen="${t.text('note.add-chosen')}"
        data-words="${t.text('note.add')}"
        >${t('note.add')}</a
      >
    </p>
    ${
      looks.length > 0 &&
      html`<ul class="looks" aria-label="${t.text('note.looks')}">
        ${looks.map((look) => html`<li><span class="said-here said-${look}">${t(`note.look-${look}`)}</span></li>`)}
      </ul>`
    }
  </div>`;
}
