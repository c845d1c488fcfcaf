import { html, joined, type Html } from '../html.ts';
import { languageName, type Say } from '../messages.ts';
import type { SaidView } from '../views.ts';
import { tongueOfLetters } from './parts.ts';

/** The query in words, as it was understood: `“river dam”, without village, in Chinese`. */
export function said(t: Say, meaning: SaidView): Html {
  return meaning.kind === 'all' ? list(t, meaning.parts) : phraseOf(t, meaning);
}

function phraseOf(t: Say, meaning: SaidView): Html {
  switch (meaning.kind) {
    case 'word':
      return words(meaning.text);
    case 'phrase':
    case 'beginning':
    case 'similar':
    case 'pattern':
    case 'verbatim':
      return t(`said.${meaning.kind}`, { text: words(meaning.text) });
    case 'near':
      return t('said.near', { words: joined(meaning.words.map(words), t.comma), n: meaning.within });
    case 'filter': {
      const text = meaning.field === 'lang' ? languageName(t, meaning.text) : meaning.text;
      return t(`said.${meaning.field}`, { text: words(text) });
    }
    case 'all':
    case 'any':
      return t(`said.${meaning.kind}`, { parts: list(t, meaning.parts) });
    case 'not':
      return t('said.not', { part: phraseOf(t, meaning.part) });
  }
}

function list(t: Say, parts: readonly SaidView[]): Html {
  return joined(
    parts.map((part) => phraseOf(t, part)),
    t.comma,
  );
}

function words(text: string): Html {
  return html`<b ${tongueOfLetters(text)}>${text}</b>`;
}
