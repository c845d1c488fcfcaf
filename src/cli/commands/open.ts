import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { writeGivenFile } from '../given-file.ts';

export const open: Command = {
  name: 'open',
  help: `touchstone open CASE ENTRY FIELD... [--also ENTRY:FIELD,...]... [--out FILE]
Write what a court or another newsroom is given: proof that an entry is in the ledger of the case, with these of its
fields opened and no others. Whoever has it checks it with \`touchstone check\`, without the case.
  ENTRY           its number, as \`touchstone show\` and the page of the document name it
  FIELD           kind, day, at, actor, original, derivative, …: docs/formats/ledger.md lists the fields of each kind
  --also          another entry in the same proof: 17:kind,day,original
  --out FILE      where to; printed where left out
Exit status: 0 · 2 wrong words · 4 no such case, entry or field, or no checkpoint over it yet`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      open,
      argv,
      { also: { type: 'string', multiple: true }, out: { type: 'string' } },
      { least: 3, most: 20 },
    );
    const [folder = '', entry = '', ...fields] = positionals;
    const asked = [{ seq: numberOf(entry), fields }, ...(values.also ?? []).map(alsoOf)];
    const opened = await openCase(folder, {});
    try {
      const proof = await opened.proof(asked);
      if (values.out === undefined) terminal.print(proof.trimEnd());
      else await writeGivenFile(values.out, proof, 'wx');
    } finally {
      await opened.close();
    }
  },
};

function alsoOf(written: string): { readonly seq: number; readonly fields: readonly string[] } {
  const [entry = '', fields = ''] = written.split(':', 2);
  return { seq: numberOf(entry), fields: fields.split(',').filter((field) => field !== '') };
}

function numberOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Problem('bad-input', 'An entry is named by its number.', { remedy: 'Entries are counted from 0.' });
}
