import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installCommand, TOOLS } from '../../src/cli/doctor-tools.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { runCli } from '../helpers/run-cli.ts';
import { programOnPath } from '../../src/reading/sandbox.ts';

const MANAGERS: readonly { manager: string; command: RegExp }[] = [
  { manager: 'apt-get', command: /^sudo apt-get install [\w\-]+$/v },
  { manager: 'dnf', command: /^sudo dnf install [\w\-]+$/v },
  { manager: 'pacman', command: /^sudo pacman -S [\w\-]+$/v },
  { manager: 'apk', command: /^sudo apk add [\w\-]+$/v },
];

for (const { manager, command } of MANAGERS) {
  test(`for each tool there is one command that installs it with ${manager}`, () => {
    for (const tool of TOOLS) assert.match(installCommand(tool, (name) => name === manager) ?? '', command, tool.name);
  });
}

test('where no package manager is known, none is named', () => {
  for (const tool of TOOLS)
    assert.equal(
      installCommand(tool, () => false),
      undefined,
    );
});

test('the doctor says of each tool whether it is there, its version, what is gained, and how it is installed', async (t) => {
  const { out } = await runCli(['doctor'], await temporaryFolder(t));
  const lines = out.split('\n');
  for (const { name, known = name, gains } of TOOLS) {
    const at = lines.findIndex((line) => line.startsWith(`${known}: `));
    const line = lines[at] ?? '';
    assert.ok(line.endsWith(`. ${gains}`), line);
    const there = line.slice(known.length + 2, -gains.length - 2);
    const path = programOnPath(name);
    if (path === undefined) {
      assert.equal(there, 'not found');
      assert.match(lines[at + 1] ?? '', /^ {2}(sudo |brew |No package is known here\.)/v);
    } else assert.match(there, /^\d+(\.\d+)+, \//v, name);
  }
});
