import type { ClaimView, OriginView } from '../../nouns/claim-views.ts';
import type { DatedEvent, Figure, StatementValue } from '../../nouns/statement.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { scaleRow, valueRow, type Placed } from './claim-axis.ts';
import { valuesById } from './claim-parts.ts';
import { numberLine, type Scaled } from './claim-line.ts';
import { calendarStrip } from './claim-strip.ts';
import { tally } from './claim-tally.ts';
import { drawn, inWords } from './claims-card.ts';
import { briefText, measureOf, shortened } from './claims-value.ts';
import { tongueOfLetters } from './parts.ts';

/** What each origin says: one row each on one scale; words and stances beside each other. */
export function says(t: Say, claim: ClaimView): Html {
  const conflict = claim.verdict === 'conflict';
  const figures = valuesOf<Figure>(claim, 'figure');
  const isOneUnit = new Set(figures.map(measureOf)).size === 1;
  const line = isOneUnit ? numberLine(t, figures, conflict) : undefined;
  if (line !== undefined) return rows(t, claim, 'figure', line);
  const strip = calendarStrip(t, valuesOf<DatedEvent>(claim, 'date'), conflict);
  if (strip !== undefined) return rows(t, claim, 'date', strip);
  return html`<section class="claim-said" aria-label="${t.text('claim.says')}">
    ${drawn(t, { ...claim, moreValues: 0 })}
  </section>`;
}

function valuesOf<V extends Figure | DatedEvent>(claim: ClaimView, kind: V['kind']): readonly V[] {
  return claim.values.flatMap(({ value }) => (isOf<V>(value, kind) ? [value] : []));
}

function isOf<V extends Figure | DatedEvent>(value: StatementValue, kind: V['kind']): value is V & StatementValue {
  return value.kind === kind;
}

const ORIGINS = 12; // with a row of their own

/** How each origin's values lie on the scale; those of nobody known come last. */
function rows<V extends Figure | DatedEvent>(t: Say, claim: ClaimView, kind: V['kind'], scale: Scaled<V>): Html {
  const valueOf = valuesById(claim);
  const ofOrigin = (origin: OriginView): readonly StatementValue[] => [
    ...new Set(origin.statements.flatMap(({ id }) => valueOf.get(id)?.value ?? [])),
  ];
  const rest = claim.origins.slice(ORIGINS);
  const label = inWords(t, kind === 'figure' ? 'claim.plot' : 'claim.strip', claim.values, {
    verdict: claim.verdict,
    moreValues: 0,
  });
  return html`<section class="origin-lines" aria-label="${t.text('claim.says')}">
    ${claim.origins.slice(0, ORIGINS).map(
      (origin) =>
        html`<div class="oline">
          <div class="who">
            <b ${tongueOfLetters(origin.source)}>${shortened(origin.source, 80)}</b
            ><span class="stand meta"
              >${tally([origin])}<span>${t('claim.documents', { n: origin.documents })}</span></span
            >${!origin.held && html`<span class="meta">${t('claim.not-held')}</span>`} ${severalOf(t, ofOrigin(origin))}
          </div>
          ${originRow(t, ofOrigin(origin), kind, scale)}
        </div>`,
    )}
    <div class="oline axis-row">
      <div class="who meta">
        ${rest.length > 0 && html`${t('claim.and-more', { n: rest.length })}. `}${
          scale.gaps.length > 0 ? t('claim.scale') : t('claim.scale-plain')
        }
      </div>
      ${scaleRow(scale.ticks, scale.gaps, label)}
    </div>
  </section>`;
}

/** Where an origin said several things, all of them: on its row there may be no room for every name. */
function severalOf(t: Say, said: readonly StatementValue[]): Html {
  const all = [...new Set(said.map((value) => briefText(t, value)))];
  return all.length > 1 ? html`<span class="meta several">${all.join(t.semicolon)}</span>` : NOTHING;
}

function originRow<V extends Figure | DatedEvent>(
  t: Say,
  said: readonly StatementValue[],
  kind: V['kind'],
  scale: Scaled<V>,
): Html {
  const values = said.filter((value) => isOf<V>(value, kind));
  const placed: readonly Placed[] = values.map((value) => scale.at(value, { sub: '', weight: 1 }));
  const label = [...new Set(values.map((value) => briefText(t, value)))].join(t.semicolon);
  return valueRow(t, placed, scale.gaps, label === '' ? t.text('claim.own-words') : label);
}
