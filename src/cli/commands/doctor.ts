import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programOnPath, sandboxKind } from '../../reading/sandbox.ts';
import { configFolder } from '../../vault/identity.ts';
import { parseCall, type Command } from '../command.ts';
import { installCommand, TOOLS, type Tool } from '../doctor-tools.ts';

const run = promisify(execFile);

export const doctor: Command = {
  name: 'doctor',
  help: `touchstone doctor [--json]
Say what this machine has for the work: how readers are cut off from it, and which optional tools were found.
  --json   {runtime: {...}, sandbox: {kind, why}, tools: [{name, known?, path?, version?, gains, install?}]}
Exit status: 0`,
  async run(argv, terminal) {
    const { values } = parseCall(doctor, argv, { json: { type: 'boolean' } }, { least: 0, most: 0 });
    const { node, sqlite, icu } = process.versions;
    const sandbox = await sandboxKind();
    const tools = await Promise.all(TOOLS.map(found));
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
    for (const { name, known = name, path, version, gains, install } of tools) {
      const there = path === undefined ? 'not found' : `${version ?? 'version not told'}, ${path}`;
      terminal.print(`${known}: ${there}. ${gains}`);
      if (path === undefined) terminal.print(`  ${install === undefined ? 'No package is known here.' : install}`);
    }
  },
};

interface Found {
  readonly name: string;
  readonly known?: string;
  readonly path?: string;
  readonly version?: string;
  readonly gains: string;
  readonly install?: string;
}

const LONGEST_MS = 20_000; // LibreOffice takes some seconds to say its version on a busy machine

async function found(tool: Tool): Promise<Found> {
  const { name, known, gains } = tool;
  const path = programOnPath(name);
  const install = installCommand(tool, (program) => programOnPath(program) !== undefined);
  const version = path === undefined ? undefined : await versionOf(path, tool.version);
  return {
    name,
    gains,
    ...(known === undefined ? {} : { known }),
    ...(path === undefined ? {} : { path }),
    ...(version === undefined ? {} : { version }),
    ...(install === undefined ? {} : { install }),
  };
}

/** The first number with a point in what it prints. */
async function versionOf(path: string, words: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(path, words, { timeout: LONGEST_MS });
    return /\d+(?:\.\d+)+/v.exec(`${stdout}${stderr}`)?.[0];
  } catch {
    // Safe: a program that does not say its version is shown without one.
    return undefined;
  }
}
