import type { CustodyEntry } from '../../nouns/document.ts';
import type { FileReport } from '../../nouns/occurrence.ts';
import type { Reading } from '../../nouns/reading.ts';
import { html, joined, type Html } from '../html.ts';
import { bytesText, languageName, typeName, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { ReaderView } from '../views.ts';
import { fieldName, fieldValue } from './metadata-words.ts';
import { accessionName, dated, icon, inFours, moment, OUTCOME_ICONS, outcomeWord, pathParts } from './parts.ts';

/** More places, entries or fields than this are folded away. */
const SHOWN_AT_ONCE = 6;
const ENTRIES_AT_ONCE = 60;

/** The file behind a document: fingerprint, places, what it contains, custody, what it says of itself, how it was read. */
export function fileBehind(t: Say, view: ReaderView): Html {
  const { document } = view;
  return html`${document.contains.length > 0 && contentsOf(t, view)}
    <section class="behind" aria-labelledby="behind">
      <div class="head"><h2 id="behind">${t('reader.behind')}</h2></div>
      <div class="quad">
        <div>${fingerprint(t, view)}</div>
        <div>${placesOf(t, view)}</div>
        <div>
          ${custodyOf(t, document.custody)}
          <p class="links"><a href="${urls.custody(view.status.id, document.sha256)}">${t('custody.way')}</a></p>
        </div>
        ${document.reading && html`<div>${metadataOf(t, document.reading)} ${stagesOf(t, document.reading)}</div>`}
      </div>
    </section>`;
}

function fingerprint(t: Say, { status, document }: ReaderView): Html {
  const { reading } = document;
  const place = document.places.find(({ outcome }) => outcome !== 'duplicate') ?? document.places[0];
  const mediaType = reading?.mediaType ?? place?.mediaType;
  const languages = [...new Set(reading?.passages.map(({ language }) => language))];
  return block(
    'b-print',
    t('reader.fingerprint'),
    html`<p class="fingerprint">${inFours(document.sha256)}</p>
      <dl class="facts">
        ${fact(t('reader.size'), html`${bytesText(t, document.size)}`)}
        ${mediaType && fact(t('reader.kind'), html`<bdi>${typeName(t, mediaType)}</bdi>`)}
        ${place && fact(t('reader.outcome'), outcomeWord(t, place.outcome))}
        ${reading?.byline && fact(t('reader.byline'), html`<bdi>${reading.byline}</bdi>`)}
        ${reading?.published && fact(t('reader.published'), dated(t, reading.published))}
        ${
          languages.length > 0 &&
          fact(
            t('reader.languages'),
            joined(
              languages.map((tag) => languageName(t, tag)),
              t.comma,
            ),
          )
        }
      </dl>
      ${
        reading !== undefined &&
        html`<p class="links">
            <a href="${urls.original(status.id, document.sha256)}">${icon('download')}${t('reader.download')}</a>
          </p>
          <p class="meta">${t('reader.download-care')}</p>`
      }`,
  );
}

function placesOf(t: Say, { status, document }: ReaderView): Html {
  const names = new Map(status.accessions.map((accession) => [accession.id, accessionName(accession)]));
  return block(
    'b-places',
    t('reader.places', { n: document.places.length }),
    listed(
      t,
      document.places,
      (place) =>
        html`${pathParts(place.path)}
          <span class="meta"><bdi>${names.get(place.accession) ?? place.accession}</bdi></span>`,
    ),
  );
}

function contentsOf(t: Say, { status, document }: ReaderView): Html {
  const prefixes = document.places.map(({ path }) => `${path}/`);
  const entry = (file: FileReport): Html => {
    const name = pathParts(file.path.slice(prefixes.find((prefix) => file.path.startsWith(prefix))?.length ?? 0));
    return html`${file.sha256 === undefined ? name : html`<a href="${urls.reader(status.id, file.sha256)}">${name}</a>`}
      <span class="meta"
        >${icon(OUTCOME_ICONS[file.outcome], 'icon-s')}
        ${outcomeWord(t, file.outcome)}${
          file.mediaType !== undefined && html`, <bdi>${typeName(t, file.mediaType)}</bdi>`
        }</span
      >`;
  };
  return html`<section class="behind contents" aria-labelledby="contents">
    <div class="head"><h2 id="contents">${t('reader.contains', { n: document.contains.length })}</h2></div>
    ${listed(t, document.contains, entry, ENTRIES_AT_ONCE)}
  </section>`;
}

function custodyOf(t: Say, custody: readonly CustodyEntry[]): Html {
  const kind = (name: string): Html => {
    const known = CUSTODY_KEYS.find((key) => key === `custody.${name}`);
    return known === undefined ? html`<bdi>${name}</bdi>` : t(known);
  };
  return block(
    'b-custody',
    t('reader.custody'),
    custody.length === 0
      ? html`<p class="meta">${t('reader.custody-none')}</p>`
      : listed(
          t,
          custody,
          (entry) =>
            html`<b>${kind(entry.kind)}</b>
              <span class="meta"
                >${moment(t, entry.at)}, ${t('reader.custody-entry', { seq: entry.seq, actor: entry.actor })}<br /><span
                  class="hash"
                  >${inFours(entry.entryHash.slice(0, 16))}…</span
                ></span
              >`,
        ),
  );
}

const CUSTODY_KEYS = [
  'custody.case-created',
  'custody.key-added',
  'custody.noted',
  'custody.derived',
  'custody.received',
  'custody.read',
  'custody.accession-begun',
  'custody.accession-closed',
] as const;

function metadataOf(t: Say, { metadata }: Reading): Html {
  return block(
    'b-metadata',
    t('reader.metadata'),
    metadata.length === 0
      ? html`<p class="meta">${t('reader.metadata-none')}</p>`
      : listed(
          t,
          metadata,
          (field) =>
            html`<span class="meta"
                >${fieldName(t, field)}, ${t('reader.metadata-origin', { origin: field.origin })}</span
              >
              ${fieldValue(t, field)}`,
        ),
  );
}

function stagesOf(t: Say, { stages }: Reading): Html {
  const took = (ms: number): string =>
    ms < 1000 ? t.text('unit.milliseconds', { n: Math.round(ms) }) : t.text('unit.seconds', { n: ms / 1000 });
  return block(
    'b-stages',
    t('reader.stages'),
    html`<dl class="facts">
      ${stages.map(({ name, version, ms }) =>
        fact(html`<bdi>${name}</bdi>`, t('reader.stage', { version, time: took(ms) })),
      )}
    </dl>`,
  );
}

function block(id: string, head: Html, body: Html): Html {
  return html`<section aria-labelledby="${id}">
    <h3 id="${id}">${head}</h3>
    ${body}
  </section>`;
}

function fact(name: Html, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function listed<Item>(t: Say, items: readonly Item[], print: (item: Item) => Html, atOnce = SHOWN_AT_ONCE): Html {
  const rows = items.map((item) => html`<li>${print(item)}</li>`);
  const rest = rows.slice(atOnce);
  return html`<ul class="side-list">
      ${rows.slice(0, atOnce)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="rest">
        <summary>${t('case.more', { n: rest.length })}</summary>
        <ul class="side-list">
          ${rest}
        </ul>
      </details>`
    }`;
}
