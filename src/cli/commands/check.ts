import { Problem } from '../../base/problem.ts';
import { VERSION } from '../../base/version.ts';
import { checkPackage, isPackage, newerPackage, type PackageCheck } from '../../publishing/check-package.ts';
import { renderPublication } from '../../web/published.ts';
import { checkProof, type ProofCheck } from '../../vault/proof.ts';
import { parseCall, type Command } from '../command.ts';
import { givenFile, givenHeaders, givenRoots } from '../given-file.ts';
import { stampLines } from '../print-stamps.ts';
import { manyLines, oneLine } from '../printable.ts';

export const check: Command = {
  name: 'check',
  help: `touchstone check PROOF|FOLDER [--root PEM]... [--headers FILE] [--json]
Check a proof that \`touchstone open\` wrote: that its entries are under the checkpoint, what their opened fields say, who
signed the checkpoint, and what dates it. Or a package that \`touchstone publish\` wrote: every file against the signed list,
every picture and text against its entry in the proof, and which pages and data this version would make otherwise. Needs no case.
  --root PEM       trust these certificates of time authorities
  --headers FILE   Bitcoin block headers: a line each, height and 80 bytes in hex
  --json           {faults, origin, keys, entries: [{seq, fields}], stamps}; of a package {faults: [{code, what, where}],
                   title, id, documents, pages, files, proof, again: {files, writtenBy, other}}
Exit status: 0 it holds · 2 wrong words · 4 no such file · 5 it does not hold`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      check,
      argv,
      { root: { type: 'string', multiple: true }, headers: { type: 'string' }, json: { type: 'boolean' } },
      { least: 1, most: 1 },
    );
    const place = positionals[0] ?? '';
    const options = { roots: await givenRoots(values.root ?? []), headers: await givenHeaders(values.headers) };
    if (await isPackage(place)) {
      const found = await checkPackage(place, { ...options, render: renderPublication, signal: terminal.signal });
      if (values.json) terminal.print(JSON.stringify(found));
      else packageLines(found).forEach((line) => terminal.print(line));
      if (found.faults.length === 0) return;
      if (found.faults.every(({ code }) => code === 'version')) throw newerPackage();
      throw new Problem('altered', 'This package is not what its case gave out.', {
        remedy: 'Get it again from whoever published it, and rely on nothing in this copy.',
      });
    }
    const text = (await givenFile(place)).toString();
    const checked = checkProof(text, options);
    if (values.json) terminal.print(JSON.stringify(checked));
    else linesOf(checked).forEach((line) => terminal.print(line));
    if (checked.faults.length === 0) return;
    throw new Problem('altered', `This proof does not hold: ${checked.faults.join(', ')}.`, {
      remedy: 'Ask whoever gave it to you to make it again from the case.',
    });
  },
};

function packageLines({
  faults,
  title = '',
  id = '',
  documents,
  pages,
  files,
  proof,
  again,
}: PackageCheck): readonly string[] {
  return [
    ...(id === ''
      ? []
      : [`“${oneLine(title)}”, ${oneLine(id)}: ${documents} documents, ${pages} pages, ${files} files`]),
    ...faults.map(({ code, what, where = '' }) => `${code}: ${where === '' ? '' : `${oneLine(where)}: `}${what}`),
    ...linesOf({ ...proof, entries: [] }),
    ...(faults.length === 0 ? ['Every file is as it was signed, and every picture and text is in the ledger.'] : []),
    ...(again === undefined ? [] : againLines(again)),
  ];
}

const MOST_NAMED = 10;

function againLines({ files, other, writtenBy }: NonNullable<PackageCheck['again']>): readonly string[] {
  if (other.length === 0) return [`Made again of the signed data, ${files} pages and data files come out the same.`];
  const more = other.length - MOST_NAMED;
  const otherwise = `Made again of the signed data, ${other.length} of ${files} pages and data files come out otherwise`;
  if (writtenBy !== undefined && writtenBy !== VERSION)
    return [
      `${otherwise}: Touchstone ${oneLine(writtenBy)} wrote them, and this is ${VERSION}. Whether they say what the data say, that version can tell.`,
    ];
  return [
    `${otherwise}: ${writtenBy === undefined ? 'another version of Touchstone wrote them, or ' : `Touchstone ${VERSION} is said to have written them, as this is, so `}whoever has the key wrote something else:`,
    ...other.slice(0, MOST_NAMED).map((path) => `  data/${oneLine(path)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function linesOf({ origin, keys, entries, stamps, size = 0 }: ProofCheck): readonly string[] {
  if (origin === undefined) return [];
  return [
    `log ${oneLine(origin)}, a checkpoint over ${size} entries`,
    ...keys.map((key) => `signed by ${oneLine(key)}`),
    ...entries.flatMap(({ seq, fields }) => [
      `entry ${seq} is under it`,
      ...Object.entries(fields).map(([name, value]) => {
        return `  ${oneLine(name)}: ${manyLines(typeof value === 'string' ? value : JSON.stringify(value))}`;
      }),
    ]),
    ...stamps.flatMap((stamp) => stampLines(size, stamp)),
    ...(stamps.length === 0 ? ['Nothing dates the checkpoint but the word of whoever signed it.'] : []),
  ];
}
