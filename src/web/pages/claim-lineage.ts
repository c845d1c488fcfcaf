import type { ClaimView, DerivationView } from '../../nouns/claim-views.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { folded, graphOf, type Graph, type Node } from './claim-graph.ts';
import { documentIn, fromName, stepWords } from './claim-history.ts';
import { lineageTree } from './claim-tree.ts';
import { dayText } from './claim-days.ts';
import { stretchOf } from './claim-parts.ts';
import { briefText, shortened } from './claims-value.ts';
import { DRAWN, drawnOrTold, lineagePicture } from './lineage-picture.ts';
import { regarding, tongueOfLetters } from './parts.ts';

/** Where a claim comes from: a picture where there is room, a tree where there is not, and each step with its words. */
export function lineage(t: Say, view: ClaimPageView): Html {
  const { claim } = view;
  const whole = graphOf(claim);
  const graph = folded(whole, DRAWN);
  const isDrawn = graph.edges.length > 0 && graph.nodes.length <= DRAWN;
  return html`<section class="behind" aria-labelledby="lineage">
    <div class="head">
      <h2 id="lineage">${t('claim.lineage')}</h2>
      <p class="meta">${t('claim.lineage-key')}</p>
    </div>
    ${graph !== whole && html`<p class="meta">${t('claim.folded')}</p>`}
    ${drawnOrTold(t, isDrawn ? picture(t, view, graph) : undefined, lineageTree(t, view, graph))} ${steps(t, view)}
  </section>`;
}

function picture(t: Say, view: ClaimPageView, graph: Graph): Html {
  const { documents, origins } = view.claim;
  return lineagePicture(t, graph, {
    label: t.text('claim.lineage-picture', {
      documents: t.text('claim.documents', { n: documents }),
      origins: t.text('claim.origins', { n: origins.length }),
    }),
    documents: t.text('claim.column-documents'),
    origin: ({ held }) => (held ? '' : t.text('claim.not-held')),
    document: ({ document, name, statements }) => ({
      name: document === undefined ? fromName(view.claim, name) : name,
      said: told(t, statements, document?.published),
      href: document && urls.reader(view.status.id, document.sha256),
    }),
  });
}

/** The day of a document and what it says of this claim. */
function told(t: Say, said: Node['statements'], published: string | undefined): string {
  const day = published === undefined ? '' : dayText(t, published);
  const values = [...new Set(said.map(({ value }) => briefText(t, value)))].slice(0, 2).join(t.comma);
  return [day, values].filter((part) => part !== '').join(': ');
}

const STEPS = 25; // at once

/** Every step with the words that show it, one click from the text; a person can deny each. */
function steps(t: Say, view: ClaimPageView): Html {
  const { lineage: all } = view.claim;
  const isOwn = ownSteps(view.claim);
  const [own, others] = [all.filter(isOwn), all.filter((step) => !isOwn(step))];
  const ownPart = stretchOf(t, view, own, {
    part: 'steps',
    limit: STEPS,
    hash: 'steps',
    of: t.text('claim.steps', { n: own.length }),
  });
  const otherPart = stretchOf(t, view, others, {
    part: 'others',
    limit: STEPS,
    hash: 'others',
    of: t.text('claim.steps-other', { n: others.length }),
  });
  const list = ({ shown, ways }: typeof ownPart): Html =>
    html`<ul class="steps-of">
        ${shown.map((step) => stepLine(t, view, step))}
      </ul>
      ${ways}`;
  return html`${all.length === 0 && html`<p class="after">${t('claim.lineage-none')}</p>`}
  ${
    own.length > 0 &&
    html`<details class="fold" id="steps" ${ownPart.asked && html`open`}>
      <summary>${t('claim.steps', { n: own.length })}</summary>
      ${list(ownPart)}
    </details>`
  }
  ${
    others.length > 0 &&
    html`<details class="fold" id="others" ${otherPart.asked && html`open`}>
      <summary>${t('claim.steps-other', { n: others.length })}</summary>
      ${list(otherPart)}
    </details>`
  }
  ${view.signer !== undefined && html`<p class="links no-print"><a href="${decideUrl(view, 'lineage')}">${t('claim.step-add')}</a></p>`}`;
}

/** A document credits many for much else: of its credits those count here that name an origin or stand in the sentence of a statement. */
function ownSteps({ statements, origins }: ClaimView): (step: DerivationView) => boolean {
  const sources = new Set(origins.map(({ source }) => source));
  const inDocument = Map.groupBy(statements, ({ document }): string => document.sha256);
  return ({ document, kind, from, evidence, decided }) => {
    if (decided !== undefined || kind !== 'credits' || sources.has(from)) return true;
    return (inDocument.get(document) ?? []).some(
      ({ sentence: { start, text }, attributedTo }) =>
        attributedTo.some(({ name }) => name === from) ||
        (evidence.start < start + text.length && evidence.end > start),
    );
  };
}

/** What two texts say at the same point, each word one press from its place. */
function alignedPlaces(
  t: Say,
  { status }: ClaimPageView,
  { document, from }: DerivationView,
  aligned: NonNullable<DerivationView['aligned']>,
): Html {
  const side = (original: string | undefined, { words, ...at }: (typeof aligned)[number]['here']): Html => {
    const sha256 = original === undefined ? undefined : parseSha256(original);
    const said = html`<bdi ${tongueOfLetters(words)}>${shortened(words, 60)}</bdi>`;
    return sha256 === undefined
      ? said
      : html`<a href="${urls.reader(status.id, sha256, { at, hash: 'hit' })}">${said}</a>`;
  };
  return html`<p class="meta">${t('claim.step-aligned')}</p>
    <ul class="aligned">
      ${aligned.map(({ here, there }) => html`<li>${side(document, here)} = ${side(documentIn(from), there)}</li>`)}
    </ul>`;
}

function stepLine(t: Say, view: ClaimPageView, step: DerivationView): Html {
  const { claim, status } = view;
  const { document, from, words: said, evidence, decided } = step;
  const isDenied = decided?.holds === false;
  const sentence = stepWords(t, claim, step);
  const sha256 = parseSha256(document);
  const about = regarding(t, sentence);
  return html`<li>
    <p>
      <span class="${isDenied && 'struck'}">${sentence}</span>${
        decided &&
        html`${t.comma}${t(decided.holds ? 'claim.step-said' : 'claim.step-denied', { actor: decided.actor })}`
      }
    </p>
    ${step.aligned === undefined && said !== '' && html`<blockquote ${tongueOfLetters(said)}>${shortened(said, 400)}</blockquote>`}
    ${step.aligned !== undefined && alignedPlaces(t, view, step, step.aligned)}
    <p class="links no-print">
      ${
        sha256 !== undefined &&
        evidence.end > evidence.start &&
        html`<a href="${urls.reader(status.id, sha256, { at: evidence, hash: 'hit' })}">${t('claim.open')}${about}</a>`
      }
      ${
        view.signer !== undefined &&
        html`<a href="${decideUrl(view, 'lineage', { document, from, holds: isDenied ? 'yes' : 'no' })}"
          >${t(isDenied ? 'claim.step-restore' : 'claim.step-deny')}${about}</a
        >`
      }
    </p>
  </li>`;
}
