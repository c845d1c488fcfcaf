import type * as z from 'zod';
import type {
  ClaimCard,
  ClaimList,
  ClaimsProgress,
  SourceLink,
  SourceSummary,
  SourceView,
  StatementInDocument,
  Timeline,
} from '../claims/case-claims.ts';
import { assessmentJson, decisionJson, documentJson, saidJson, spanJson, valueJson } from '../claims/export-json.ts';
import type { SignedDecision } from '../nouns/decision.ts';
import type {
  ClaimsAnswer,
  DecisionsAnswer,
  SourceAnswer,
  SourcesAnswer,
  StatementsAnswer,
  TimelineAnswer,
} from './claims-schemas.ts';

/** A page of claims as the API and `touchstone claims --json` give it. */
export function claimListJson(list: ClaimList, progress: ClaimsProgress): z.output<typeof ClaimsAnswer> {
  const { total, all, claims, facets } = list;
  const { waiting, aligning, statements, failed } = progress;
  return {
    total,
    all,
    claims: claims.map(cardJson),
    facets,
    progress: { waiting, aligning, statements, failed: failed?.documents ?? 0 },
  };
}

export function sourcesJson(sources: readonly SourceSummary[]): z.output<typeof SourcesAnswer> {
  return { sources: sources.map(summaryJson) };
}

export function sourceJson(view: SourceView): z.output<typeof SourceAnswer> {
  const { aloneClaims, dependents, dependsOn } = view;
  return {
    ...summaryJson(view),
    aloneClaims: aloneClaims.map(cardJson),
    dependents: dependents.map(linkJson),
    dependsOn: dependsOn.map(linkJson),
  };
}

function summaryJson({ key, name, kind, aliases, documents, claims, alone }: SourceSummary) {
  return { key, name, kind, aliases, documents, claims, alone };
}

function linkJson({ name, key, kind, from, document, words, evidence }: SourceLink) {
  return {
    name,
    ...(key === undefined ? {} : { key }),
    kind,
    from,
    document: documentJson(document),
    words,
    evidence: spanJson(evidence),
  };
}

export function decisionsJson(decisions: readonly SignedDecision[]): z.output<typeof DecisionsAnswer> {
  return { decisions: decisions.map(decisionJson) };
}

export function timelineJson({ total, span, parts, events }: Timeline): z.output<typeof TimelineAnswer> {
  return {
    total,
    ...(span === undefined ? {} : { span }),
    parts,
    events: events.map(({ claim, from, to }) => ({ claim: cardJson(claim), from, to })),
  };
}

export function statementsJson(statements: readonly StatementInDocument[]): z.output<typeof StatementsAnswer> {
  return {
    statements: statements.map(({ id, page, start, end, value, state, claim, verdict, others, against, origins }) => ({
      id,
      ...(page === undefined ? {} : { page }),
      start,
      end,
      value: valueJson(value),
      state,
      claim,
      verdict,
      others,
      against,
      origins,
    })),
  };
}

function cardJson(card: ClaimCard) {
  const { id, kind, label, verdict, values, moreValues, documents, origins, assessments } = card;
  return {
    id,
    kind,
    label: { text: label.text, language: label.language },
    verdict,
    values: values.map(saidJson),
    moreValues,
    documents,
    origins: origins.map(({ source, documents: of, held }) => ({ source, documents: of, held })),
    assessments: assessments.map(assessmentJson),
  };
}
