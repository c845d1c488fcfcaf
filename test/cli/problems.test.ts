import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLine } from '../helpers/command-line.ts';

const CALLS: readonly { readonly why: string; readonly argv: readonly string[]; readonly status: number }[] = [
  { why: 'a command that does not exist', argv: ['frobnicate'], status: 2 },
  { why: 'a case that does not exist', argv: ['status', 'OUT/none'], status: 4 },
  { why: 'a file where a case should be', argv: ['status', 'OUT/file'], status: 4 },
  { why: 'a folder that is no case', argv: ['search', 'OUT/full', 'word'], status: 4 },
  { why: 'a new case where something is', argv: ['new', 'OUT/full'], status: 7 },
  { why: 'a new case without a name', argv: ['new', 'OUT/nameless', '--name', '  '], status: 2 },
  { why: 'no case named', argv: ['new'], status: 2 },
  { why: 'an option that does not exist', argv: ['status', 'OUT/case', '--colour'], status: 2 },
  { why: 'a path that does not exist', argv: ['add', 'OUT/case', 'OUT/none'], status: 4 },
  { why: 'a date that does not exist', argv: ['add', 'OUT/case', 'OUT/full', '--as-of', '2019-02-30'], status: 2 },
  { why: 'a number of readers that is none', argv: ['add', 'OUT/case', 'OUT/full', '--readers', 'many'], status: 2 },
  { why: 'a document that is not there', argv: ['show', 'OUT/case', 'none.txt'], status: 4 },
  { why: 'a limit that is no number', argv: ['search', 'OUT/case', 'word', '--limit', '-1'], status: 2 },
  { why: 'a port that is no port', argv: ['serve', 'OUT/case', '--port', '99999'], status: 2 },
  { why: 'a case made by a newer version', argv: ['status', 'OUT/newer'], status: 8 },
  { why: 'a case whose case.json is damaged', argv: ['status', 'OUT/damaged'], status: 9 },
  { why: 'verifying what is no case', argv: ['verify', 'OUT/none'], status: 4 },
];

test('every wrong call ends with one sentence, a remedy, its exit status, and nothing changed', async (t) => {
  const { outside, call } = await commandLine(t);
  assert.equal((await call('new', join(outside, 'case'))).status, 0);
  await mkdir(join(outside, 'full'));
  await writeFile(join(outside, 'full', 'letter.txt'), 'A letter.');
  await writeFile(join(outside, 'file'), '');
  await mkdir(join(outside, 'newer'));
  await mkdir(join(outside, 'damaged'));
  await writeFile(join(outside, 'damaged', 'case.json'), '{"format":"touchstone/case","version":1,');
  const json: unknown = JSON.parse(await readFile(join(outside, 'case', 'case.json'), 'utf8'));
  await writeFile(join(outside, 'newer', 'case.json'), JSON.stringify({ ...(json as object), version: 99 }));
  for (const { why, argv, status } of CALLS) {
    const { status: got, notes, out } = await call(...argv.map((word) => word.replace('OUT', outside)));
    assert.equal(got, status, `${why}: ${notes.join(' ')}`);
    assert.equal(notes.length, 2, `${why}: a sentence and a remedy`);
    assert.ok(
      notes.every((line) => !line.includes(outside)),
      `${why}: no path outside the case is printed`,
    );
    assert.deepEqual(out, [], why);
  }
  assert.deepEqual(await readdir(join(outside, 'full')), ['letter.txt']);
});

test('a locked identity signs with its passphrase only, and reading needs none', async (t) => {
  const { outside, call } = await commandLine(t);
  const folder = join(outside, 'case');
  assert.equal((await call('identity', '--name', 'R. Reporter')).status, 0);
  process.env['TOUCHSTONE_NEW_PASSPHRASE'] = 'seven pale horses';
  assert.equal((await call('identity', '--lock')).status, 0);
  assert.equal((await call('identity')).status, 11, 'a locked one is shown to who can open it');
  assert.equal((await call('new', folder)).status, 11, 'nobody can be asked');
  process.env['TOUCHSTONE_PASSPHRASE'] = 'eight pale horses';
  const wrong = await call('new', folder);
  assert.equal(wrong.status, 11);
  assert.match(wrong.notes[1] ?? '', /./);
  process.env['TOUCHSTONE_PASSPHRASE'] = 'seven pale horses';
  assert.equal((await call('new', folder)).status, 0);
  delete process.env['TOUCHSTONE_PASSPHRASE'];
  assert.equal((await call('status', folder)).status, 0);
  assert.equal((await call('verify', folder)).status, 0);
});

test('each command has help, and its first line is its call', async (t) => {
  const { call } = await commandLine(t);
  const { out } = await call('help');
  const names = out.join('\n').matchAll(/^ {2}touchstone (\S+)/gm);
  const listed = Array.from(names, ([, name]) => name ?? '');
  assert.ok(listed.length >= 9);
  for (const name of listed) {
    const help = await call(name, '--help');
    assert.equal(help.status, 0);
    assert.match(help.out[0] ?? '', new RegExp(`^touchstone ${name}`));
    assert.match(help.out[0] ?? '', /Exit status: 0/);
  }
});
