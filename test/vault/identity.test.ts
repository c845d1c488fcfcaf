import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { changePassphrase, configFolder, createIdentity, loadIdentity } from '../../src/vault/identity.ts';
import { parseVerifierKey } from '../../src/vault/signed-note.ts';
import { newFolder } from './case-fixture.ts';

const says = (text: string) => async () => text;
const MESSAGE = Buffer.from('an entry');

test('an identity that was made is the one that is loaded, with the same key for the same log', async () => {
  const folder = join(await newFolder(), 'touchstone');
  assert.equal(await loadIdentity({ folder }), undefined);
  const made = await createIdentity({ person: 'Ayla Demir', folder });
  const loaded = (await loadIdentity({ folder }))!;
  assert.deepEqual([loaded.person, loaded.publicKey], [made.person, made.publicKey]);
  const key = parseVerifierKey(made.signerFor('log/one').key.text)!;
  assert.ok(key.verifies(MESSAGE, loaded.signerFor('log/one').sign(MESSAGE)));
  assert.ok(!key.verifies(MESSAGE, loaded.signerFor('log/two').sign(MESSAGE)));
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(join(folder, 'identity.json'))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ['identity.json']);
});

test('a passphrase locks the identity, and can be changed and taken away', async () => {
  const folder = await newFolder();
  const made = await createIdentity({ person: 'A', folder, passphrase: says('one') });
  assert.ok(!(await readFile(join(folder, 'identity.json'), 'utf8')).includes('"private"'));
  await assert.rejects(loadIdentity({ folder, passphrase: says('two') }), { code: 'wrong-passphrase' });
  await assert.rejects(loadIdentity({ folder }), { code: 'wrong-passphrase' });
  await changePassphrase({ folder, passphrase: says('one'), next: says('two') });
  assert.equal((await loadIdentity({ folder, passphrase: says('two') }))?.publicKey, made.publicKey);
  await changePassphrase({ folder, passphrase: says('two') });
  assert.equal((await loadIdentity({ folder }))?.publicKey, made.publicKey);
});

test('an identity that others may read is refused, with the command that mends it', async () => {
  const folder = await newFolder();
  await createIdentity({ person: 'A', folder });
  for (const mode of [0o640, 0o604, 0o620]) {
    await chmod(join(folder, 'identity.json'), mode);
    await assert.rejects(loadIdentity({ folder }), { code: 'not-allowed', remedy: /chmod 600/ });
  }
});

test('an identity is never written over', async () => {
  const folder = await newFolder();
  const made = await createIdentity({ person: 'A', folder });
  await assert.rejects(createIdentity({ person: 'B', folder }), { code: 'bad-input' });
  assert.equal((await loadIdentity({ folder }))?.publicKey, made.publicKey);
  assert.deepEqual(await readdir(folder), ['identity.json']);
});

const DAMAGES = [
  { why: 'no JSON', change: () => '{' },
  { why: 'another format', change: (text: string) => text.replace('touchstone/identity', 'other') },
  { why: 'no key', change: (text: string) => text.replace('"private"', '"other"') },
  {
    why: 'a private key that is not of the public one',
    change: (text: string) => text.replace(/"public": "..../, '"public": "AAAA'),
  },
  {
    why: 'a private key that is none',
    change: (text: string) => text.replace(/"private": "......../, '"private": "AAAAAAAA'),
  },
];
for (const { why, change } of DAMAGES) {
  test(`a damaged identity is a Problem with a remedy: ${why}`, async () => {
    const folder = await newFolder();
    await createIdentity({ person: 'A', folder });
    const path = join(folder, 'identity.json');
    await writeFile(path, change(await readFile(path, 'utf8')));
    await assert.rejects(loadIdentity({ folder }), { code: 'bad-input', remedy: /copy/ });
  });
}

test('a person has a name', async () => {
  for (const person of ['', '  ', 'a\nb', 'x'.repeat(201), '\uD800']) {
    await assert.rejects(createIdentity({ person, folder: await newFolder() }), { code: 'bad-input' });
  }
});

const PLACES = [
  { why: 'the folder that is named', environment: { TOUCHSTONE_CONFIG: '/t', XDG_CONFIG_HOME: '/x' }, expect: /^\/t$/ },
  { why: 'the folder of the desktop', environment: { XDG_CONFIG_HOME: '/x' }, expect: /^\/x\/touchstone$/ },
  { why: 'the folder of the user', environment: { TOUCHSTONE_CONFIG: '' }, expect: /\.config\/touchstone$/ },
];
for (const { why, environment, expect } of PLACES) {
  test(`the configuration is in ${why}`, () => assert.match(configFolder(environment), expect));
}
