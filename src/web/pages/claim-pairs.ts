import type { ClaimView, StatementView } from '../../nouns/claim-views.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { cut, valuesById } from './claim-parts.ts';
import { documentLine, sentenceAround, statementName } from './claim-statements.ts';
import { differing, type Piece } from './claim-words.ts';
import { icon, regarding, tongue } from './parts.ts';

const SHOWN = 3; // pairs, before the rest is unfolded
const MOST = 60;

/** The pairs that cannot both be right, each pair of values once, with what sets their sentences apart. */
export function pairs(t: Say, view: ClaimPageView): Html {
  const all = clashes(view.claim);
  const clashing = all.filter(({ reason }) => reason !== 'boundary');
  const near = nearMisses(
    t,
    view,
    all.filter(({ reason }) => reason === 'boundary'),
  );
  if (clashing.length === 0) return near;
  const rest = clashing.slice(SHOWN, MOST);
  return html`<section class="behind" aria-labelledby="pairs">
    <div class="head">
      <h2 id="pairs">${t('claim.pairs', { n: clashing.length })}</h2>
      <p class="meta">${t('claim.pairs-key')}</p>
    </div>
    ${clashing.slice(0, SHOWN).map((clash) => pair(t, view, clash))}
    ${
      rest.length > 0 &&
      html`<details class="fold">
        <summary>${t('claim.pairs-more', { n: clashing.length - SHOWN })}</summary>
        ${rest.map((clash) => pair(t, view, clash))}
        <p class="meta">${cut(t, MOST, clashing.length)}</p>
      </details>`
    }
    ${near}
  </section>`;
}

/** What misses only by an end that is left out (100, and more than 100) is told, and is no conflict of its claim. */
function nearMisses(t: Say, view: ClaimPageView, near: readonly Clash[]): Html {
  if (near.length === 0) return NOTHING;
  return html`<details class="fold near-misses">
    <summary>${t('claim.pairs-near', { n: near.length })}</summary>
    ${near.slice(0, MOST).map((clash) => pair(t, view, clash))}
    <p class="meta">${cut(t, MOST, near.length)}</p>
  </details>`;
}

interface Clash {
  readonly first: StatementView;
  readonly second: StatementView;
  readonly reason: ClaimView['conflicts'][number]['reason'];
}

/** Of pairs that say the same two things the first stands for all: those that most documents say first. */
function clashes({ statements, conflicts, values }: ClaimView): readonly Clash[] {
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const valueOf = valuesById({ values });
  const keys = new Map<string, string>();
  const keyOf = ({ id, value }: StatementView): string => {
    const key = keys.get(id) ?? JSON.stringify(value);
    keys.set(id, key);
    return key;
  };
  const known = new Map<string, Clash & { readonly documents: number }>();
  for (const conflict of conflicts) {
    const first = byId.get(conflict.first);
    const second = byId.get(conflict.second);
    if (first === undefined || second === undefined) continue;
    const [one, other] = [keyOf(first), keyOf(second)];
    const key = one < other ? `${one}\n${other}` : `${other}\n${one}`;
    if (known.has(key)) continue;
    const documents = (valueOf.get(first.id)?.documents ?? 1) + (valueOf.get(second.id)?.documents ?? 1);
    known.set(key, { first, second, reason: conflict.reason, documents });
  }
  return [...known.values()].toSorted((a, b) => b.documents - a.documents);
}

function pair(t: Say, view: ClaimPageView, { first, second, reason }: Clash): Html {
  return html`<div class="pairwise" data-item>
    ${side(t, view, first, second)}
    <div class="between" aria-hidden="true">${icon(reason === 'boundary' ? 'open' : 'fault')}</div>
    ${side(t, view, second, first)}
    <p class="why">
      <span>${t(`claim.why-${reason}`)}</span>
      <a class="no-print" href="${decideUrl(view, 'no-conflict', { first: first.id, second: second.id })}"
        >${t('claim.no-conflict')}${regarding(t, ...statementName(t, first), ...statementName(t, second))}</a
      >
    </p>
  </div>`;
}

function side(t: Say, view: ClaimPageView, statement: StatementView, other: StatementView): Html {
  const href = urls.reader(view.status.id, statement.document.sha256, { at: statement, hash: 'hit' });
  return html`<figure>
    <figcaption class="meta">${documentLine(t, view, statement)}</figcaption>
    <blockquote ${tongue(statement.sentence.language)}>${contrasted(statement, other)}</blockquote>
    <p class="small no-print">
      <a href="${href}">${t('claim.open')}${regarding(t, ...statementName(t, statement))}</a>
    </p>
  </figure>`;
}

/** The sentence, with what the other does not have over the fault line; the statement's own words at least. */
function contrasted(statement: StatementView, other: StatementView): Html {
  const around = sentenceAround(statement);
  const pieces =
    statement.sentence.language === other.sentence.language
      ? differing(around.text, sentenceAround(other).text).filter(({ kind }) => kind !== 'left-out')
      : [];
  if (pieces.length > 1 && isAlike(pieces)) {
    return verbatim`${pieces.map(({ text, kind }) => (kind === 'own' ? verbatim`<b class="differs">${text}</b>` : text))}`;
  }
  const { text, start, end } = around;
  return verbatim`${text.slice(0, start)}<b class="differs">${text.slice(start, end)}</b>${text.slice(end)}`;
}

/** Whether more of a sentence is shared than sets it apart: else every word would be marked, and none would tell anything. */
function isAlike(pieces: readonly Piece[]): boolean {
  const length = (kind: Piece['kind']): number =>
    pieces.reduce((sum, piece) => sum + (piece.kind === kind ? piece.text.length : 0), 0);
  return length('same') > length('own');
}
