import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runCli, type CliEnd } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startTimeAuthority, type TimeAuthority } from '../helpers/time-authority.ts';

interface Dated {
  readonly folder: string;
  readonly outside: string;
  readonly authority: TimeAuthority;
  readonly stamp: (...words: readonly string[]) => Promise<CliEnd>;
}

async function newCase(t: TestContext): Promise<Dated> {
  const outside = await temporaryFolder(t);
  const [config, folder, own] = [join(outside, 'config'), join(outside, 'case'), join(outside, 'authority')];
  await mkdir(own);
  await writeFile(join(outside, 'letter.txt'), 'Two hundred forms were printed.\n');
  await runCli(['new', folder], config);
  const added = await runCli(['add', folder, join(outside, 'letter.txt'), '--no-wait'], config);
  assert.equal(added.code, 0, added.err);
  const authority = await startTimeAuthority(own);
  return { folder, outside, authority, stamp: (...words) => runCli(['stamp', folder, ...words], config) };
}

async function listening(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a request is carried out, its answer brought back, and the case is dated for whoever trusts the root', async (t) => {
  const { folder, outside, authority, stamp } = await newCase(t);
  assert.match((await stamp()).out, /Nothing dates this case yet/);
  const carried = join(outside, 'carried');
  assert.equal((await stamp('--request', carried)).code, 0);
  const names = await readdir(carried);
  const request = names.find((name) => name.endsWith('.tsq')) ?? assert.fail();
  const answer = join(carried, request.replace('.tsq', '.tsr'));
  await writeFile(answer, await authority.answer(await readFile(join(carried, request))));

  const unknown = await stamp('--bring', answer);
  assert.equal(unknown.code, 0, unknown.err);
  assert.match(unknown.out, /by a root that nobody here has trusted yet/);
  assert.equal((await runCli(['verify', folder], join(outside, 'config'))).code, 0);
  const trusted = await stamp('--bring', answer, '--root', authority.rootFile);
  assert.match(trusted.out, /^entries 0 to \d+ were there at \d{4}-[^ ]+Z: CN=Clock of a test\n$/);
  assert.equal((await stamp()).out, trusted.out, 'the root was kept beside the answer');

  const held = await readdir(join(folder, 'ledger/stamps'));
  const file = held.find((name) => name.endsWith('.tsr')) ?? assert.fail();
  const kept = join(folder, 'ledger/stamps', file);
  const bytes = await readFile(kept);
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
  await writeFile(kept, bytes);
  assert.equal((await stamp()).code, 5);
  const verified = await runCli(['verify', folder], join(outside, 'config'));
  assert.equal(verified.code, 5);
  assert.match(verified.out, new RegExp(`fault: ledger/stamps/${file}: it does not date its checkpoint`));
});

test('an answer to another request, or no answer at all, is refused with the reason', async (t) => {
  const { outside, authority, stamp } = await newCase(t);
  const other = await newCase(t);
  await other.stamp('--request', join(outside, 'other'));
  const request = (await readdir(join(outside, 'other'))).find((name) => name.endsWith('.tsq')) ?? assert.fail();
  const answer = join(outside, 'foreign.tsr');
  await writeFile(answer, await authority.answer(await readFile(join(outside, 'other', request))));
  assert.match((await stamp('--bring', answer)).err, /no request of this case is waiting for it/);
  await stamp('--request', join(outside, 'mine'));
  const foreign = await stamp('--bring', answer);
  assert.equal(foreign.code, 2);
  assert.match(foreign.err, /it answers another request/);
  for (const name of ['noise.tsr', 'noise.ots', `${'ab'.repeat(32)}.answer`]) {
    await writeFile(join(outside, name), 'noise');
    assert.equal((await stamp('--bring', join(outside, name))).code, 2, name);
  }
});

test('an authority and a calendar are asked only where their address is given, and learn a hash alone', async (t) => {
  const { authority, stamp } = await newCase(t);
  const seen: { readonly url: string; readonly bytes: Buffer }[] = [];
  let block = false;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const url = request.url ?? '';
    seen.push({ url, bytes });
    const calendar = `http://${request.headers.host}/calendar`;
    const promise = Buffer.concat([Buffer.of(calendar.length), Buffer.from(calendar)]);
    if (url === '/authority') response.end(await authority.answer(bytes));
    else if (url === '/calendar/digest') {
      response.end(Buffer.concat([Buffer.from('0083dfe30d2ef90c8e', 'hex'), Buffer.of(promise.length), promise]));
    } else if (block) response.end(Buffer.from('000588960d73d7190103e0dc2a', 'hex'));
    else response.writeHead(404).end();
  });
  const address = await listening(t, server);

  const asked = await stamp('--ask', `${address}/authority`, '--root', authority.rootFile);
  assert.match(asked.out, /were there at .*CN=Clock of a test/, asked.err);
  const promised = await stamp('--calendar', `${address}/calendar/`);
  assert.match(promised.out, /promised by http/, promised.err);
  assert.equal(seen.find(({ url }) => url === '/calendar/digest')?.bytes.length, 32);
  const early = await stamp('--calendar', `${address}/calendar`);
  assert.equal(early.code, 4);
  block = true;
  const later = await stamp('--calendar', `${address}/calendar`);
  assert.match(later.out, /Bitcoin block 700000; give its header/, later.err);
  const before = seen.length;
  await stamp();
  assert.equal(seen.length, before, 'looking asks nobody');
});

test('someone outside cosigns the checkpoint, and it counts under the key that they told', async (t) => {
  const { outside, stamp } = await newCase(t);
  const carried = join(outside, 'carried');
  await stamp('--request', carried);
  const name = (await readdir(carried)).find((each) => each.endsWith('.txt')) ?? assert.fail();
  const witness = join(outside, 'witness');
  const cosigned = await runCli(['cosign', join(carried, name), '--as', 'example.org/witness'], witness);
  assert.match(cosigned.out, /^example\.org\/witness\+[0-9a-f]{8}\+\S+\n$/, cosigned.err);
  assert.equal((await stamp('--bring', join(carried, name))).code, 2, 'without a key nothing is believed');
  const brought = await stamp('--bring', join(carried, name), '--cosigner', cosigned.out.trim(), '--json');
  const [seen] = JSON.parse(brought.out);
  assert.deepEqual([seen.kind, seen.check.faults, seen.check.key], ['cosignature', [], cosigned.out.trim()]);
  assert.equal((await runCli(['cosign', join(outside, 'letter.txt'), '--as', 'example.org'], witness)).code, 2);
});

test('a place that cannot be written is told as such', async (t) => {
  const { outside, stamp } = await newCase(t);
  const { code, err } = await stamp('--request', join(outside, 'letter.txt'));
  assert.equal(code, 2);
  assert.match(err, /cannot be written there/);
});
