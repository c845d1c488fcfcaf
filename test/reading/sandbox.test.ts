import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expendable, probe, sandboxKind, startExpendable, type ExpendableOrder } from '../../src/reading/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-sandbox-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const MIB = 1024 * 1024;
const LIMITS = { ms: 20_000, memoryBytes: 1024 * MIB, outputBytes: MIB };
let scripts = 0;

function script(source: string, order: Partial<ExpendableOrder> = {}): Promise<Awaited<ReturnType<typeof expendable>>> {
  scripts += 1;
  const program = join(folder, `script-${scripts}.mjs`);
  writeFileSync(program, `import fs from 'node:fs';\n${source}`);
  return expendable({ profile: 'reader', program, limits: LIMITS, ...order });
}

test('this machine has a sandbox, or says why it has none', async () => {
  const { kind, why } = await sandboxKind();
  assert.ok(why.length > 0);
  if (process.platform === 'linux' && existsSync('/usr/bin/bwrap')) assert.equal(kind, 'bubblewrap');
});

for (const kind of ['bubblewrap', 'unshare'] as const) {
  test(`inside ${kind} a listener on this machine is not reached`, async (t) => {
    const found = await probe([kind]);
    if (found.kind === 'none') t.diagnostic(`not available here: ${found.why}`);
    assert.ok(found.kind === kind || !found.why.includes('does not keep the network away'), found.why);
  });
}

test('no door leads to a listener: TCP, fetch, UDP', async () => {
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { kind } = await sandboxKind();
  const end = await script(`
    import net from 'node:net';
    const say = (what) => fs.writeSync(1, what + ' ');
    await fetch('http://127.0.0.1:${port}/').then(() => say('fetched'), () => say('no-fetch'));
    await new Promise((go) => net.connect(${port}, '127.0.0.1').on('connect', () => go(say('connected'))).on('error', () => go(say('no-tcp'))));
    process.exit(0);`);
  listener.close();
  if (kind === 'none') return;
  assert.equal(end.stdout.toString().trim(), 'no-fetch no-tcp');
  assert.equal(calls, 0);
});

const FORBIDDEN = [
  { why: 'reading a file of the machine', code: `fs.readFileSync('/etc/passwd')` },
  { why: 'listing a folder', code: `fs.readdirSync('/')` },
  { why: 'writing a file', code: `fs.writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x')` },
  {
    why: 'starting a program',
    code: `process.getBuiltinModule('child_process').execFileSync('/bin/sh', ['-c', 'id'])`,
  },
  { why: 'starting a thread', code: `new (process.getBuiltinModule('worker_threads').Worker)('0', { eval: true })` },
  { why: 'loading native code', code: `process.dlopen({ exports: {} }, '/usr/lib/x.node')` },
];
for (const { why, code } of FORBIDDEN) {
  test(`${why} is refused`, async () => {
    const end = await script(
      `try { ${code}; fs.writeSync(1, 'did it'); } catch (error) { fs.writeSync(1, 'refused ' + error.code); }`,
    );
    assert.match(end.stdout.toString(), /^refused ERR_/v);
    assert.ok(!existsSync(join(folder, 'written')));
  });
}

test('nothing of the environment is inherited', async () => {
  const end = await script(`fs.writeSync(1, Object.keys(process.env).sort().join(' '));`);
  const known = new Set(['LANG', 'PATH', 'PWD', 'NODE_COMPILE_CACHE', 'OLDPWD', 'SHLVL', '_']);
  for (const name of end.stdout.toString().split(' ')) assert.ok(known.has(name), name);
});

test('the original comes as an open descriptor that cannot be written', async () => {
  const path = join(folder, 'original');
  writeFileSync(path, 'evidence');
  const fd = openSync(path, 'r');
  const end = await script(
    `const b = Buffer.alloc(8); fs.readSync(3, b, 0, 8, 0); fs.writeSync(1, b);
     try { fs.writeSync(3, 'x'); } catch (error) { fs.writeSync(1, ' ' + error.code); }`,
    { fds: [fd] },
  );
  closeSync(fd);
  assert.equal(end.stdout.toString(), 'evidence EBADF');
});

const ENDS: readonly { why: string; code: string; how: string; limits?: object }[] = [
  { why: 'one that hangs in a loop', code: 'for (;;);', how: 'too-slow', limits: { ms: 700 } },
  { why: 'one that waits for ever', code: 'setInterval(() => {}, 1000);', how: 'too-slow', limits: { ms: 700 } },
  {
    why: 'one that allocates buffers without end',
    code: 'const a = []; for (;;) a.push(Buffer.alloc(1e7, 1));',
    how: 'too-much-memory',
    limits: { memoryBytes: 700 * MIB },
  },
  {
    why: 'one that fills its heap',
    code: 'const a = []; for (;;) a.push(new Array(1e5).fill({}));',
    how: 'too-much-memory',
    limits: { memoryBytes: 700 * MIB },
  },
  { why: 'one that writes without end', code: `for (;;) fs.writeSync(1, 'x'.repeat(65536));`, how: 'too-much-output' },
  { why: 'one that aborts', code: 'process.abort();', how: 'crashed' },
  {
    why: 'one that kills itself',
    code: `process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);`,
    how: 'crashed',
  },
  { why: 'one that leaves', code: 'process.exit(3);', how: 'exited' },
];
for (const { why, code, how, limits } of ENDS) {
  test(`the parent outlives ${why}`, async () => {
    const end = await script(`fs.writeSync(1, 'begun'); ${code}`, { limits: { ...LIMITS, ...limits } });
    assert.equal(end.how, how, end.untrustedStderr);
    assert.match(end.stdout.toString(), /^begun/v);
  });
}

test('WebAssembly memory has a ceiling', async () => {
  const end = await script(`
    const memory = new WebAssembly.Memory({ initial: 1 });
    try { for (;;) memory.grow(1024); } catch { fs.writeSync(1, String(memory.buffer.byteLength / 1048576 <= 512)); }`);
  assert.equal(end.stdout.toString(), 'true');
});

test('an aborted signal kills the process and is what the caller sees', async () => {
  const stop = new AbortController();
  const running = script('setInterval(() => {}, 1000);', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await assert.rejects(running, /enough/v);
});

test('one that is killed while its sandbox is still being built leaves nothing that goes on', async () => {
  const program = join(folder, 'waits.mjs');
  writeFileSync(program, 'setInterval(() => {}, 1000);');
  for (let at = 0; at < 100; at += 1) {
    const ms = (at % 20) / 10;
    const running = await startExpendable({ profile: 'reader', program, limits: LIMITS });
    const until = performance.now() + ms;
    while (performance.now() < until);
    running.dismiss();
    const patience = new AbortController();
    const end = await Promise.race([running.ended, setTimeout(10_000, undefined, { signal: patience.signal })]);
    patience.abort();
    // Its output is closed only when nobody holds it any more.
    assert.equal(end?.how, 'dismissed', `killed after ${ms} ms`);
  }
});

test('standard error is kept short', async () => {
  const end = await script(`fs.writeSync(2, 'x'.repeat(100_000) + 'last');`);
  assert.ok(end.untrustedStderr.length <= 4096 && end.untrustedStderr.endsWith('last'));
});
