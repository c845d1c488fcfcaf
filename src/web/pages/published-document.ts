import type { Citation, PublishedDocument, PublishedPage } from '../../nouns/publication.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import { languageName, type Say } from '../messages.ts';
import { tongue } from './parts.ts';
import { anchorOf, dayOf, titleOf, toClaim, type Where } from './published-frame.ts';

/** A document as it is published: each page as a picture and as text, with what is cited of it marked. */
export function documentSheet(t: Say, where: Where, document: PublishedDocument): Html {
  const cited = where.publication.claims.flatMap(({ id, statements }) =>
    statements.flatMap(({ citation }) => (citation.document === document.id ? [{ claim: id, citation }] : [])),
  );
  return html`<header>
      <h1>${titleOf(t, where.publication, document)}</h1>
      <p class="facts">
        <span>${t('published.pages', { n: document.pages.length })}</span>
        <span>${languageName(t, document.language)}</span>
        <span>${t('published.received', { day: dayOf(t, document.received.day) })}</span>
      </p>
      ${
        document.metadata.length > 0 &&
        html`<h2>${t('published.metadata')}</h2>
          <dl class="facts">
            ${document.metadata.map(
              ({ name, value }) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd dir="auto">${value}</dd>
                </div>`,
            )}
          </dl>`
      }
    </header>
    ${document.pages.map((page) =>
      leaf(
        t,
        where,
        page,
        cited.filter(({ citation }) => citation.page === page.page),
      ),
    )}`;
}

interface Cited {
  readonly claim: string;
  readonly citation: Citation;
}

function leaf(t: Say, where: Where, page: PublishedPage, cited: readonly Cited[]): Html {
  const { content } = page;
  const claims = [...new Set(cited.map(({ claim }) => claim))];
  return html`<section class="leaf" id="p${page.page}" aria-labelledby="h${page.page}">
    <h2 id="h${page.page}">${t('published.page', { n: page.page })}</h2>
    ${picture(t, where, page, cited)}
    <div class="words">
      ${content.textFrom === 'none' && html`<p>${t('published.no-text')}</p>`}
      ${content.textFrom === 'ocr' && html`<p class="facts">${t('published.read-by-machine')}</p>`}
      ${passages(page, cited)}
      <p class="facts">
        <span
          >${t('published.text-print')}
          <a class="hash" href="${where.up}${page.text.path}">${page.text.sha256}</a></span
        >
      </p>
      ${
        claims.length > 0 &&
        html`<ul class="plain">
          ${where.publication.claims
            .filter(({ id }) => claims.includes(id))
            .map(
              ({ id, label }) =>
                html`<li>
                  ${t('published.cited')}: <a href="${toClaim(where, id)}" ${tongue(label.language)}>${label.text}</a>
                </li>`,
            )}
        </ul>`
      }
    </div>
  </section>`;
}

function picture(
  t: Say,
  { up }: Where,
  { page, picture: drawn, content }: PublishedPage,
  cited: readonly Cited[],
): Html {
  if (drawn === undefined) return NOTHING;
  const boxes = content.words.filter(([start, end]) =>
    cited.some(({ citation }) => start < citation.end && end > citation.start),
  );
  return html`<figure class="sheet">
    <div class="page">
      <img
        src="${up}${drawn.path}"
        width="${drawn.widthPx}"
        height="${drawn.heightPx}"
        loading="lazy"
        decoding="async"
        alt="${t.text('published.picture', { n: page })}"
      />${
        boxes.length > 0 &&
        html`<svg viewBox="0 0 ${content.width} ${content.height}" preserveAspectRatio="none" aria-hidden="true">
          ${boxes.map(([, , x, y, width, height]) => html`<rect x="${x}" y="${y}" width="${width}" height="${height}" />`)}
        </svg>`
      }
    </div>
    <figcaption class="facts">
      <span>${t('published.fingerprint')} <span class="hash">${drawn.sha256}</span></span>
    </figcaption>
  </figure>`;
}

/** The text, passage by passage in its own language; citations can be linked to and are marked. */
function passages({ content }: PublishedPage, cited: readonly Cited[]): readonly Html[] {
  const citations = cited.map(({ citation }) => citation);
  return content.passages.map(({ start, end, language }) => {
    const inside = citations.filter((citation) => citation.start < end && citation.end > start);
    const edges = [start, end, ...inside.flatMap((citation) => [citation.start, citation.end])].filter(
      (at) => at >= start && at <= end,
    );
    const cuts = [...new Set(edges)].toSorted((a, b) => a - b);
    const pieces = cuts.slice(0, -1).map((from, index) => {
      const to = cuts[index + 1] ?? end;
      const words = content.text.slice(from, to);
      const anchors = new Set(inside.filter((citation) => citation.start === from).map(anchorOf));
      const marked = inside.some((citation) => citation.start <= from && citation.end >= to);
      const named = [...anchors].map((anchor) => html`<a id="${anchor}"></a>`);
      return marked ? verbatim`${named}<mark>${words}</mark>` : verbatim`${words}`;
    });
    return verbatim`<p ${tongue(language)}>${pieces}</p>`;
  });
}
