import * as z from 'zod';
import { DECISION_KINDS, JUDGEMENTS } from '../nouns/decision.ts';
import { count, limit, offset, sha256, skip, text } from './schema-parts.ts';

/* What the API takes and gives of claims: part of api-schemas.ts, under the same rules. */

const VERDICTS = ['agree', 'conflict', 'single'] as const;
const KINDS = ['figure', 'quotation', 'date', 'stance'] as const;
const JUDGED = [...JUDGEMENTS, 'none', 'any', 'disagreed'] as const;

export const ClaimsQuery = z.strictObject({
  verdict: z.exactOptional(z.enum(VERDICTS).describe('Only claims with this verdict')),
  kind: z.exactOptional(z.enum(KINDS).describe('Only claims of this kind')),
  origins: z.exactOptional(z.enum(['one', 'several']).describe('Only claims with so many origins')),
  judged: z.exactOptional(
    z.enum(JUDGED).describe('Only claims that people judged so; `none`: nobody did; `disagreed`: people differ'),
  ),
  source: z.exactOptional(text.describe('Only claims that go back to the source with this key')),
  q: z.exactOptional(text.describe('Only claims whose label, statements or sources hold these words')),
  sort: z.exactOptional(
    z.enum(['disagreement', 'documents', 'label']).describe('The order; conflicts first if left out'),
  ),
  limit: limit(50),
  offset: skip,
});

export const TimelineQuery = z.strictObject({
  from: z.exactOptional(text.describe('Only what happened from then on: ISO 8601 in any precision')),
  to: z.exactOptional(text.describe('Only what happened until then')),
  conflicts: z.exactOptional(z.enum(['1']).describe('Only claims in conflict')),
  limit: limit(200),
  offset: skip,
});

export const DecisionsQuery = z.strictObject({
  claim: z.exactOptional(text.describe('Only those about the claim with this statement')),
});

const language = text.describe('BCP 47');
const verdict = z.enum(VERDICTS);
const kind = z.enum(KINDS);
const state = z.enum(['suggested', 'accepted', 'rejected']);
const span = z.strictObject({ start: count, end: count });
const placedWords = z.strictObject({ start: count, end: count, words: text });
const same = z.enum(['copy', 'version', 'translation', 'forward']);
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const day = 'ISO 8601 with the precision that it was given in';

const Value = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('figure'),
      lo: z.number(),
      hi: z.number().nullable().describe('Null: without end'),
      loOpen: z.boolean().describe('`lo` itself is not part of it'),
      hiOpen: z.boolean(),
      unit: text.describe('Base unit, `people`, or the singular of what is counted'),
      counted: text.describe('The words that say what is counted'),
    }),
    z.strictObject({
      kind: z.literal('quotation'),
      words: text.describe('Without the marks'),
      speaker: z.exactOptional(text),
    }),
    z.strictObject({
      kind: z.literal('date'),
      from: text.describe(day),
      to: text,
      event: text.describe('The words that name it; may be empty'),
    }),
    z.strictObject({
      kind: z.literal('stance'),
      holder: text,
      target: text,
      polarity: z.enum(['positive', 'negative', 'neutral']),
      verb: text.describe('The base form of the word that says it'),
    }),
  ])
  .meta({ id: 'Value', description: 'What a statement says; by `kind`' });

const DocumentName = z
  .strictObject({
    sha256,
    title: text,
    source: z.exactOptional(text.describe('Outlet or author')),
    published: z.exactOptional(text.describe(day)),
  })
  .meta({ id: 'DocumentName', description: 'The document that says it' });

const Statement = z
  .strictObject({
    id: text,
    document: DocumentName,
    page: z.exactOptional(count.describe('From 1; absent where the document has no pages')),
    start: offset('Begin of its words'),
    end: offset('End of its words'),
    words: text.describe('The exact words'),
    value: Value,
    attributedTo: list(
      z.strictObject({ name: text, start: z.exactOptional(count), end: z.exactOptional(count) }),
    ).describe('Who is credited, nearest first'),
    state,
    by: text.describe('Name and version of what found it, or the person who added it'),
    sentence: z.strictObject({ text, start: offset('Begin of the sentence'), language }),
    origin: z.exactOptional(
      z
        .strictObject({
          source: text,
          reason: z.enum(['credited', 'credited-nearby', 'whole-text', 'text-reuse', 'own']),
        })
        .describe('What it goes back to, and why'),
    ),
    found: z.exactOptional(Value),
  })
  .meta({ id: 'Statement', description: 'What one document says in one place' });

const SignedDecision = z
  .strictObject({
    id: text,
    decision: z
      .looseObject({ kind: z.enum(DECISION_KINDS) })
      .describe('Its other fields are those of docs/formats/ledger.md'),
    actor: text,
    at: text.describe('UTC, ISO 8601'),
    seq: count.describe('Number of the ledger entry'),
    replaced: z.boolean().describe('A later one took its place, or it was withdrawn'),
    orphaned: z.exactOptional(z.boolean().describe('The words that it was about are no longer in the text')),
  })
  .meta({ id: 'Decision', description: 'What a person signed' });

const Assessment = z
  .strictObject({
    decision: text.describe('Id of the decision'),
    judgement: z.enum(JUDGEMENTS),
    grading: z.exactOptional(text.describe('Admiralty scale: `B2`')),
    reason: text,
    restsOn: list(text).describe('Ids of statements'),
    actor: text,
    at: text.describe('UTC, ISO 8601'),
  })
  .meta({ id: 'Assessment', description: 'A person’s judgement that nothing has replaced' });

const claimParts = {
  id: text.describe('Of its first statement; that of any of its statements is taken too'),
  kind,
  label: z.strictObject({ text, language }).describe('Words of a document that say what it is about'),
  verdict,
  values: list(z.strictObject({ value: Value, documents: count, statements: list(text).describe('Ids') })),
  documents: count,
  assessments: list(Assessment).describe('Several where people differ'),
};

const ClaimCard = z
  .strictObject({
    ...claimParts,
    moreValues: count.describe('Values that are not in `values`'),
    origins: list(
      z.strictObject({ source: text, documents: count, held: z.boolean().describe('It is a document of the case') }),
    ).describe('Most documents first; their number is the number of origins'),
  })
  .meta({ id: 'Claim', description: 'A claim in short' });

const facet = list(
  z
    .strictObject({ value: text, label: z.exactOptional(text.describe('The name of a source')), claims: count })
    .meta({ id: 'Facet', description: 'How many claims a further choice would leave' }),
);

export const ClaimsAnswer = z.strictObject({
  total: count.describe('Claims that the filters let through'),
  all: z
    .strictObject({ claims: count, conflicts: count, statements: count, judged: count })
    .describe('Of the whole case'),
  claims: list(ClaimCard),
  facets: z.strictObject({ verdict: facet, kind: facet, origins: facet, judged: facet, source: facet }),
  progress: z.strictObject({
    waiting: count.describe('Documents in which statements are still to be found'),
    aligning: z.boolean().describe('Lining up is under way, or was left undone'),
    statements: count,
    failed: count.describe('Documents over which finding or lining up failed: what they say is left out'),
  }),
});

export const ClaimAnswer = z.strictObject({
  ...claimParts,
  statements: list(Statement),
  rejected: list(Statement).describe('Kept, and counted nowhere'),
  joins: list(
    z.strictObject({
      first: text,
      second: text,
      reasons: list(
        z.enum([
          'same-value',
          'values-meet',
          'same-role',
          'same-count',
          'same-words',
          'same-names',
          'same-time',
          'same-subject',
          'same-document',
          'conversion',
          'quotation-shared',
          'same-speaker',
          'same-target',
          'same-holder',
          'translation',
        ]),
      ),
    }),
  ).describe('Why statements are together, the strongest reason first'),
  conflicts: list(
    z.strictObject({
      first: text,
      second: text,
      reason: z.enum(['figures-apart', 'boundary', 'dates-apart', 'opposite-stances']),
    }),
  ).describe('Statements that cannot both be right'),
  origins: list(
    z.strictObject({
      source: text,
      key: text,
      documents: count,
      held: z.boolean(),
      statements: list(
        z.strictObject({
          id: text,
          reason: z.enum(['credited', 'credited-nearby', 'whole-text', 'text-reuse', 'own']),
        }),
      ),
    }),
  ),
  lineage: list(
    z.strictObject({
      document: text.describe('SHA-256'),
      from: text.describe('The name of a source, or `document` and a SHA-256'),
      tier: z.enum(['media', 'body']),
      kind: z.enum(['credits', 'text-reuse', 'own-reporting', 'same-file']),
      evidence: span.describe('In the document that derives'),
      same: z.exactOptional(same).describe('Of `same-file`: in which way'),
      aligned: z
        .exactOptional(list(z.strictObject({ here: placedWords, there: placedWords })))
        .describe('Of a translation what stands at the same point of both texts'),
      words: text,
      documentTitle: z.exactOptional(text),
      fromTitle: z.exactOptional(text).describe('Of a document of the case that it derives from'),
      decided: z.exactOptional(
        z.strictObject({ holds: z.boolean(), actor: text, at: text }).describe('A person said so, or denied it'),
      ),
    }),
  ),
  decisions: list(SignedDecision),
});

export const StatementsAnswer = z.strictObject({
  statements: list(
    z.strictObject({
      id: text,
      page: z.exactOptional(count),
      start: offset('Begin of its words'),
      end: offset('End of its words'),
      value: Value,
      state,
      claim: text.describe('Id of its claim'),
      verdict,
      others: count.describe('Other documents of the claim'),
      against: count.describe('Of those, the ones that cannot be right beside it'),
      origins: count,
    }),
  ).describe('In the order in which they stand; rejected ones are left out'),
});

const source = {
  key: text,
  name: text,
  kind: z.enum(['medium', 'body', 'person', 'office', 'crowd', 'document']),
  aliases: list(text).describe('Names that are taken as this source'),
  documents: count,
  claims: count,
  alone: count.describe('Claims that rest on it alone'),
};
const links = list(
  z.strictObject({
    name: text,
    key: z.exactOptional(text),
    kind: z.enum(['credits', 'text-reuse', 'own-reporting', 'same-file']),
    same: z.exactOptional(same).describe('Of `same-file`: in which way'),
    from: text,
    document: DocumentName,
    words: text.describe('What shows it'),
    evidence: span,
  }),
);

export const SourcesAnswer = z.strictObject({ sources: list(z.strictObject(source)) });

export const SourceAnswer = z.strictObject({
  ...source,
  aloneClaims: list(ClaimCard),
  dependents: links.describe('Who takes from it'),
  dependsOn: links.describe('Whom it takes from'),
});

export const TimelineAnswer = z.strictObject({
  total: count,
  span: z.exactOptional(z.strictObject({ from: text, to: text }).describe('Of all dated claims')),
  parts: list(z.strictObject({ at: text, events: count, conflicts: count })).describe(
    'How many begin in each decade, year, month or day',
  ),
  events: list(z.strictObject({ claim: ClaimCard, from: text.describe(day), to: text })).describe(
    'In the order of their beginning',
  ),
});

export const DecisionsAnswer = z.strictObject({ decisions: list(SignedDecision).describe('As they were signed') });

const NoQuery = z.strictObject({});

export const CLAIM_CALLS = [
  {
    path: '/api/cases/{case}/claims',
    says: 'What documents say, lined up: claims with the values said, their verdict and their origins.',
    query: ClaimsQuery,
    answer: ClaimsAnswer,
  },
  {
    path: '/api/cases/{case}/claims/{claim}',
    says: 'One claim, whole. `{claim}`: the id of any of its statements.',
    query: NoQuery,
    answer: ClaimAnswer,
  },
  {
    path: '/api/cases/{case}/documents/{sha256}/statements',
    says: 'What one document says.',
    query: NoQuery,
    answer: StatementsAnswer,
  },
  {
    path: '/api/cases/{case}/sources',
    says: 'Every source that documents go back to.',
    query: NoQuery,
    answer: SourcesAnswer,
  },
  {
    path: '/api/cases/{case}/sources/{key}',
    says: 'One source, with what rests on it alone.',
    query: NoQuery,
    answer: SourceAnswer,
  },
  {
    path: '/api/cases/{case}/timeline',
    says: 'Dated claims by when what they tell happened.',
    query: TimelineQuery,
    answer: TimelineAnswer,
  },
  {
    path: '/api/cases/{case}/decisions',
    says: 'What people decided about statements, claims and sources.',
    query: DecisionsQuery,
    answer: DecisionsAnswer,
  },
] as const;
