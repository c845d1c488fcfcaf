import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { temporaryCase } from '../helpers/temporary-case.ts';

const FILES = 60;

test('what changes, goes or becomes something else while it is taken in has one outcome, and the vault stays whole', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  for (let n = 0; n < FILES; n++) {
    await mkdir(join(material, `${n % 6}`), { recursive: true });
    await writeFile(join(material, `${n % 6}/${n}.txt`), `Paper ${n}. `.repeat(20_000));
  }
  const opened = await made.open();
  const taken = new AbortController();
  const changing = (async () => {
    for (let n = 0; !taken.signal.aborted; n = (n + 7) % FILES) {
      const path = join(material, `${n % 6}/${n}.txt`);
      const changes = [
        () => appendFile(path, 'more '.repeat(10_000)),
        () => truncate(path, 10),
        () => rm(path, { force: true }),
        () => rename(path, `${path}.moved`),
        () => symlink(path, path),
        () => rm(join(material, `${n % 6}`), { recursive: true, force: true }),
      ];
      await changes[n % changes.length]?.().catch(() => undefined); // what is gone already cannot be changed
    }
  })();
  await opened.receive([material], {});
  taken.abort();
  await changing;
  const { received, accessions } = await opened.status();
  assert.equal((await opened.files({ limit: 1, offset: 0 })).total, received);
  assert.ok(received === 0 || accessions[0]?.closed !== undefined);
  assert.deepEqual((await verifyCaseFiles(made.folder)).findings, []);
});

test('pipes, sockets, devices and loops of links are noted and not opened; odd names stay what they are', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'm');
  await mkdir(join(material, 'loop'), { recursive: true });
  execFileSync('mkfifo', [join(material, 'pipe')]);
  await symlink('b', join(material, 'a'));
  await symlink('a', join(material, 'b'));
  await symlink('..', join(material, 'loop/up'));
  const listener = createServer().listen(join(material, 'socket'));
  t.after(() => listener.close());
  await once(listener, 'listening');
  const names = ['two\nlines', `${'x'.repeat(251)}.txt`, ' blanks ', '-rf'];
  for (const name of names) await writeFile(join(material, name), name);
  await writeFile(Buffer.concat([Buffer.from(`${material}/`), Buffer.from('caf\xe9', 'latin1')]), 'Latin 1.');
  const opened = await made.open();
  await opened.receive([material], {});
  const { files } = await opened.files({ limit: 100, offset: 0 });
  const noted = files.flatMap(({ path, reason }) => (reason === undefined ? [] : [`${path} ${reason.code}`]));
  assert.deepEqual(noted.toSorted(), [
    'm/a symbolic-link',
    'm/b symbolic-link',
    'm/loop/up symbolic-link',
    'm/pipe special-file',
    'm/socket special-file',
  ]);
  const kept = files.filter(({ sha256 }) => sha256 !== undefined);
  assert.deepEqual(
    kept
      .map(({ path, pathBytes }) => (pathBytes === undefined ? path : Buffer.from(pathBytes, 'hex').toString('latin1')))
      .toSorted(),
    [...names, 'caf\xe9'].map((name) => `m/${name}`).toSorted(),
  );
  const device = await opened.receive(['/dev/null'], {});
  assert.deepEqual([device.met, device.added], [1, 1]);
});
