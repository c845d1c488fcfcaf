import type { PublishedDocument, PublishedPage } from '../../nouns/publication.ts';
import { html, NOTHING, verbatim, type Html } from '../html.ts';
import { languageName, typeName, type Say } from '../messages.ts';
import { tally, standing } from './claim-tally.ts';
import { lookOf } from './claims-card.ts';
import { shortened } from './claims-value.ts';
import { fieldName, fieldValue } from './metadata-words.ts';
import { tongue } from './parts.ts';
import { anchorOf, fileName, quoteHash, toClaim, toDocument, toPlace, type Where } from './published-address.ts';
import { dayOf, mark, titleOf, titleText, verdictWord } from './published-parts.ts';
import type { Cited, Part, Site } from './published-site.ts';

const CLAIMS_SHOWN = 12; // that cite one page

/** One file of a document as it is published: some of its pages, each as a picture and as text, what is cited marked. */
export function documentPage(t: Say, where: Where, document: PublishedDocument, part: Part): Html {
  const parts = where.site.parts(document.id);
  const isFirst = part === parts[0];
  const isWhole = parts.length === 1;
  return html`<div class="public-top">
      <header class="opening">
        <p class="meta">
          <a href="${toPlace(where, 'documents/')}"
            >${t('published.document-of', { n: where.site.numberOf(document.id), total: where.site.publication.documents.length })}</a
          >
        </p>
        <h1>${titleOf(t, where, document)}</h1>
        ${!isWhole && html`<p class="deck">${pagesWords(t, part)}</p>`}
      </header>
      ${isFirst && facts(t, where, document)}
    </div>
    <p
      class="quoted-link"
      id="quoted"
      hidden
      role="status"
      data-nearest="${t.text('published.cite-nearest', { words: '{words}' })}"
      data-lost="${t.text('published.cite-fallback', { words: '{words}' })}"
    ></p>
    ${!isWhole && partsNav(t, where, document, part)} ${part.pages.map((page) => leaf(t, where, document, part, page))}
    ${!isWhole && steps(t, where, document, part)}
    ${isFirst && !isWhole && html`${citedOf(t, where, document)} ${everyPage(t, where, document)}`}
    ${isFirst && howToCite(t, where, document)}`;
}

export function pagesWords(t: Say, { pages }: Part): string {
  const [first, last] = [pages[0]?.page ?? 0, pages.at(-1)?.page ?? 0];
  return first === last
    ? t.text('published.page', { n: first })
    : t.text('published.pages-to', { from: first, to: last });
}

function facts(t: Say, { site, up }: Where, document: PublishedDocument): Html {
  const { pages, language, received, metadata, original } = document;
  const row = (name: Html | string, value: Html | string): Html =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts">
    ${row(t('published.col-pages'), t('published.pages', { n: pages.length }))}
    ${row(t('published.col-language'), languageName(t, language))}
    ${row(t('published.col-received'), html`<bdi>${dayOf(t, received.day)}</bdi>`)}
    ${original !== undefined && row(t('published.original'), html`<a href="${up}${original.path}">${t('published.original-as', { type: typeName(t, original.mediaType) })}</a>`)}
    ${row(t('published.short-print'), html`<span class="hash">${document.id}</span>`)}
    ${metadata.map((field) => row(fieldName(t, { origin: 'file', ...field }), fieldValue(t, { origin: 'file', ...field })))}
    ${site.publication.publisher !== undefined && row(t('published.publisher'), html`<bdi>${site.publication.publisher}</bdi>`)}
  </dl>`;
}

/** The files of a long document, each with the pages it holds. */
function partsNav(t: Say, where: Where, document: PublishedDocument, here: Part): Html {
  const parts = where.site.parts(document.id);
  return html`<nav class="part-list" aria-label="${t.text('published.parts')}">
    <ol>
      ${parts.map((part) => {
        const [first, last] = [part.pages[0]?.page ?? 0, part.pages.at(-1)?.page ?? 0];
        return html`<li>
          <a
            href="${fileName(where, part.stem, where.language)}"
            data-first="${first}"
            data-last="${last}"
            aria-label="${pagesWords(t, part)}"
            ${part === here && html`aria-current="page"`}
            ><bdi>${first === last ? first : `${first}–${last}`}</bdi></a
          >
        </li>`;
      })}
    </ol>
  </nav>`;
}

/** Back and on, at the foot of a file. */
function steps(t: Say, where: Where, { id }: PublishedDocument, part: Part): Html {
  const parts = where.site.parts(id);
  const at = parts.indexOf(part);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  const to = ({ stem }: Part): string => fileName(where, stem, where.language);
  return html`<nav class="leafing" aria-label="${t.text('published.parts')}">
    ${before === undefined ? html`<span></span>` : html`<a class="btn" rel="prev" href="${to(before)}">${mark('prev', 'icon-turn')}${pagesWords(t, before)}</a>`}
    ${after !== undefined && html`<a class="btn" rel="next" href="${to(after)}">${pagesWords(t, after)}${mark('next', 'icon-turn')}</a>`}
  </nav>`;
}

/**
 * The words that claims cite of a long document. Their ids are those of links to its cited words: whoever follows one
 * without a script lands on the words here, one link from their page.
 */
function citedOf(t: Say, where: Where, document: PublishedDocument): Html {
  const inFirst = where.site.parts(document.id)[0]?.pages ?? [];
  const seen = new Set<string>();
  const items = document.pages.flatMap((page) =>
    inFirst.includes(page)
      ? []
      : where.site.cited(document.id, page.page).flatMap(({ citation }) => {
          const hash = quoteHash(where.site, citation);
          if (seen.has(hash)) return [];
          seen.add(hash);
          return [{ citation, hash }];
        }),
  );
  if (items.length === 0) return NOTHING;
  return html`<section class="behind" aria-labelledby="elsewhere">
    <div class="head"><h2 id="elsewhere">${t('published.cited-elsewhere', { n: items.length })}</h2></div>
    <ul class="cited-words">
      ${items.map(
        ({ citation, hash }) =>
          html`<li id="${hash}">
            <a href="${toDocument(where, document.id, citation.page, hash)}" data-page="${citation.page}"
              >${t('published.page', { n: citation.page })}</a
            >
            ${verbatim`<q ${tongue(where.site.languageOf(citation))}>${shortened(citation.quote, 160)}</q>`}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Every page of a long document by its number: where a link to a page leads that is shown in another file. */
function everyPage(t: Say, where: Where, { id, pages }: PublishedDocument): Html {
  const parts = where.site.parts(id);
  return html`<section class="behind" aria-labelledby="every">
    <div class="head"><h2 id="every">${t('published.every-page', { n: pages.length })}</h2></div>
    <ol class="every-page">
      ${parts.flatMap((part, index) =>
        part.pages.map(
          ({ page }) =>
            html`<li>
              <a ${index > 0 && html`id="p${page}"`} href="${fileName(where, part.stem, where.language)}#p${page}"
                >${page}</a
              >
            </li>`,
        ),
      )}
    </ol>
  </section>`;
}

function leaf(t: Say, where: Where, document: PublishedDocument, part: Part, page: PublishedPage): Html {
  const { content, text } = page;
  const cited = where.site.cited(document.id, page.page);
  const claims = [...new Set(cited.map(({ claim }) => claim))];
  const isAlone = document.pages.length === 1 && page.picture === undefined;
  return html`<section
    class="sheet-of ${page.picture === undefined && 'sheet-bare'}"
    id="p${page.page}"
    aria-labelledby="h${page.page}"
  >
    <div class="head">
      <h2 id="h${page.page}">${isAlone ? t('published.says') : t('published.page', { n: page.page })}</h2>
      ${content.textFrom === 'ocr' && html`<p class="meta">${t('published.read-by-machine')}</p>`}
    </div>
    ${picture(t, where, page, { cited, isFirst: page === part.pages[0] })}
    <div class="reading">
      ${content.textFrom === 'none' && html`<p class="remark">${t('published.no-text')}</p>`}
      <div class="words">${wordsOf(where.site, part, page, cited)}</div>
      ${
        claims.length > 0 &&
        html`<section class="speaks" aria-labelledby="c${page.page}">
          <h3 id="c${page.page}">${t('published.speaks')}</h3>
          <ul>
            ${claims.slice(0, CLAIMS_SHOWN).map((claim) => {
              const card = where.site.card(claim);
              return html`<li>
                <a href="${toClaim(where, claim.id)}" ${tongue(claim.label.language)}
                  >${shortened(claim.label.text, 120)}</a
                >
                <p class="stand meta">
                  ${verdictWord(t, lookOf(card))} ${tally(card.origins)}<span
                    >${standing(t, card.documents, card.origins.length)}</span
                  >
                </p>
              </li>`;
            })}
          </ul>
          ${claims.length > CLAIMS_SHOWN && html`<p class="meta">${t('claim.and-more', { n: claims.length - CLAIMS_SHOWN })}</p>`}
        </section>`
      }
      <p class="meta prints">
        ${t('published.text-print')} <a class="hash" href="${where.up}${text.path}">${text.sha256}</a>
      </p>
    </div>
  </section>`;
}

function picture(
  t: Say,
  { up }: Where,
  { page, picture: drawn, content }: PublishedPage,
  { cited, isFirst }: { readonly cited: readonly Cited[]; readonly isFirst: boolean },
): Html {
  if (drawn === undefined) return NOTHING;
  const boxes = content.words.filter(([start, end]) =>
    cited.some(({ citation }) => start < citation.end && end > citation.start),
  );
  return html`<figure class="leaf">
    <div class="sheet">
      <img
        src="${up}${drawn.path}"
        width="${drawn.widthPx}"
        height="${drawn.heightPx}"
        ${!isFirst && html`loading="lazy"`}
        decoding="async"
        alt="${t.text('published.picture', { n: page })}"
      />${
        boxes.length > 0 &&
        html`<svg viewBox="0 0 ${content.width} ${content.height}" preserveAspectRatio="none" aria-hidden="true">
          ${boxes.map(([, , x, y, width, height]) => html`<rect class="hl" x="${x}" y="${y}" width="${width}" height="${height}" />`)}
        </svg>`
      }
    </div>
    <figcaption>
      <span>${t('published.fingerprint')} <a class="hash" href="${up}${drawn.path}">${drawn.sha256}</a></span>
    </figcaption>
  </figure>`;
}

/** Of the file that is written: in the other languages the words of its pages are the same. */
let kept: { readonly part: Part; readonly words: Map<PublishedPage, Html> } | undefined;

function wordsOf(site: Site, part: Part, page: PublishedPage, cited: readonly Cited[]): Html {
  if (kept?.part !== part) kept = { part, words: new Map() };
  const known = kept.words.get(page) ?? html`${passages(site, page, cited)}`;
  kept.words.set(page, known);
  return known;
}

/** The text, passage by passage in its own language; citations can be linked to and are marked. */
function passages(site: Site, { content }: PublishedPage, cited: readonly Cited[]): readonly Html[] {
  const citations = [...new Map(cited.map(({ citation }) => [anchorOf(citation), citation])).values()];
  const named = new Set<string>();
  return content.passages.flatMap(paragraphsOf(content.text)).map(({ start, end, language }) => {
    const inside = citations.filter((citation) => citation.start < end && citation.end > start);
    if (inside.length === 0) return verbatim`<p ${tongue(language)}>${content.text.slice(start, end)}</p>`;
    const edges = [start, end, ...inside.flatMap((citation) => [citation.start, citation.end])].filter(
      (at) => at >= start && at <= end,
    );
    const cuts = [...new Set(edges)].toSorted((a, b) => a - b);
    const pieces = cuts.slice(0, -1).map((from, index) => {
      const to = cuts[index + 1] ?? end;
      const words = content.text.slice(from, to);
      const anchors = inside
        .flatMap((citation) => (citation.start === from ? [quoteHash(site, citation), anchorOf(citation)] : []))
        .filter((anchor) => !named.has(anchor) && named.add(anchor));
      const isMarked = inside.some((citation) => citation.start <= from && citation.end >= to);
      const places = anchors.map((anchor) => html`<a class="place" id="${anchor}"></a>`);
      return isMarked ? verbatim`${places}<mark>${words}</mark>` : verbatim`${words}`;
    });
    return verbatim`<p ${tongue(language)}>${pieces}</p>`;
  });
}

type Passage = PublishedPage['content']['passages'][number];

/** A passage may hold lines that stand apart. */
function paragraphsOf(text: string) {
  return ({ start, end, language }: Passage): readonly Pick<Passage, 'start' | 'end' | 'language'>[] => {
    let at = start;
    const gaps = Array.from(text.slice(start, end).matchAll(/\n\s*\n/g), ({ index, 0: gap }) => ({
      from: start + index,
      to: start + index + gap.length,
    }));
    return [...gaps, { from: end, to: end }].flatMap(({ from, to }) => {
      const paragraph = { start: at, end: from, language };
      at = to;
      return paragraph.end > paragraph.start ? [paragraph] : [];
    });
  };
}

/** In words, and the form of a link to words of this document. */
function howToCite(t: Say, where: Where, document: PublishedDocument): Html {
  const { publication } = where.site;
  const title = titleText(t, where, document);
  const [first] = document.pages;
  return html`<section class="behind" aria-labelledby="cite">
    <div class="head"><h2 id="cite">${t('published.how-to-cite')}</h2></div>
    <p class="cite-text">
      ${t('published.cite-text', {
        title: html`<bdi>${title}</bdi>`,
        publication: html`<bdi>${publication.title}</bdi>`,
        day: dayOf(t, publication.day),
        id: html`<span class="hash">${document.id}</span>`,
      })}
    </p>
    <p class="meta">${t('published.cite-link')}</p>
    <pre tabindex="0">doc/${document.id}/#p${first?.page ?? 1}:quote=${t.text('published.cite-words')}</pre>
  </section>`;
}
