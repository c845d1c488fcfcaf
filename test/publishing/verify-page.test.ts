import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { copyTo, jsonIn, soundPackage } from './sound-package.ts';
import { inJson, PROOF, type Tampering } from './tamperings.ts';

const SCRIPT = fileURLToPath(new URL('../../docs/verify-page.py', import.meta.url));

interface Said {
  readonly status: number;
  readonly out: string;
}

function run(command: string, args: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(command, args, { encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : 127, out: stdout + stderr });
    });
  });
}

const hasPython = (await run('python3', ['--version'])).status === 0;
const otherSignature = inJson(PROOF, (proof, { checkpoints }) => {
  const [said] = proof.checkpoint.split('\n\n');
  proof.checkpoint = `${said}\n\n${checkpoints[0]?.split('\n\n')[1]}`;
});

const WRONG: readonly (Pick<Tampering, 'what' | 'change'> & { readonly says: RegExp })[] = [
  {
    what: 'another text',
    says: /no entry of the proof is about this file/,
    change: async (folder) => appendFile(join(folder, await textOf(folder)), '\n'),
  },
  {
    what: 'an opening that its entry does not have',
    says: /not what the entry says/,
    change: inJson(PROOF, ({ entries }) => {
      const at = entries.findIndex(({ open }: { open: string[] }) => open.length === 3);
      entries.splice(at, 0, { ...entries.at(-1), line: entries[0].line, open: entries[at].open });
    }),
  },
  {
    what: 'a path that is cut short',
    says: /not in the log of this checkpoint/,
    change: inJson(PROOF, ({ entries }) => {
      for (const each of entries) each.inclusion.pop();
    }),
  },
  { what: 'the signature of another checkpoint', says: /not signed with its key/, change: otherSignature },
];

async function textOf(folder: string): Promise<string> {
  const { documents } = await jsonIn(folder, 'data/publication.json');
  return `data/${documents[0].pages[0].text.path}`;
}

test(
  'forty lines of Python see from a page file to the signed checkpoint, and say what does not hold',
  { skip: hasPython ? false : 'python3 is not here' },
  async (t) => {
    const script = await readFile(SCRIPT, 'utf8');
    assert.ok(script.trimEnd().split('\n').length <= 40);
    const told = await readFile(new URL('../../docs/formats/package.md', import.meta.url), 'utf8');
    assert.ok(told.includes(`\`\`\`python\n${script}\`\`\`\n`), 'docs/formats/package.md shows it');
    const made = await soundPackage(t);
    const checked = async (folder: string): Promise<Said> =>
      run('python3', [SCRIPT, folder, (await textOf(folder)).slice('data/'.length)]);
    const sound = await checked(made.folder);
    assert.equal(sound.status, 0, sound.out);
    assert.match(sound.out, /^Entry \d+ of touchstone\.invalid\/log\/[0-9a-f]{32} is about this file\. Signed with /);
    for (const { what, change, says } of WRONG) {
      const folder = await copyTo(made.folder, join(made.outside, 'changed'));
      await change(folder, made);
      const { status, out } = await checked(folder);
      assert.notEqual(status, 0, what);
      assert.match(out, says, what);
    }
  },
);
