import {
  PUBLICATION_LANGUAGES,
  type Publication,
  type PublicationLanguage,
  type RenderedFile,
} from '../nouns/publication.ts';
import { publishedSheet } from './assets.ts';
import type { Html } from './html.ts';
import { checkPage, indexPage } from './pages/published-index.ts';
import { claimSheet } from './pages/published-claim.ts';
import { documentSheet } from './pages/published-document.ts';
import { publishedFrame, SHEET_PATH } from './pages/published-frame.ts';
import { say, type Say } from './messages.ts';

/**
 * The pages of a package: plain files for any host or none, in each language, without scripts. The same publication gives
 * the same bytes.
 */
export function* renderPublication(publication: Publication): Generator<RenderedFile> {
  const encoder = new TextEncoder();
  yield { path: SHEET_PATH, bytes: encoder.encode(publishedSheet()) };
  for (const language of PUBLICATION_LANGUAGES) {
    for (const { place, title, main } of pagesOf(publication, language)) {
      const path = place + fileName(publication, language);
      yield { path, bytes: encoder.encode(publishedFrame({ publication, language, place, title, main })) };
    }
  }
}

interface PublishedSheet {
  /** Its folder, ending in a stroke; '' for the contents. */
  readonly place: string;
  readonly title: string;
  readonly main: Html;
}

function* pagesOf(publication: Publication, language: PublicationLanguage): Generator<PublishedSheet> {
  const t: Say = say(language);
  const at = (place: string) => ({
    publication,
    file: fileName(publication, language),
    up: '../'.repeat(place.split('/').length - 1),
  });
  yield { place: '', title: publication.title, main: indexPage(t, at('')) };
  yield { place: 'check/', title: t.text('published.check'), main: checkPage(t, at('check/')) };
  for (const [index, document] of publication.documents.entries()) {
    const place = `doc/${document.id}/`;
    const title = document.title ?? t.text('published.document', { n: index + 1 });
    yield { place, title, main: documentSheet(t, at(place), document) };
  }
  for (const claim of publication.claims) {
    const place = `claim/${claim.id}/`;
    yield { place, title: claim.label.text, main: claimSheet(t, at(place), claim) };
  }
}

/** The language of the publication has the name that servers look for. */
function fileName(publication: Publication, language: PublicationLanguage): string {
  return language === publication.language ? 'index.html' : `index.${language}.html`;
}
