import { programOnPath, sandboxKind } from '../../reading/sandbox.ts';
import { configFolder } from '../../vault/identity.ts';
import { parseCall, type Command } from '../command.ts';

export const doctor: Command = {
  name: 'doctor',
  help: `touchstone doctor [--json]
Say what this machine has for the work: how readers are cut off from it, and which optional tools were found.
  --json   {runtime: {...}, sandbox: {kind, why}, tools: [{name, path?, gains, install}]}
Exit status: 0`,
  async run(argv, terminal) {
    const { values } = parseCall(doctor, argv, { json: { type: 'boolean' } }, { least: 0, most: 0 });
    const { node, sqlite, icu } = process.versions;
    const sandbox = await sandboxKind();
    const tools = TOOLS.map((tool) => ({ ...tool, ...found(tool.name) }));
    if (values.json) {
      terminal.print(JSON.stringify({ runtime: { node, sqlite, icu }, sandbox, tools }));
      return;
    }
    terminal.print(`Node ${node}, SQLite ${sqlite}, ICU ${icu}`);
    terminal.print(`Identity in ${configFolder()}`);
    terminal.print(
      sandbox.kind === 'none'
        ? `READERS ARE NOT CUT OFF FROM THE NETWORK HERE: ${sandbox.why}. Install bubblewrap before opening hostile files.`
        : `Readers are cut off by ${sandbox.kind}.`,
    );
    for (const { name, path, gains, install } of tools) {
      terminal.print(
        path === undefined ? `${name}: not found. ${gains} Install: ${install}` : `${name}: ${path}. ${gains}`,
      );
    }
  },
};

interface Tool {
  readonly name: string;
  readonly gains: string;
  readonly install: string;
}

const TOOLS: readonly Tool[] = [
  {
    name: 'bwrap',
    gains: 'The strongest way to cut readers off from network, disk and other processes.',
    install: 'apt-get install bubblewrap',
  },
  {
    name: 'tesseract',
    gains: 'Recognises scanned pages in about 0.6 of the time that the built-in recogniser takes.',
    install: 'apt-get install tesseract-ocr',
  },
  {
    name: 'bsdtar',
    gains: 'Opens 7z, rar, cab, iso, bz2 and xz.',
    install: 'apt-get install libarchive-tools',
  },
];

function found(name: string): { readonly path?: string } {
  const path = programOnPath(name);
  return path === undefined ? {} : { path };
}
