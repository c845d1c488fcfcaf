import { meaningOfStem } from '../align/meanings.ts';
import { soundOfName } from '../align/sounds.ts';
import { wordsOf } from '../align/words.ts';

/** Words that names of bodies have in one language and not in another. */
const LEFT_OUT = /^(?:the|of|and|news|press|state|national|new)$/;
/** Consonants: a shorter name is shared by too many. */
const LEAST = 3;

const known = new Map<string, string | undefined>();
const MOST_KNOWN = 20_000;

/**
 * What makes the name of an agency, an office or a firm the same in another script: how its own name sounds, and what it is.
 * Undefined where it does not say what it is, or where nothing of it is a name.
 */
export function heardAs(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= MOST_KNOWN) known.clear();
  const heard = hear(name);
  known.set(name, heard);
  return heard;
}

function hear(name: string): string | undefined {
  let [sound, what] = ['', ''];
  for (const { stem, exact, spoken } of wordsOf(name).words) {
    const meaning = meaningOfStem(stem);
    if (meaning !== undefined) what = meaning;
    else if (!LEFT_OUT.test(exact))
      sound += soundOfName(spoken ?? (/^[a-z]/.test(exact) ? exact : stem)).replace(/^A/, '');
  }
  return what === '' || sound.length < LEAST ? undefined : `${sound} ${what}`;
}

/** Whether two names are written in different scripts. */
export function inOtherScript(a: string, b: string): boolean {
  return scriptOf(a) !== scriptOf(b);
}

function scriptOf(name: string): 'han' | 'latin' | 'other' {
  if (/\p{Script=Han}/u.test(name)) return 'han';
  return /^[^\p{L}]*\p{Script=Latin}/u.test(name) ? 'latin' : 'other';
}
