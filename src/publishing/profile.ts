import * as z from 'zod';
import { Problem } from '../base/problem.ts';
import { PUBLICATION_LANGUAGES } from '../nouns/publication.ts';

/** What is to be published, and how it is called: a file that people write (docs/formats/package.md). */
export interface Profile {
  readonly title: string;
  readonly publisher?: string;
  /** The address under which `data/` is to be hosted, ending in a stroke: what needs whole addresses is made with it. */
  readonly url?: string;
  readonly language: (typeof PUBLICATION_LANGUAGES)[number];
  /** ISO 8601; else the day on which the last piece was made for publication. */
  readonly day?: string;
  /** `all`: every document that was read; else each once. */
  readonly documents: 'all' | readonly ProfileDocument[];
  /** Ids of statements; `all`: every claim that two published documents speak to. */
  readonly claims: 'all' | readonly string[];
  /** Names of origins that may be told though they stand on no published page. */
  readonly sources: readonly string[];
  /** Names, numbers and other words that must be nowhere in the package. */
  readonly withheld: readonly string[];
  /** Withheld words are looked for in pictures too, where pages have text of their own. */
  readonly recognise: boolean;
}

export interface ProfileDocument {
  /** SHA-256, the beginning of one, or a path, as `touchstone show` takes it. */
  readonly document: string;
  readonly title?: string;
  /** Without it: all. */
  readonly pages?: readonly number[];
  /** Names of metadata fields to tell. */
  readonly metadata: readonly string[];
  /** Words that the file hides are published too. */
  readonly hidden: boolean;
  /** The file itself is published too, with all that it carries. */
  readonly original: boolean;
  /** Of an original: what it carries (`carriedBy`), by name, as a person has seen it. */
  readonly confirmed: readonly string[];
}

/** What is published of a document of which nobody said more. */
export const AS_A_MATTER_OF_COURSE = { metadata: [], hidden: false, original: false, confirmed: [] } as const;

const FORMAT = 'touchstone/profile';
const VERSION = 1;
/** Controls, halves of letters and ends of lines: they would be written otherwise than they were given. */
const line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'signs that nobody sees');
/** What readers see: nothing in it turns the direction of what stands after it (UAX #9, 2.1 to 2.5). */
const name = line.regex(/^[^\u{202A}-\u{202E}\u{2066}-\u{2069}]*$/u, 'signs that nobody sees');
/** Whole addresses of plain hosts, with nothing behind the path. */
const url = z.url({ protocol: /^https?$/ }).regex(/^[^?#@\s]*\/$/, 'an address that ends in a stroke');
const Shape = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: name,
  publisher: name.exactOptional(),
  url: url.exactOptional(),
  language: z.enum(PUBLICATION_LANGUAGES).default('en'),
  day: z.iso.date().exactOptional(),
  documents: z
    .union([
      z.literal('all'),
      z.array(
        z.strictObject({
          document: line,
          title: name.exactOptional(),
          pages: z.array(z.int().positive()).min(1).exactOptional(),
          metadata: z.array(line).default([]),
          hidden: z.boolean().default(false),
          original: z.boolean().default(false),
          confirmed: z.array(line).default([]),
        }),
      ),
    ])
    .default('all'),
  claims: z.union([z.literal('all'), z.array(line)]).default([]),
  sources: z.array(line).default([]),
  withheld: z.array(line.regex(/[\p{L}\p{N}]/u, 'no word and no number')).default([]),
  recognise: z.boolean().default(true),
});

/** @throws Problem `bad-input` that names the field */
export function parseProfile(text: string): Profile {
  const profile = parseDraft(text);
  if (profile.documents !== 'all' && profile.documents.length === 0) throw wrong('documents: it names none');
  return profile;
}

/** As people write it and `parseProfile` reads it. */
export function printProfile(profile: Profile): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...profile }, undefined, 2)}\n`;
}

/**
 * The same of a publication that is being put together: it may name no document yet.
 * @throws Problem `bad-input`, as where it names a document twice: which of the two were meant is not guessed
 */
export function parseDraft(text: string): Profile {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw wrong('it is no JSON', error);
  }
  const { data, error } = Shape.safeParse(given);
  if (data === undefined) throw problemOf(error);
  const { format: _, version: __, ...profile } = data;
  if (profile.documents !== 'all') mustBeOnce(profile.documents.map(({ document }) => document));
  return profile;
}

/** @param documents of a profile, in its order @throws Problem `bad-input` where one stands there twice */
export function mustBeOnce(documents: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const [index, document] of documents.entries()) {
    const before = seen.get(document);
    if (before !== undefined) {
      throw new Problem(
        'bad-input',
        `The profile names a document twice: documents.${before} and documents.${index}.`,
        {
          remedy: 'Name it once, with all of its pages and one title.',
        },
      );
    }
    seen.set(document, index);
  }
}

/** What people do wrong in a form has a sentence of its own; the rest is for whoever writes profiles by hand. */
function problemOf(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'too_big' && issue.origin === 'string') {
    return new Problem('bad-input', `A field of the profile is too long: ${field}.`, {
      remedy: `Shorten it to ${issue.maximum} characters.`,
    });
  }
  if (issue?.code === 'too_small' && issue.origin === 'string') {
    return new Problem('bad-input', `A field of the profile is empty: ${field}.`, {
      remedy: 'Fill it in, or leave it out where it can be left out.',
    });
  }
  if (issue?.message === 'signs that nobody sees') {
    return new Problem('bad-input', `A field of the profile has signs that nobody sees: ${field}.`, {
      remedy: 'Type it anew: controls, and marks that turn the direction of writing, do not belong there.',
    });
  }
  if (field === 'url' || field === 'day') {
    return new Problem('bad-input', `A field of the profile cannot be understood: ${field}.`, {
      remedy:
        field === 'url'
          ? 'Give an http or https address that ends in a stroke and has nothing behind it.'
          : 'Write the day as in 2024-05-31.',
      cause: error,
    });
  }
  return wrong(firstIssue(error), error);
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it has another shape';
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `${[field, ...issue.keys].filter((part) => part !== '').join('.')}: no such field`;
  return `${field === '' ? 'the file' : field}: ${issue.message}`;
}

function wrong(why: string, cause?: unknown): Problem {
  return new Problem('bad-input', `The profile cannot be used: ${why}.`, {
    remedy: 'docs/formats/package.md describes a profile, field by field.',
    cause,
  });
}
