import type * as z from 'zod';
import type {
  ClaimCard,
  ClaimList,
  ClaimsProgress,
  SourceView,
  StatementInDocument,
  Timeline,
} from '../claims/case-claims.ts';
import { valueJson } from '../claims/export-json.ts';
import type { ClaimsAnswer, SourceAnswer, StatementsAnswer, TimelineAnswer } from './claims-schemas.ts';

/** A page of claims as the API and `touchstone claims --json` give it. */
export function claimListJson(list: ClaimList, progress: ClaimsProgress): z.output<typeof ClaimsAnswer> {
  const { total, all, claims, facets } = list;
  const { waiting, aligning, statements } = progress;
  return { total, all, claims: claims.map(cardJson), facets, progress: { waiting, aligning, statements } };
}

export function sourceJson({ aloneClaims, ...source }: SourceView): z.output<typeof SourceAnswer> {
  return { ...source, aloneClaims: aloneClaims.map(cardJson) };
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
    statements: statements.map(({ page, value, ...statement }) => ({
      ...statement,
      ...(page === undefined ? {} : { page }),
      value: valueJson(value),
    })),
  };
}

function cardJson(card: ClaimCard) {
  return { ...card, values: card.values.map((said) => ({ ...said, value: valueJson(said.value) })) };
}
