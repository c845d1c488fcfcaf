import type { Sentence } from './analyse.ts';

const TITLE =
  /^(?:mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|dame|president|vice|prime|deputy|minister|premier|chancellor|governor|mayor|senator|congressman|congresswoman|representative|rep|sen|gov|gen|general|col|colonel|maj|major|capt|captain|lt|lieutenant|sgt|sergeant|cpl|commander|cmdr|admiral|inspector|detective|officer|chief|commissioner|secretary|ambassador|judge|justice|king|queen|prince|princess|pope|father|rev|reverend|imam|sheikh|bishop|archbishop|spokesman|spokeswoman|spokesperson|director|chairman|chairwoman|head|editor|analyst|economist|councilman|councilwoman|councilmember|attorney)\.?$/i;

/**
 * The fullest form in which a text names who is meant: `Mr Archer` is `Ann Archer` where that stands anywhere in it.
 * What is no name of a person stays as it is.
 */
export function fullNames(sentences: readonly Sentence[]): (name: string) => string {
  const byLast = new Map<string, string>();
  for (const sentence of sentences) {
    for (const words of properNames(sentence)) {
      const last = words.at(-1);
      if (last !== undefined && words.length > 1 && words.length < 4 && !byLast.has(last))
        byLast.set(last, words.join(' '));
    }
  }
  return (name) => {
    const words = name.split(/\s+/);
    const own = untitled(words);
    const titled = own.length < words.length;
    const core = PERSON_IN.exec(own.join(' '))?.groups;
    const person = core?.['lead'] ?? core?.['tail'];
    if (person !== undefined) return untitled(person.split(' ')).join(' ');
    if (own.length === 1 && own[0] !== undefined) return byLast.get(own[0]) ?? (titled ? own[0] : name);
    return titled && own.every((word) => /^\p{Lu}/u.test(word)) ? own.join(' ') : name;
  };
}

const NAME = String.raw`\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){1,3}`;

/** `Ann Archer of the union`, `union leader Ann Archer`. */
const PERSON_IN = new RegExp(
  String.raw`^(?!The\s|An?\s)(?<lead>${NAME})\s(?:of|from|at|for|in)\s|^(?:\p{Ll}[\p{L}'’-]*\s){1,4}(?<!\b(?:of|for|in|at|from|the|and)\s)(?<tail>${NAME})$`,
  'u',
);

/** Runs of capitalised words that the tagger holds for names, hyphens joined, titles taken off. */
function properNames({ tokens }: Sentence): readonly (readonly string[])[] {
  const names: string[][] = [];
  let [words, end] = [[] as string[], -1];
  for (const [index, { text, start, pos, ...token }] of tokens.entries()) {
    const glued = start === end && words.length > 0 && (text === '-' || tokens[index - 1]?.text === '-');
    if (glued) words[words.length - 1] += text;
    else if (pos === 'PROPN' && /^\p{Lu}[\p{L}'’-]*\p{Ll}/u.test(text)) words.push(text);
    else {
      names.push(words);
      words = [];
    }
    end = token.end;
  }
  return [...names, words].filter((each) => each.length > 1).map(untitled);
}

/** Without what stands in front of a name: `Prime Minister`. */
function untitled(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => TITLE.test(word));
  return last === -1 || last === words.length - 1 ? words : words.slice(last + 1);
}
