import { stepName, type Conflict } from '../nouns/claim.ts';
import type {
  Assessment,
  ClaimCard,
  ClaimView,
  DerivationView,
  OriginView,
  StatementView,
} from '../claims/case-claims.ts';
import { judgementWords } from '../claims/export-claim-review.ts';
import { wordsOf } from '../claims/statement-words.ts';
import type { Decision, SignedDecision } from '../nouns/decision.ts';
import { say } from '../web/messages.ts';
import { valueText } from '../web/values.ts';
import { oneLine } from './printable.ts';

const ENGLISH = say('en');
const ORIGINS_SHOWN = 4;
const JOINS_SHOWN = 20;

/** A claim of the list, in a few lines, its id last. */
export function cardLines(card: ClaimCard): readonly string[] {
  const { id, label, verdict, values, moreValues, documents, origins, assessments } = card;
  const named = origins
    .slice(0, ORIGINS_SHOWN)
    .map((each) => `${oneLine(sourceName(each.source))} (${each.documents})`);
  if (origins.length > named.length) named.push(`${origins.length - named.length} more`);
  return [
    `${verdict.toUpperCase().padEnd(9)} ${oneLine(label.text)}`,
    ...values.map((said) => `  ${oneLine(valueText(ENGLISH, said.value))}  [${counted(said.documents, 'document')}]`),
    ...(moreValues > 0 ? [`  and ${counted(moreValues, 'other value')}`] : []),
    `  ${standing(documents, origins.length)}: ${named.join(', ')}`,
    ...assessments.map((each) => `  ${judged(each)}`),
    `  ${id}`,
  ];
}

/** `5 documents, 1 origin`. */
function standing(documents: number, origins: number): string {
  return `${counted(documents, 'document')}, ${counted(origins, 'origin')}`;
}

export function counted(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}

function judged({ judgement, grading, actor, at, reason }: Assessment): string {
  const graded = grading === undefined ? '' : ` (${grading})`;
  return `${judgementWords(judgement)}${graded}: ${oneLine(reason)}  [${oneLine(actor)}, ${at.slice(0, 10)}]`;
}

/** A claim, whole: what is said and where, what cannot be right together, where it comes from, what was decided. */
export function claimLines(claim: ClaimView): readonly string[] {
  const { label, verdict, documents, origins, assessments, statements, rejected, conflicts, joins } = claim;
  const said = new Map([...statements, ...rejected].map((statement) => [statement.id, statement]));
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const joined = joins.slice(0, JOINS_SHOWN).map(({ first, second, reasons }) => {
    const why = reasons.map((reason) => ENGLISH.text(`claim.join-${reason}`)).join('; ');
    return `  ${first} and ${second}: ${why}`;
  });
  if (joins.length > joined.length) joined.push(`  and ${joins.length - joined.length} more`);
  return [
    `${verdict.toUpperCase()}  ${oneLine(label.text)}`,
    standing(documents, origins.length),
    ...assessments.map(judged),
    ...part('What is said', statements.flatMap(statementLines)),
    ...part(
      'Cannot both be right',
      conflicts.flatMap((conflict) => conflictLines(conflict, said)),
    ),
    ...part('Origins', origins.map(originLine)),
    ...part('Where it comes from', claim.lineage.flatMap(derivationLines)),
    ...part('Why these stand together', joined),
    ...part('Rejected: kept, and counted nowhere', rejected.flatMap(statementLines)),
    ...part('Decided', claim.decisions.map(decisionLine)),
  ];
}

function statementLines(statement: StatementView): readonly string[] {
  const { id, document, page, start, end, value, found, attributedTo, state, by, sentence, origin } = statement;
  const place = `${page === undefined ? '' : `page ${page}, `}${start}-${end}`;
  const from = [document.source, document.published].filter((each) => each !== undefined).map(oneLine);
  const credits = attributedTo.map(({ name }) => `“${oneLine(name)}”`).join(', ');
  return [
    `  ${oneLine(valueText(ENGLISH, value))}: “${oneLine(wordsOf(statement))}”`,
    `    ${oneLine(document.title)}${from.length === 0 ? '' : ` (${from.join(', ')})`}, ${place}, sha256 ${document.sha256}`,
    `    “${oneLine(sentence.text).trim()}”`,
    ...(credits === '' ? [] : [`    credits ${credits}`]),
    ...(origin === undefined
      ? []
      : [`    goes back to ${oneLine(sourceName(origin.source))}: ${ENGLISH.text(`claim.because-${origin.reason}`)}`]),
    ...(found === undefined ? [] : [`    found as ${oneLine(valueText(ENGLISH, found))}, corrected`]),
    `    ${state}, by ${oneLine(by)}  ${id}`,
  ];
}

function conflictLines(
  { first, second, reason }: Conflict,
  said: ReadonlyMap<string, StatementView>,
): readonly string[] {
  const side = (id: string): string => {
    const statement = said.get(id);
    return statement === undefined ? id : `“${oneLine(wordsOf(statement))}” (${oneLine(statement.document.title)})`;
  };
  return [`  ${side(first)} and ${side(second)}`, `    ${ENGLISH.text(`claim.why-${reason}`)}  ${first} ${second}`];
}

function originLine({ source, documents, held }: OriginView): string {
  const where = held ? 'held in this case' : 'not held in this case';
  return `  ${oneLine(sourceName(source))}: ${counted(documents, 'document')}, ${where}`;
}

function derivationLines(derivation: DerivationView): readonly string[] {
  const {
    document,
    documentTitle = document,
    from,
    fromTitle = from,
    evidence,
    words,
    aligned = [],
    decided,
  } = derivation;
  const step = ENGLISH.text(`claim.step-${stepName(derivation)}`, {
    document: oneLine(documentTitle),
    from: oneLine(fromTitle),
  });
  const who = decided && `, ${decided.holds ? 'said' : 'denied'} by ${oneLine(decided.actor)}`;
  const places =
    aligned.length > 0
      ? aligned.map(
          ({ here, there }) =>
            `    “${oneLine(here.words)}” ${here.start}-${here.end} = “${oneLine(there.words)}” ${there.start}-${there.end}`,
        )
      : [`    “${oneLine(words)}”  ${evidence.start}-${evidence.end}`];
  return [`  ${step}${who ?? ''}`, ...places];
}

/** One decision: who, when, and what; those that no longer count say so. */
export function decisionLine({ id, decision, actor, at, seq, replaced, orphaned }: SignedDecision): string {
  const lost = orphaned === undefined ? '' : ', its words are no longer in the text';
  const gone = (replaced ? ', replaced or withdrawn' : '') + lost;
  return `  ${oneLine(decisionText(decision))}  [${oneLine(actor)}, ${at.slice(0, 16).replace('T', ' ')}, entry ${seq}${gone}]  ${id}`;
}

function decisionText(decision: Decision): string {
  const why = 'reason' in decision && decision.reason !== undefined ? `: ${decision.reason}` : '';
  return `${decision.kind} ${aboutText(decision)}${why}`;
}

function aboutText(decision: Decision): string {
  switch (decision.kind) {
    case 'accept':
    case 'reject':
      return decision.statement;
    case 'correct':
      return `${decision.statement} to ${valueText(ENGLISH, decision.value)}`;
    case 'add':
      return `${valueText(ENGLISH, decision.value)} in ${decision.document}`;
    case 'move':
      return `${decision.statements.join(' ')} to ${decision.to ?? 'a claim of their own'}`;
    case 'merge':
      return decision.claims.join(' with ');
    case 'no-conflict':
      return decision.pair.join(' and ');
    case 'lineage':
      return `${decision.document} ${decision.holds ? 'derives' : 'does not derive'} from ${decision.from}`;
    case 'name-source':
      return `${decision.source} as ${decision.name}`;
    case 'assess':
      return `${decision.claim} ${judgementWords(decision.judgement)}`;
    case 'withdraw':
      return decision.decision;
  }
}

/** A document that is an origin itself goes by the beginning of its SHA-256. */
function sourceName(source: string): string {
  return source.replace(/^document ([0-9a-f]{12})[0-9a-f]{52}$/, 'document $1…');
}
