import { parseDecision } from '../../claims/parse-decision.ts';
import { openCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { decisionsIn, readDecision, WORDS, type DecideOptions } from '../decide-words.ts';
import { decisionLine } from '../print-claims.ts';
import { signIn } from '../sign-in.ts';

export const decide: Command = {
  name: 'decide',
  help: `touchstone decide CASE WHAT [...] [--reason TEXT]
Decide about what documents say. Each decision is signed in the ledger under your name; a machine never undoes it.
Without WHAT, list what was decided. ID: of a statement; a claim is named by any of its statements.
${WORDS.map(({ call, says }) => `  ${call}\n      ${says}`).join('\n')}
  --json FILE   sign the decisions of a file, or of standard input where FILE is -: one JSON object or a list of them, in
                the words of docs/formats/ledger.md; all are signed, or none
VALUE: "141 people", ">140 people", "<=80 km", "133..147 people"; 2010-05-05, 2010-05, 2010-05-05/2010-05-07; the words of
a quotation without marks; "negative: the police account".
Prints the id of each decision that was signed, which \`withdraw\` takes.
Exit status: 0 · 2 wrong words · 4 no such statement, claim, document or decision · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      decide,
      argv,
      {
        at: { type: 'string' },
        counted: { type: 'string' },
        credit: { type: 'string', multiple: true },
        event: { type: 'string' },
        grading: { type: 'string' },
        holder: { type: 'string' },
        json: { type: 'string' },
        not: { type: 'boolean' },
        reason: { type: 'string' },
        'rests-on': { type: 'string', multiple: true },
        speaker: { type: 'string' },
        to: { type: 'string' },
      },
      { least: 1, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', what, ...words] = positionals;
    const options: DecideOptions = values;
    const given = values.json === undefined ? undefined : await decisionsIn(values.json);
    const signs = given !== undefined || what !== undefined;
    const opened = await openCase(folder, signs ? { identity: await signIn(terminal) } : {});
    try {
      if (!signs) {
        const decisions = await opened.decisions();
        for (const each of decisions) terminal.print(decisionLine(each).trimStart());
        if (decisions.length === 0) terminal.note('Nothing has been decided in this case.');
        return;
      }
      const decisions = given ?? (await readDecision(opened, what ?? '', words, options));
      for (const id of await opened.decide(decisions.map(parseDecision))) terminal.print(id);
      await opened.checkpoint();
    } finally {
      await opened.close();
    }
  },
};
