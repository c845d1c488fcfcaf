import type { Conflict, Join } from '../nouns/claim.ts';
import type { SignedDecision } from '../nouns/decision.ts';
import type { Span } from '../nouns/reading.ts';
import type { StatementValue } from '../nouns/statement.ts';
import type {
  Assessment,
  ClaimView,
  DerivationView,
  DocumentName,
  OriginView,
  StatementView,
  ValueSaid,
} from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { wordsOf } from './statement-words.ts';

/** One JSON object: the case, and `claims` as the API gives each, with `link` where statements can be opened. */
export async function* claimsJson(
  claims: AsyncIterable<ClaimView>,
  { id, name, link }: ExportAbout,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ case: { id, name } }).slice(0, -1)},"claims":[\n`;
  let between = '';
  for await (const claim of claims) {
    const plain = claimJson(claim);
    const linked =
      link === undefined
        ? plain
        : {
            ...plain,
            statements: plain.statements.map((each, i) => ({ ...each, link: linkOf(claim.statements[i], link) })),
          };
    yield `${between}${JSON.stringify(linked)}\n`;
    between = ',';
  }
  yield ']}\n';
}

function linkOf(statement: StatementView | undefined, link: (statement: StatementView) => string): string | undefined {
  return statement === undefined ? undefined : link(statement);
}

/** A claim as JSON has it: every statement with its exact words, and no field that is not there. */
export function claimJson(claim: ClaimView) {
  const { id, kind, label, verdict, values, documents, assessments, decisions } = claim;
  return {
    id,
    kind,
    label: { text: label.text, language: label.language },
    verdict,
    documents,
    values: values.map(saidJson),
    assessments: assessments.map(assessmentJson),
    statements: claim.statements.map(statementJson),
    rejected: claim.rejected.map(statementJson),
    joins: claim.joins.map(({ first, second, reasons }: Join) => ({ first, second, reasons })),
    conflicts: claim.conflicts.map(({ first, second, reason }: Conflict) => ({ first, second, reason })),
    origins: claim.origins.map(originJson),
    lineage: claim.lineage.map(derivationJson),
    decisions: decisions.map(decisionJson),
  };
}

export function saidJson({ value, documents, statements }: ValueSaid) {
  return { value: valueJson(value), documents, statements };
}

export function assessmentJson({ decision, judgement, grading, reason, restsOn, actor, at }: Assessment) {
  return { decision, judgement, ...(grading === undefined ? {} : { grading }), reason, restsOn, actor, at };
}

export function decisionJson({ id, decision, actor, at, seq, replaced, orphaned }: SignedDecision) {
  return { id, decision, actor, at, seq, replaced, ...(orphaned === undefined ? {} : { orphaned }) };
}

export function documentJson({ sha256, title, source, published }: DocumentName) {
  return {
    sha256,
    title,
    ...(source === undefined ? {} : { source }),
    ...(published === undefined ? {} : { published }),
  };
}

export function spanJson({ start, end }: Span) {
  return { start, end };
}

function statementJson(statement: StatementView) {
  const { id, document, page, start, end, value, attributedTo, state, by, sentence, origin, found } = statement;
  return {
    id,
    document: documentJson(document),
    ...(page === undefined ? {} : { page }),
    start,
    end,
    words: wordsOf(statement),
    value: valueJson(value),
    attributedTo: attributedTo.map(({ name, start: from, end: to }) => ({
      name,
      ...(from === undefined || to === undefined ? {} : { start: from, end: to }),
    })),
    state,
    by,
    sentence: { text: sentence.text, start: sentence.start, language: sentence.language },
    ...(origin === undefined ? {} : { origin: { source: origin.source, reason: origin.reason } }),
    ...(found === undefined ? {} : { found: valueJson(found) }),
  };
}

/** A speaker that nobody knows is left out. */
export function valueJson(value: StatementValue) {
  if (value.kind !== 'quotation') return value;
  const { kind, words, speaker } = value;
  return { kind, words, ...(speaker === undefined ? {} : { speaker }) };
}

function originJson({ source, key, documents, held, statements }: OriginView) {
  return { source, key, documents, held, statements: statements.map(({ id, reason }) => ({ id, reason })) };
}

function derivationJson({ document, from, tier, kind, evidence, same, aligned, words, decided }: DerivationView) {
  return {
    document,
    from,
    tier,
    kind,
    evidence: spanJson(evidence),
    ...(same === undefined ? {} : { same }),
    ...(aligned === undefined ? {} : { aligned }),
    words,
    ...(decided === undefined ? {} : { decided }),
  };
}
