import type { StatementValue } from '../nouns/statement.ts';
import type { ClaimView, StatementView } from './case-claims.ts';
import { wordsOf } from './statement-words.ts';
import { textHeader } from './finding/text-header.ts';

/** What is known of a document of the case: every path where it was found, and its text. */
export interface EvaluatedDocument {
  readonly paths: readonly string[];
  readonly text: string;
}

/** As `gold.json` has it. */
interface Evaluation {
  readonly story: string;
  readonly statements: readonly EvaluatedStatement[];
  readonly claims: readonly EvaluatedClaim[];
  readonly lineage: readonly {
    readonly doc: string;
    readonly derives_from: string;
    readonly kind: string;
    readonly tier: string;
  }[];
}

interface EvaluatedStatement {
  readonly id: string;
  readonly doc: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'figure' | 'quote' | 'date' | 'stance';
  /** Of a figure: what is counted. */
  readonly subject?: string;
  readonly value: object;
  readonly attributed_to: string | null;
}

interface EvaluatedClaim {
  readonly id: string;
  readonly about: string;
  readonly statements: readonly string[];
  readonly verdict: string;
  /** Two statements, and why. */
  readonly conflicts: readonly (readonly [string, string, string])[];
  readonly origins: readonly string[];
  readonly independent_origins: number;
}

/**
 * What was found in a story, in the shape of the `gold.json` that labelled stories carry: statements, claims, lineage.
 * A story is a folder of texts, each with a header and an empty line above it; a document is named after its file, and
 * offsets count UTF-16 code units from where the text below the header begins. Where no path of the case has a folder
 * named `story`, the whole case is taken for it.
 */
export async function evaluationOf(
  story: string,
  claims: AsyncIterable<ClaimView>,
  document: (sha256: string) => Promise<EvaluatedDocument | undefined>,
): Promise<Evaluation> {
  const views = await Array.fromAsync(claims);
  const mentioned = new Set(views.flatMap(({ statements }) => statements.map((each) => each.document.sha256)));
  const known = new Map<string, EvaluatedDocument>();
  for (const sha256 of mentioned) {
    const found = await document(sha256);
    if (found !== undefined) known.set(sha256, found);
  }
  const documents = storyDocuments(story, known);
  const told = views.map((view) => ({
    view,
    statements: view.statements.flatMap((each) => {
      const of = documents.get(each.document.sha256);
      return of === undefined || each.start < of.begin ? [] : [{ of, statement: each }];
    }),
  }));
  const naming = (source: string): string => {
    const of = documents.get(/^document ([0-9a-f]{64})$/.exec(source)?.[1] ?? '');
    return of === undefined ? source : `document ${of.name}`;
  };
  return {
    story,
    statements: told.flatMap(({ statements }) => statements.map(({ of, statement }) => plain(of, statement))),
    claims: told
      .filter(({ statements }) => statements.length > 0)
      .map(({ view, statements }) =>
        plainClaim(view, new Set(statements.map(({ statement }) => statement.id)), naming),
      ),
    lineage: edgesOf(views, documents, naming),
  };
}

interface StoryDocument {
  readonly name: string;
  /** Of the text below the header, in UTF-16 code units. */
  readonly begin: number;
}

function storyDocuments(
  story: string,
  known: ReadonlyMap<string, EvaluatedDocument>,
): ReadonlyMap<string, StoryDocument> {
  const inStory = (path: string): boolean => path.split('/').slice(0, -1).includes(story);
  const several = [...known.values()].some(({ paths }) => paths.some(inStory));
  const documents = new Map<string, StoryDocument>();
  for (const [sha256, { paths, text }] of known) {
    const path = paths.find((each) => each.endsWith('.txt') && (!several || inStory(each)));
    if (path === undefined) continue;
    const name = path.slice(path.lastIndexOf('/') + 1, -'.txt'.length);
    documents.set(sha256, { name, begin: textHeader(text)?.end ?? 0 });
  }
  return documents;
}

/** To outlets, agencies, leaks and documents: which bodies are behind what is said is told by `origins`. */
function edgesOf(
  views: readonly ClaimView[],
  documents: ReadonlyMap<string, StoryDocument>,
  naming: (source: string) => string,
): Evaluation['lineage'] {
  const edges = new Map<string, Evaluation['lineage'][number]>();
  for (const { document, from, kind, tier, decided } of views.flatMap(({ lineage }) => lineage)) {
    const of = documents.get(document);
    if (of === undefined || decided?.holds === false || tier !== 'media') continue;
    edges.set(`${document} ${from}`, { doc: of.name, derives_from: naming(from), kind, tier });
  }
  return [...edges.values()];
}

function plainClaim(view: ClaimView, kept: ReadonlySet<string>, naming: (source: string) => string): EvaluatedClaim {
  return {
    id: view.id,
    about: view.label.text,
    statements: view.statements.map(({ id }) => id).filter((id) => kept.has(id)),
    verdict: view.verdict,
    conflicts: view.conflicts
      .filter(({ first, second }) => kept.has(first) && kept.has(second))
      .map(({ first, second, reason }) => [first, second, `${reason}: `] as const),
    origins: view.origins.map(({ source }) => naming(source)),
    independent_origins: view.origins.length,
  };
}

function plain({ name, begin }: StoryDocument, statement: StatementView): EvaluatedStatement {
  const { id, start, end, value, attributedTo } = statement;
  return {
    id,
    doc: name,
    start: start - begin,
    end: end - begin,
    text: wordsOf(statement),
    attributed_to: attributedTo[0]?.name ?? null,
    ...plainValue(value),
  };
}

/** A value in the words of gold.json. */
function plainValue(value: StatementValue): Pick<EvaluatedStatement, 'kind' | 'value' | 'subject'> {
  switch (value.kind) {
    case 'quotation':
      return { kind: 'quote', value: { speaker: value.speaker ?? null, words: value.words } };
    case 'date':
      return { kind: 'date', value: { from: value.from, to: value.to } };
    case 'stance': {
      const { holder, target, polarity } = value;
      return { kind: 'stance', value: { holder, target, polarity } };
    }
    case 'figure': {
      const { lo, hi, unit, loOpen, hiOpen, counted } = value;
      const ends = { ...(loOpen ? { lo_open: true } : {}), ...(hiOpen ? { hi_open: true } : {}) };
      return { kind: 'figure', subject: counted, value: { lo, hi, unit, ...ends } };
    }
  }
}
