import type { ClaimDocument } from '../align/profile.ts';
import { mediaIn, mediumOf, NAME, SENTENCE_ENDS, SHORT_NAME, type MediaName } from './media.ts';

/** A name in a text, where it stands first or next. */
interface Run {
  readonly name: string;
  readonly start: number;
}

/** Of who speaks for a body, as the source of a pattern. */
export const ROLES = String.raw`(?:spokes(?:man|woman|person)|press officer|officer|official|analyst|economist|researcher|chief executive|managing director|director|chief|head|president|chair(?:man|woman|person)?|commissioner|secretary[- ]general|secretary|boss|CEO|vice president|manager)`;
/** Looked through for names; longer texts are seldom about one thing. */
const MOST_TEXT = 200_000; // UTF-16 units
const MOST_RUNS = 5_000;

/** What a text tells of those it names, so that one name of somebody leads to another. */
export class Speakers {
  readonly #text: string;
  readonly #media: readonly MediaName[];
  /** The outlet, where it is none that reports: a ministry, a company, a union. */
  readonly own: string | undefined;
  readonly #mediumBySpelling: ReadonlyMap<string, string>;
  readonly #bodies = new Map<string, string | undefined>();
  readonly #titled = new Map<string, string | undefined>();
  readonly #lands = new Map<string, string | undefined>();
  #fields: ReadonlySet<string> | undefined;
  #tellsOfPolice: boolean | undefined;
  #runs: readonly Run[] | undefined;
  #companies: readonly Run[] | undefined;

  constructor(document: ClaimDocument) {
    const { text, outlet } = document;
    this.#text = text.slice(0, MOST_TEXT);
    this.#media = mediaIn(document);
    this.#mediumBySpelling = new Map(
      this.#media.map(({ name, start, end }) => [text.slice(start, end).replace(/^the\s+/i, ''), name]),
    );
    this.own = outlet !== undefined && speaksForItself(this.#text, outlet) ? outlet : undefined;
  }

  /** The outlet or agency that a text means by a name, be it in short. */
  mediumNamed(name: string): string | undefined {
    return this.#mediumBySpelling.get(name.replace(/^the\s+/i, '')) ?? mediumOf(name)?.name;
  }

  /** What is only called a newspaper, a site, at a place: the outlet that was named last. */
  mediumBefore(at: number): string | undefined {
    return this.#media.findLast(({ start }) => start < at)?.name;
  }

  /** `the ministry` is the Interior Ministry, `the committee` the Committee of the Square. */
  headed(head: string, at: number): string | undefined {
    const has = new RegExp(String.raw`(?:^|\s)${head}(?:\s|$)`, 'i');
    if (this.own !== undefined && has.test(this.own)) return this.own;
    const named = this.#names().filter(({ name }) => / /.test(name) && has.test(name));
    return (named.findLast(({ start }) => start < at) ?? named[0])?.name;
  }

  /** The company that a text is about at a place: one that it calls so, or that sells shares. */
  company(at: number): string | undefined {
    if (this.own !== undefined) return this.own;
    this.#companies ??= [...this.#text.matchAll(COMPANY)].flatMap((match) => {
      const run = match.slice(1).find((each) => each !== undefined) ?? '';
      const name = trimmed(run.split(SENTENCE_ENDS).at(-1) ?? '');
      return name.length < 3 || this.mediumNamed(name) !== undefined ? [] : [{ name, start: match.index }];
    });
    const name = (this.#companies.findLast(({ start }) => start <= at) ?? this.#companies[0])?.name;
    return name === undefined ? undefined : (this.full(name) ?? name);
  }

  /** `Nordal` is Nordal Energy: the longest name that begins with a word. */
  full(word: string): string | undefined {
    if (/\s/.test(word)) return undefined;
    return this.#names().find(({ name }) => name.startsWith(`${word} `) && name.split(' ').length <= 4)?.name;
  }

  /** `the governor` is who the text gives that title with a name. */
  titled(title: string): string | undefined {
    return remembered(this.#titled, title, () => {
      const word = title.toLowerCase().replace(/\b\p{L}/gu, (first) => `[${first.toUpperCase()}${first}]`);
      const before = new RegExp(String.raw`\b${word}(?:\s+of\s[^.,;\n]{2,40},)?\s+(${PERSON})`, 'u');
      const after = new RegExp(String.raw`(${PERSON}),\s+(?:(?:the|an?)\s+)?(?:[\p{L}-]+\s+){0,3}${word}\b`, 'u');
      return this.#nameIn(before) ?? after.exec(this.#text)?.[1];
    });
  }

  /** The body for which a person speaks, by what stands around the name: `agency spokesman X`, `X, who leads the agency`. */
  bodyOf(last: string): string | undefined {
    if (last.length < 3 || !/^\p{Lu}/u.test(last)) return undefined;
    return remembered(this.#bodies, last, () => {
      for (let at = this.#text.indexOf(last); at >= 0; at = this.#text.indexOf(last, at + last.length)) {
        const body = this.#bodyBefore(at) ?? this.#bodyBehind(at + last.length);
        if (body !== undefined) return body;
      }
      return undefined;
    });
  }

  /** What a pattern finds; rather in a sentence than in a heading, where all words may have capitals. */
  #nameIn(pattern: RegExp): string | undefined {
    const found = this.#text.matchAll(new RegExp(pattern, 'gu')).take(20).toArray();
    const inSentence = found.find(({ index }) => {
      const end = this.#text.indexOf('\n', index);
      const last = end < 0 ? this.#text.length : end;
      return /[.!?][”"’)]?\s?$/u.test(this.#text.slice(Math.max(index, last - 4), last));
    });
    return (inSentence ?? found[0])?.[1];
  }

  /** Of which ministry a text has a minister, if it is one. */
  get ministry(): string | undefined {
    this.#fields ??= new Set(Array.from(this.#text.matchAll(MINISTER_OF), ([, field = '']) => field.toLowerCase()));
    const [field] = this.#fields;
    return this.#fields.size === 1 && field !== undefined ? `${field} Ministry` : undefined;
  }

  /** A country or a town that speaks (`Tanvar denies it`) is who governs it, where the text tells that it is one. */
  isLand(word: string): boolean {
    if (!/^\p{Lu}\p{Ll}{2,30}$/u.test(word)) return false;
    return remembered(this.#lands, word, () => (landPattern(word).test(this.#text) ? word : undefined)) !== undefined;
  }

  get tellsOfPolice(): boolean {
    return (this.#tellsOfPolice ??= /\b(?:[Pp]olice|cops?)\b/.test(this.#text));
  }

  #bodyBefore(at: number): string | undefined {
    const before = this.#text.slice(Math.max(this.#text.lastIndexOf('\n', at) + 1, at - 110), at);
    if (POLICE_RANK.test(before) && this.tellsOfPolice) return 'police';
    const field = MINISTER.exec(before)?.[1];
    if (field !== undefined) return /^(?:prime|first)$/i.test(field) ? undefined : `${field} Ministry`;
    if (MAYOR.test(before)) return 'city hall';
    if (!ROLE.test(before)) return undefined;
    if (OUR_ROLE.test(before)) return this.own;
    const of = ROLE_OF.exec(before)?.[1];
    if (of !== undefined) return of;
    const phrase = TITLE_BEFORE.exec(before)?.[1]
      ?.replace(/^.*\b(?:said|says|by|to|told|that|as|and|quoted|quoting|cited|citing)\s+/i, '')
      .replace(/^(?:the|an?|its|their)\s+/i, '')
      .trim();
    if (phrase !== undefined && phrase !== '' && !/^(?:former|deputy|chief|senior|vice|acting)$/i.test(phrase))
      return phrase;
    return ROLE_ONLY.test(before) ? this.own : undefined;
  }

  #bodyBehind(at: number): string | undefined {
    const after = this.#text.slice(at, at + 120);
    const leads = LEADS.exec(after)?.[1];
    if (leads !== undefined) return leads;
    const [, role, body] = ROLE_AFTER.exec(after) ?? [];
    if (role !== undefined && SPEAKS_FOR.test(role)) return body;
    return this.own !== undefined && ROLE_AFTER_ALONE.test(after) ? this.own : undefined;
  }

  #names(): readonly Run[] {
    return (this.#runs ??= this.#text
      .matchAll(RUN)
      .take(MOST_RUNS)
      .toArray()
      .flatMap(({ 0: run, index }) => run.split(SENTENCE_ENDS).map((name) => ({ name: trimmed(name), start: index })))
      .filter(({ name }) => name.length > 2 && this.mediumNamed(name) === undefined));
  }
}

function landPattern(word: string): RegExp {
  return new RegExp(
    String.raw`\b${word}[’']s\s(?:\p{L}+\s){0,2}?(?:government|[Mm]inist(?:er|ry)|army|parliament|ambassador|authorities)\b|\b(?:government|[Mm]inistry|[Rr]epublic|people|authorities)\sof\s${word}\b|\b(?:northern|southern|eastern|western|central)\s${word}\b`,
    'u',
  );
}

function remembered(
  known: Map<string, string | undefined>,
  key: string,
  find: () => string | undefined,
): string | undefined {
  if (!known.has(key)) known.set(key, find());
  return known.get(key);
}

const PERSON = String.raw`(?<![\p{L}’'-])(?:\p{Lu}[\p{L}.’'-]{0,30}\s+){0,2}\p{Lu}[\p{L}’'-]{1,30}`;
const RUN = new RegExp(NAME, 'gu');
const ROLE = /spokes|official|officer|commissioner|chief|head|director|president|chair|secretary|CEO|analyst/i;
const PERSON_BEGINS = String.raw`(?:\p{Lu}[\p{L}.’'-]*\s+){0,3}$`;
const TITLE_BEFORE = new RegExp(
  String.raw`([^,.;:“”"()]{3,60}?)\s+(?:spokes(?:man|woman|person)|official|press officer|commissioner|analyst)\s+${PERSON_BEGINS}`,
  'u',
);
const MINISTER = new RegExp(String.raw`\b(\p{L}+)\s+[Mm]inister,?\s+${PERSON_BEGINS}`, 'u');
const MINISTER_OF =
  /\b(Interior|Health|Defen[cs]e|Transport|Finance|Justice|Energy|Education|Environment|Agriculture|Labou?r|Foreign|Information|Economy|Housing|Culture|Trade|Tourism|Industry|Mines|Water|Security|Home)\s+[Mm]inister\b/giu;
const POLICE_RANK = new RegExp(
  String.raw`(?<!\p{Lu}\p{L}{1,20}\s)\b(?:Police\s)?(?:Chief|Sgt\.|Sergeant|Officer|Detective|Det\.|Constable|Superintendent|Lt\.)\s+${PERSON_BEGINS}`,
  'u',
);
const MAYOR = new RegExp(String.raw`\b[Mm]ayor,?\s+${PERSON_BEGINS}`, 'u');
/** `the chief of the local rescue station, Viktor Hasko`. */
const ROLE_OF = new RegExp(
  String.raw`\b${ROLES}\s+(?:of|for|at|from)\s+(?:the\s+)?([^,.;:“”"()]{3,50}),\s+${PERSON_BEGINS}`,
  'u',
);
const OUR_ROLE = new RegExp(String.raw`\b[Oo]ur\s+(?:\p{Ll}+\s+)?${ROLES},?\s+${PERSON_BEGINS}`, 'u');
const ROLE_ONLY = new RegExp(
  String.raw`\b(?:[Cc]hief executive|[Cc]hair(?:man|woman|person)|[Pp]resident|[Cc]ommissioner|[Dd]irector|[Ss]pokes(?:man|woman|person)|[Mm]inister(?:\s+of\s+\p{L}+)?),?\s+${PERSON_BEGINS}`,
  'u',
);
const LEADS = /^,\s+who\s+(?:leads|heads|runs|directs|chairs|speaks for)\s+(?:the\s+)?([^,.;“”"]{3,50})/u;
const ROLE_AFTER =
  /^,\s+(?:(?:an?|the)\s+)?([^.;“”"]{0,40}?)\s+(?:of|for|from|at|with)\s+(?:the\s+)?([^,.;“”"]{3,50})/u;
const ROLE_AFTER_ALONE = new RegExp(String.raw`^,\s+(?:(?:an?|the|our)\s+)?(?:\p{Ll}+\s+)?${ROLES}\b`, 'u');
const SPEAKS_FOR =
  /\b(?:spokes(?:man|woman|person)|officials?|officer|commissioner|press officer|statement|lieutenant|lt|captain|sergeant|police chief|senior vp|vice president|head|director|chief|chair(?:man|woman|person)|president|analyst|economist|chief executive|secretary)\b/i;
const COMPANY = new RegExp(
  String.raw`\b(?:company|chain|firm|group|giant|retailer|maker|carmaker|airline|bank|operator|[Oo]wner|conglomerate|manufacturer|supplier),?\s+(?:the\s+)?(${SHORT_NAME})|[Ss]hares (?:in|of)\s+(${SHORT_NAME})|(${SHORT_NAME})[’']s?\s+(?:shares|owner|chief executive|spokes\p{L}+|headquarters|customers)|(${SHORT_NAME}),\s+(?:(?:an?|the|which|whose)\s+(?:[\p{L}-]+\s+){0,4}?(?:company|chain|firm|group|retailer|maker|airline|bank|operator|owner|owns|runs|operates|employs|produces|makes|sells)\b|with a market value)|(${SHORT_NAME})\s+(?:spokes(?:man|woman|person)|chief executive|CEO)\b`,
  'gu',
);

/** A run of capitals without the first word of its sentence, where that is no name. */
function trimmed(run: string): string {
  return run
    .replace(
      /^(?:The|An?|In|On|At|By|For|From|But|And|As|It|Its|This|That|When|While|After|Before|If|Our|We|He|She|They|Of|Mr|Mrs|Ms|Dr|[’'])\.?\s+/u,
      '',
    )
    .replace(/[.,’'-]+$|[’']s$/u, '');
}

/** No outlet that reports on others, but who speaks: by its name, as `we`, or because its text tells what it does. */
function speaksForItself(text: string, outlet: string): boolean {
  if (mediumOf(outlet) !== undefined) return false;
  if (BODY.test(outlet)) return true;
  const told = text.replace(/[“"][^”"\n]{0,600}[”"]/g, '');
  if ((told.match(/(?:^|[.!?:]\s)(?:We|Our)\b/gm)?.length ?? 0) >= 2) return true;
  const at = told.indexOf(outlet);
  return (
    at >= 0 &&
    at < 400 &&
    /^\s+(?:has(?!\s(?:a\scop|obtained|seen|read|spoken))|is|will|expresses|announces|regrets|denies|welcomes|condemns|takes|today|hereby|informs|confirms)\b/.test(
      told.slice(at + outlet.length, at + outlet.length + 20),
    )
  );
}

/** What makes a name that of a body. */
export const BODY =
  /\b(?:agency|ministry|department|survey|center|centre|institute|university|party|council|court|commission|committee|union|bank|company|corporation|corp|inc|ltd|army|navy|force|forces|brigade|crescent|cross|nations|hospital|office|bureau|association|federation|group|watch|amnesty|parliament|congress|senate|embassy|statement|autopsy|documents?|sheet|research|organi[sz]ation|government|inspectorate|authority|station|board|chamber|foundation|service|police|city hall|society|league|trust|fund|panel|tribunal|inquiry|coalition|alliance|directorate|administration|municipality|ombudsman|regulator|watchdog|charity|laboratory|observatory|academy|cooperative)\b/i;
