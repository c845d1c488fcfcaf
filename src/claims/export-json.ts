import type { Conflict, Join } from '../nouns/claim.ts';
import type { StatementValue } from '../nouns/statement.ts';
import type { ClaimView, DerivationView, OriginView, StatementView } from './case-claims.ts';
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
    values: values.map((said) => ({ ...said, value: valueJson(said.value) })),
    assessments,
    statements: claim.statements.map(statementJson),
    rejected: claim.rejected.map(statementJson),
    joins: claim.joins.map(({ first, second, reasons }: Join) => ({ first, second, reasons })),
    conflicts: claim.conflicts.map(({ first, second, reason }: Conflict) => ({ first, second, reason })),
    origins: claim.origins.map(originJson),
    lineage: claim.lineage.map(derivationJson),
    decisions,
  };
}

function statementJson(statement: StatementView) {
  const { id, document, page, start, end, value, attributedTo, state, by, sentence, origin, found } = statement;
  return {
    id,
    document,
    ...(page === undefined ? {} : { page }),
    start,
    end,
    words: wordsOf(statement),
    value: valueJson(value),
    attributedTo,
    state,
    by,
    sentence,
    ...(origin === undefined ? {} : { origin }),
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
  return { source, key, documents, held, statements };
}

function derivationJson({ document, from, tier, kind, evidence, words, decided }: DerivationView) {
  const { start, end } = evidence;
  return { document, from, tier, kind, evidence: { start, end }, words, ...(decided === undefined ? {} : { decided }) };
}
