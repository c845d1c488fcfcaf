import {
  PUBLICATION_LANGUAGES,
  type Publication,
  type PublicationLanguage,
  type PublishedDocument,
  type RenderedFile,
} from '../nouns/publication.ts';
import { publishedScript, publishedSheet } from './assets.ts';
import { say, type Say } from './messages.ts';
import { fileName, type Where } from './pages/published-address.ts';
import { CHECK_SCRIPTS, checkPage } from './pages/published-check.ts';
import { claimPage } from './pages/published-claim.ts';
import { documentPage, pagesWords } from './pages/published-document.ts';
import { lookingFrom, publishedFrame, SHEET_PATH, type Sheet } from './pages/published-frame.ts';
import {
  CLAIMS_IN_FILE,
  claimsPage,
  DOCUMENTS_IN_FILE,
  documentsPage,
  homePage,
  stemsOf,
} from './pages/published-home.ts';
import { titleText } from './pages/published-parts.ts';
import { searchPage } from './pages/published-search.ts';
import { siteOf, SOURCES_IN_FILE, type Part, type Site } from './pages/published-site.ts';
import { sourcesPage } from './pages/published-sources.ts';
import { EVENTS_IN_FILE, timelinePage } from './pages/published-timeline.ts';

const CITATION_SCRIPT = 'assets/citation.js';
const SEARCH_SCRIPT = 'assets/search.js';
/** Written by the room of publishing, from the published texts: how words are folded, and where the index begins. */
const SEARCH_INDEX = ['search/fold.js', 'search/index.js'];

/**
 * The pages of a package: plain files for any host or none, in each language. All of it can be read without scripts; the
 * same publication gives the same bytes.
 */
export function* renderPublication(publication: Publication): Generator<RenderedFile> {
  const site = siteOf(publication);
  yield file(SHEET_PATH, publishedSheet());
  yield file(CITATION_SCRIPT, publishedScript('published-citation'));
  yield file(SEARCH_SCRIPT, publishedScript('published-search'));
  for (const language of PUBLICATION_LANGUAGES) yield* written(site, language, listsOf(site, language));
  for (const document of publication.documents) {
    // File by file in all languages: the texts of a few pages are in memory at a time.
    for (const part of site.parts(document.id)) {
      for (const language of PUBLICATION_LANGUAGES) {
        yield* written(site, language, [sheetOf(site, language, document, part)]);
      }
    }
  }
  for (const claim of publication.claims) {
    for (const language of PUBLICATION_LANGUAGES) {
      const place = `claim/${claim.id}/`;
      const main = claimPage(say(language), lookingFrom(site, language, place), claim);
      yield* written(site, language, [{ place, title: claim.label.text, main, room: 'claims/' }]);
    }
  }
}

const encoder = new TextEncoder();
let scratch = new Uint8Array(0x40000);

/** Its bytes and no more: `encode` would keep three for every letter until the collector comes. */
function file(path: string, text: string): RenderedFile {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3);
  return { path, bytes: scratch.slice(0, encoder.encodeInto(text, scratch).written) };
}

function* written(site: Site, language: PublicationLanguage, sheets: Iterable<Sheet>): Generator<RenderedFile> {
  for (const sheet of sheets) {
    const path = sheet.place + fileName({ site }, sheet.stem ?? 'index', language);
    yield file(path, publishedFrame({ ...sheet, site, language }));
  }
}

function* listsOf(site: Site, language: PublicationLanguage): Generator<Sheet> {
  const t = say(language);
  const { publication } = site;
  const from = (place: string): Where => lookingFrom(site, language, place);
  yield { place: '', title: publication.title, main: homePage(t, from('')) };
  yield* list(t, 'documents/', 'published.documents', publication.documents.length, DOCUMENTS_IN_FILE, (page) =>
    documentsPage(t, from('documents/'), page),
  );
  yield* list(t, 'claims/', 'published.claims', publication.claims.length, CLAIMS_IN_FILE, (page) =>
    claimsPage(t, from('claims/'), page),
  );
  yield* list(t, 'timeline/', 'timeline.title', site.events.length, EVENTS_IN_FILE, (page) =>
    timelinePage(t, from('timeline/'), page),
  );
  yield* list(t, 'sources/', 'sources.title', site.sources.length, SOURCES_IN_FILE, (page) =>
    sourcesPage(t, from('sources/'), page),
  );
  yield {
    place: 'search/',
    title: t.text('search.title'),
    main: searchPage(t, from('search/')),
    scripts: [...SEARCH_INDEX, SEARCH_SCRIPT],
  };
  yield {
    place: 'check/',
    title: t.text('published.check'),
    main: checkPage(t, from('check/')),
    scripts: CHECK_SCRIPTS,
  };
}

function* list(
  t: Say,
  place: string,
  word: Parameters<Say['text']>[0],
  total: number,
  inFile: number,
  main: (page: number) => Sheet['main'],
): Generator<Sheet> {
  for (const [index, stem] of stemsOf(total, inFile).entries()) {
    yield { place, stem, title: t.text(word), main: main(index + 1), room: place };
  }
}

function sheetOf(site: Site, language: PublicationLanguage, document: PublishedDocument, part: Part): Sheet {
  const t = say(language);
  const place = `doc/${document.id}/`;
  const where = lookingFrom(site, language, place);
  const title = titleText(t, where, document);
  return {
    place,
    stem: part.stem,
    title: part.stem === 'index' ? title : `${pagesWords(t, part)} · ${title}`,
    main: documentPage(t, where, document, part),
    room: 'documents/',
    scripts: [CITATION_SCRIPT],
  };
}
