import type { Assessment, ClaimCard, ClaimVerdict } from '../../nouns/claim-views.ts';
import type { DatedEvent, Figure, Quotation, Stance, StatementValue } from '../../nouns/statement.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { drawing } from './claim-axis.ts';
import { numberLine } from './claim-line.ts';
import { calendarStrip } from './claim-strip.ts';
import { names, standing, tally } from './claim-tally.ts';
import { aroundDifferences, differing, differingWords, fromDifference, wordsAlone, type Piece } from './claim-words.ts';
import { briefText, measureOf, shortened, valueWords } from './claims-value.ts';
import { icon, moment, tongue, tongueOfLetters } from './parts.ts';

type Said<V> = ClaimCard['values'][number] & { readonly value: V };

/** How the documents of a claim look beside each other: what its rule, its icon and its word say. */
export type Look = 'fault' | 'agree' | 'overlap' | 'worded' | 'single' | 'alone';

export function lookOf(claim: {
  readonly verdict: ClaimVerdict;
  readonly origins: { readonly length: number };
  readonly documents: number;
  readonly values: readonly { readonly value: StatementValue }[];
}): Look {
  if (claim.verdict === 'conflict') return 'fault';
  if (claim.verdict === 'single' || claim.documents < 2) return 'alone';
  if (claim.origins.length < 2) return 'single';
  const [first] = claim.values;
  const isWords = first?.value.kind === 'quotation';
  if (new Set(claim.values.map(({ value }) => saidKey(value))).size < 2) return 'agree';
  return isWords ? 'worded' : 'overlap';
}

/** Alike for values that say the same: of wordings only the words count. */
function saidKey(value: StatementValue): string {
  return value.kind === 'quotation' ? wordsAlone(value.words) : JSON.stringify(value);
}

/** Rule and icon of a look. Several origins are drawn double, conflicts broken, everything else dotted. */
export const FORMS = {
  fault: 'fault',
  agree: 'agree',
  overlap: 'agree',
  worded: 'agree',
  single: 'single',
  alone: 'single',
} as const satisfies Record<Look, string>;

/** The rule over a claim: broken where documents conflict, double where they agree, dotted for one origin. */
export function rule(look: Look): Html {
  return html`<div class="rule rule-${FORMS[look]}"></div>`;
}

export function verdictWord(t: Say, look: Look, place: 'look' | 'top' = 'look'): Html {
  const tone = { fault: 'fault', agree: 'agree', single: 'plain' }[FORMS[look]];
  return html`<span class="verdict verdict-${tone}">${icon(FORMS[look])}${t(`claim.${place}-${look}`)}</span>`;
}

/** One claim on one card: what it is about, what was said, how many stand behind it, and what people made of it. */
export function claimCard(t: Say, caseId: string, card: ClaimCard): Html {
  const look = lookOf(card);
  return html`<article class="card" data-item>
    ${rule(look)}
    <p class="top">${verdictWord(t, look)}<span class="meta">${t(`claim.kind-${card.kind}`)}</span></p>
    <h3 ${tongue(card.label.language)}>
      <a href="${urls.claim(caseId, card.id)}">${shortened(card.label.text, 160)}</a>
    </h3>
    <div class="draw">${drawn(t, card, SIDE_ON_A_CARD)}</div>
    <div class="foot">
      <p class="stand">
        ${tally(card.origins)}<b class="standing">${standing(t, card.documents, card.origins.length)}</b>
      </p>
      ${
        card.origins.length > 0 &&
        html`<p>
          ${t('claim.goes-back', {
            names: names(
              t,
              card.origins.map(({ source }) => shortened(source, 80)),
            ),
          })}
        </p>`
      }
      <p class="judged">${judged(t, card.assessments)}</p>
    </div>
  </article>`;
}

/** What people made of a claim, in one line; everyone where they differ. */
export function judged(t: Say, assessments: readonly Assessment[]): Html {
  if (assessments.length === 0) return t('claim.not-judged');
  const each = assessments.map(({ judgement, actor, at }) =>
    t('judged.by', { judgement: t(`judgement.${judgement}`), actor, time: moment(t, at) }),
  );
  const differ = new Set(assessments.map(({ judgement }) => judgement)).size > 1;
  return differ ? t('judged.differ', { judgements: joined(each, t.semicolon) }) : html`${joined(each, t.semicolon)}`;
}

/** Values on a line or a strip; words where nothing can be drawn. `onASide`: how many of each side of a dispute. */
export function drawn(t: Say, card: Card & Pick<ClaimCard, 'kind' | 'values'>, onASide = SIDE_ON_A_PAGE): Html {
  switch (card.kind) {
    case 'figure':
      return figures(t, card, card.values.filter(isSaid<Figure>('figure')));
    case 'date':
      return dates(t, card, card.values.filter(isSaid<DatedEvent>('date')));
    case 'quotation':
      return quotations(t, card, card.values.filter(isSaid<Quotation>('quotation')));
    case 'stance':
      return stances(t, card, card.values.filter(isSaid<Stance>('stance')), onASide);
  }
}

function isSaid<V extends StatementValue>(kind: V['kind']) {
  return (said: ClaimCard['values'][number]): said is Said<V> => said.value.kind === kind;
}

/** With the title, where one stands above. */
type Card = Pick<ClaimCard, 'moreValues' | 'verdict'> & Partial<Pick<ClaimCard, 'label'>>;

/** All values in one sentence, for who hears the page, and for who cannot tell one mark from another. */
export function inWords(t: Say, key: 'claim.plot' | 'claim.strip', values: ClaimCard['values'], card: Card): string {
  const each = values.map(({ value, documents }) =>
    t.text('claim.plot-value', { value: briefText(t, value), documents: t.text('claim.documents', { n: documents }) }),
  );
  const verdict = card.verdict === 'conflict' ? 'claim.plot-apart' : 'claim.plot-meet';
  return `${t.text(key, { values: each.join(t.semicolon) })} ${each.length > 1 ? t.text(verdict) : ''}`.trim();
}

function figures(t: Say, card: Card, values: readonly Said<Figure>[]): Html {
  const units = new Set(values.map(({ value }) => measureOf(value)));
  const line =
    units.size > 1
      ? undefined
      : numberLine(
          t,
          values.map(({ value }) => value),
          card.verdict === 'conflict',
        );
  if (line === undefined) return listed(t, card, values);
  const placed = values.map(({ value, documents }) =>
    line.at(value, { sub: t.text('claim.documents', { n: documents }), weight: documents }),
  );
  return html`${drawing(t, { ...line, placed, label: inWords(t, 'claim.plot', values, card) })}
  ${more(t, card, 'claim.more-values')}`;
}

function dates(t: Say, card: Card, values: readonly Said<DatedEvent>[]): Html {
  const strip = calendarStrip(
    t,
    values.map(({ value }) => value),
    card.verdict === 'conflict',
  );
  if (strip === undefined) return listed(t, card, values);
  const placed = values.map(({ value, documents }) =>
    strip.at(value, { sub: t.text('claim.documents', { n: documents }), weight: documents }),
  );
  return html`${drawing(t, { ...strip, placed, label: inWords(t, 'claim.strip', values, card) })}
  ${more(t, card, 'claim.more-values')}`;
}

/** Values in different units, or that no line holds. */
function listed(t: Say, card: Card, values: ClaimCard['values']): Html {
  return html`<ul class="said">
      ${values.map(
        ({ value, documents }) =>
          html`<li>
            <span class="words">${valueWords(t, value)}</span
            ><span class="meta">${t('claim.documents', { n: documents })}</span>
          </li>`,
      )}
    </ul>
    ${more(t, card, 'claim.more-values')}`;
}

const WORDINGS = 3; // that a card shows

/** Wordings beside each other, those of most documents first, each against the one that it shares most with. */
function quotations(t: Say, card: Card, values: readonly Said<Quotation>[]): Html {
  const alike = Map.groupBy(values, ({ value }) => wordsAlone(value.words));
  const ordered = [...alike.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [{ ...first, documents: others.reduce((sum, { documents }) => sum + documents, first.documents) }],
    )
    .toSorted((a, b) => b.documents - a.documents);
  const shown = ordered.slice(0, WORDINGS);
  const others = (said: Said<Quotation>): readonly string[] =>
    ordered.slice(0, COMPARED).flatMap((other) => (other === said ? [] : other.value.words));
  const hidden = ordered.length - shown.length + card.moreValues;
  // One wording that is the title of the claim is not said again below it.
  const [only] = ordered;
  const isTitle =
    ordered.length === 1 && hidden === 0 && only !== undefined && isSaidBy(card.label?.text ?? '', only.value.words);
  return html`<ul class="said">
      ${shown.map((said) => {
        const pieces = nearestPieces(said, ordered);
        const words =
          pieces.length < 2
            ? html`${fromDifference(said.value.words, others(said), 200)}`
            : differingWords(t, aroundDifferences(pieces));
        const quoted = html`<q class="words" ${tongueOfLetters(said.value.words)}>${words}</q>`;
        return html`<li>
          ${!isTitle && quoted}<span class="meta"
            >${said.value.speaker && html`<bdi>${shortened(said.value.speaker, 60)}</bdi>${t.comma}`}${t('claim.documents', { n: said.documents })}</span
          >
        </li>`;
      })}
    </ul>
    ${more(t, { moreValues: hidden }, 'claim.more-wordings')}`;
}

const TITLE = 160; // UTF-16 units that every page shows of a title

function isSaidBy(title: string, words: string): boolean {
  return words.length <= TITLE && wordsAlone(title.slice(0, TITLE)).includes(wordsAlone(words));
}

const COMPARED = 8; // other wordings that one is held against

function nearestPieces(said: Said<Quotation>, all: readonly Said<Quotation>[]): readonly Piece[] {
  const shared = (pieces: readonly Piece[]): number =>
    pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0);
  const compared = all
    .slice(0, COMPARED)
    .filter((other) => other !== said)
    .map((other) => differing(said.value.words, other.value.words))
    .filter(({ length }) => length > 1);
  return compared.toSorted((a, b) => shared(b) - shared(a))[0] ?? [];
}

const SIDES = ['negative', 'positive', 'neutral'] as const;

const SIDE_ON_A_CARD = 3; // those of most documents come first
const SIDE_ON_A_PAGE = 20;

/** Who says so on one side, who denies it on the other: neither is the wrong one until a person says so. */
function stances(t: Say, card: Card, values: readonly Said<Stance>[], most: number): Html {
  const sides = SIDES.map((side) => ({ side, of: values.filter(({ value }) => value.polarity === side) }));
  return html`<div class="sides">
      ${sides
        .filter(({ of }) => of.length > 0)
        .map(
          ({ side, of }) =>
            html`<div class="side-of">
              <p class="side-head">${t(`claim.side-${side}`)}</p>
              <ul>
                ${of.slice(0, most).map(
                  ({ value, documents }) =>
                    html`<li>
                      <b ${tongueOfLetters(value.holder)}>${value.holder}</b>
                      <q ${tongueOfLetters(value.target)}
                        >${shortened(value.target.replace(/^[\s\p{P}]+/u, ''), 120)}</q
                      >
                      <span class="meta">${t('claim.documents', { n: documents })}</span>
                    </li>`,
                )}
              </ul>
              ${of.length > most && html`<p class="meta">${t('claim.and-more', { n: of.length - most })}</p>`}
            </div>`,
        )}
    </div>
    ${more(t, card, 'claim.more-values')}`;
}

function more(t: Say, card: { readonly moreValues: number }, key: 'claim.more-values' | 'claim.more-wordings'): Html {
  return card.moreValues > 0 ? html`<p class="meta">${t(key, { n: card.moreValues })}</p>` : NOTHING;
}
