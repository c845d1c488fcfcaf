import type { CaseClaims, ClaimFilter } from '../../claims/case-claims.ts';
import {
  CLAIM_EXPORTS,
  everyClaim,
  exportClaims,
  isClaimExport,
  type ClaimExport,
} from '../../claims/export-claims.ts';
import { evaluationOf } from '../../claims/export-evaluation.ts';
import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import { JUDGEMENTS } from '../../nouns/decision.ts';
import { claimListJson } from '../../server/claims-json.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { cardLines, counted } from '../print-claims.ts';
import type { Terminal } from '../terminal.ts';

export const claims: Command = {
  name: 'claims',
  help: `touchstone claims CASE [WORDS...] [--conflicts] [--limit N] [--offset N] [--json | --format FORMAT]
What the documents say, lined up: one claim for each fact, with the values said, whether they can all be right, and how
many origins stand behind them. Each ends with its id, which \`touchstone claim\` and \`touchstone decide\` take.
  WORDS            only claims whose label, statements or sources hold them
  --conflicts      only claims with values that cannot all be right; as --verdict conflict (agree, single)
  --kind KIND      figure, quotation, date or stance
  --origins MANY   one or several
  --judged HOW     stands, reservation, doubtful, falls, undecided, none, any, or disagreed where people differ
  --source KEY     only what goes back to this source
  --sort ORDER     disagreement (where left out: conflicts first), documents or label
  --limit N        how many, 50 where left out, --offset N of them left out before; --all: every one
  --json           {total, all, claims: [...], facets, progress}, as docs/api.md says
  --format FORMAT  every claim, whole, as a file:
                   csv          a line for each statement, with its citation
                   json         {case, claims: [...]}, claims as docs/api.md says
                   claimreview  the assessed ones as schema.org ClaimReview (JSON-LD)
                   ftm          FollowTheMoney statements, a JSON object a line
                   evaluation   statements, claims and lineage of the folder --story NAME, as labelled stories hold them
  --as NAME        claimreview, ftm: the name that the case publishes under; that of the case where left out
  --page ADDRESS   claimreview: the page that will carry the reviews; Google asks for it
  --signed         claimreview: name the people who assessed, too
Exit status: 0 · 2 wrong words · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      claims,
      argv,
      {
        all: { type: 'boolean' },
        as: { type: 'string' },
        conflicts: { type: 'boolean' },
        format: { type: 'string' },
        json: { type: 'boolean' },
        judged: { type: 'string' },
        kind: { type: 'string' },
        limit: { type: 'string' },
        offset: { type: 'string' },
        origins: { type: 'string' },
        page: { type: 'string' },
        signed: { type: 'boolean' },
        sort: { type: 'string' },
        source: { type: 'string' },
        story: { type: 'string' },
        verdict: { type: 'string' },
      },
      { least: 1, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...words] = positionals;
    const whole = values.all === true || (values.format !== undefined && values.limit === undefined);
    const filter = {
      ...narrowed(values, words.join(' ')),
      offset: values.offset === undefined || values.offset === '0' ? 0 : parseCount(values.offset, 'offset', 0),
      limit: whole ? Number.MAX_SAFE_INTEGER : parseCount(values.limit, 'limit', 50),
    };
    const format = formatOf(values.format, values.story);
    const opened = await openCase(folder, {});
    try {
      if (format === 'evaluation') await printEvaluation(opened, values.story ?? '', terminal);
      else if (format !== undefined) {
        const { as, page, signed = false } = values;
        if (page !== undefined && !/^https?:/v.test(URL.parse(page)?.protocol ?? '')) {
          throw new Problem('bad-input', '--page takes the address of a web page.', {
            remedy: 'Give it whole: --page https://news.example/checks.',
          });
        }
        const about = {
          signed,
          ...(as === undefined ? {} : { publishesAs: as }),
          ...(page === undefined ? {} : { page }),
        };
        await printExport(opened, format, { filter, about, terminal });
      } else await printList(opened, filter, values.json === true, terminal);
      await noteProgress(opened, terminal);
    } finally {
      await opened.close();
    }
  },
};

const VERDICTS = ['agree', 'conflict', 'single'] as const;
const KINDS = ['figure', 'quotation', 'date', 'stance'] as const;
const ORIGINS = ['one', 'several'] as const;
const JUDGED = [...JUDGEMENTS, 'none', 'any', 'disagreed'] as const;
const SORTS = ['disagreement', 'documents', 'label'] as const;

/** @throws Problem `bad-input` */
function narrowed(
  values: {
    readonly conflicts?: boolean | undefined;
    readonly [name: string]: string | boolean | undefined;
  },
  words: string,
): Omit<ClaimFilter, 'offset' | 'limit'> {
  const said = <Value extends string>(name: string, known: readonly Value[], otherwise?: Value): Value | undefined => {
    const text = values[name] ?? otherwise;
    const value = known.find((each) => each === text);
    if (value !== undefined || text === undefined) return value;
    throw new Problem('bad-input', `--${name} takes a word that is not known.`, {
      remedy: `Choose one of ${known.join(', ')}.`,
    });
  };
  const verdict = said('verdict', VERDICTS, values.conflicts ? 'conflict' : undefined);
  if (values.conflicts && verdict !== 'conflict') {
    throw new Problem('bad-input', '--conflicts and --verdict ask for different claims.', {
      remedy: 'Leave one of them out.',
    });
  }
  const kind = said('kind', KINDS);
  const origins = said('origins', ORIGINS);
  const judged = said('judged', JUDGED);
  const sort = said('sort', SORTS);
  const { source } = values;
  return {
    ...(verdict && { verdict }),
    ...(kind && { kind }),
    ...(origins && { origins }),
    ...(judged && { judged }),
    ...(sort && { sort }),
    ...(typeof source === 'string' && { source }),
    ...(words !== '' && { words }),
  };
}

/** @throws Problem `bad-input` */
function formatOf(text: string | undefined, story: string | undefined): ClaimExport | 'evaluation' | undefined {
  if (text === undefined) return undefined;
  if (text === 'evaluation') {
    if (story !== undefined) return text;
    throw new Problem('bad-input', 'An evaluation is of one story.', { remedy: 'Give its folder: --story NAME.' });
  }
  if (isClaimExport(text)) return text;
  throw new Problem('bad-input', '--format takes a format that is not known.', {
    remedy: `Choose one of ${[...Object.keys(CLAIM_EXPORTS), 'evaluation'].join(', ')}.`,
  });
}

async function printList(opened: OpenCase, filter: ClaimFilter, asJson: boolean, terminal: Terminal): Promise<void> {
  const found = await opened.claims(filter);
  if (asJson) return terminal.print(JSON.stringify(claimListJson(found, await opened.claimsProgress())));
  for (const card of found.claims) {
    for (const line of cardLines(card)) terminal.print(line);
    terminal.print('');
  }
  const shown = found.claims.length < found.total ? `; ${found.claims.length} shown` : '';
  const { conflicts, statements } = found.all;
  terminal.print(
    `${counted(found.total, 'claim')}${shown}. The case has ${counted(found.all.claims, 'claim')}, ${conflicts} in conflict, from ${counted(statements, 'statement')}.`,
  );
}

async function printExport(
  opened: OpenCase,
  format: ClaimExport,
  request: { readonly filter: ClaimFilter; readonly about: object; readonly terminal: Terminal },
): Promise<void> {
  const { filter, about, terminal } = request;
  const pieces = await exportClaims(format, opened, filter, { id: opened.id, name: opened.name, ...about });
  for await (const piece of pieces) {
    // `print` ends each piece with the line feed that it comes with.
    terminal.signal.throwIfAborted();
    terminal.print(piece.slice(0, -1));
  }
}

async function printEvaluation(opened: OpenCase, story: string, terminal: Terminal): Promise<void> {
  const found = await evaluationOf(story, everyClaim(opened), async (sha256) => {
    const document = await opened.document(sha256);
    return document && { paths: document.places.map(({ path }) => path), text: document.reading?.text ?? '' };
  });
  terminal.print(JSON.stringify(found, null, 1));
}

async function noteProgress(opened: Pick<CaseClaims, 'claimsProgress'>, terminal: Terminal): Promise<void> {
  const { waiting, aligning, failed } = await opened.claimsProgress();
  if (waiting > 0) {
    terminal.note(`Statements are still to be found in ${counted(waiting, 'document')}: \`touchstone work\` goes on.`);
  } else if (aligning) terminal.note('Statements are still to be lined up: `touchstone work` goes on.');
  if (failed === undefined) return;
  const { documents, first } = failed;
  const named = first.map(({ title, sha256 }) => `${title} (${sha256.slice(0, 12)})`).join(', ');
  const more = documents > first.length ? ', …' : '';
  terminal.note(
    `Left out, since finding what they say or lining it up failed: ${counted(documents, 'document')}: ${named}${more}.`,
  );
}
