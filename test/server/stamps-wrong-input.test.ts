import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startTimeAuthority } from '../helpers/time-authority.ts';
import { desk, placeOf, type Desk } from './publishing-desk.ts';

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1);

type Bytes = Uint8Array<ArrayBuffer> | string;

function form(
  files: Readonly<Record<string, readonly [string, Bytes]>>,
  fields: Readonly<Record<string, string>> = {},
) {
  const body = new FormData();
  for (const [field, [name, bytes]] of Object.entries(files)) body.append(field, new File([bytes], name));
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  return body;
}

/** The request that waits, as it is carried to an authority. */
async function asked(room: Desk): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  placeOf(await room.send('stamps/request'));
  const page = await (await room.get('stamps')).text();
  const names = [...page.matchAll(/stamps\/request\/([0-9a-f.]+\.tsq)/g)].map(([, name]) => name ?? '');
  const name = names.at(-1) ?? assert.fail(page);
  return { name, bytes: await (await room.get(`stamps/request/${name}`)).bytes() };
}

async function authorityOf(t: TestContext) {
  const folder = join(await temporaryFolder(t), 'authority');
  await mkdir(folder);
  return startTimeAuthority(folder);
}

test('whatever is brought as a date is told in words and not kept; a true answer is kept once', async (t) => {
  const [room, other, authority] = [await desk(t), await desk(t), await authorityOf(t)];
  await room.opened.checkpoint();
  await other.opened.checkpoint();
  const request = await asked(room);
  const answer = new Uint8Array(await authority.answer(request.bytes));
  const foreign = new Uint8Array(await authority.answer((await asked(other)).bytes));
  const late = answer.slice();
  late[late.length - 5] = (late[late.length - 5] ?? 0) ^ 1;
  const hex = 'ab'.repeat(32);
  const wrong: readonly {
    readonly body: FormData;
    readonly said: RegExp;
    readonly why: string;
    readonly status?: number;
  }[] = [
    { body: form({}), said: /No answer was chosen/, why: 'no file' },
    { body: form({ answer: ['a.tsr', ''] }), said: /No answer was chosen/, why: 'an empty file' },
    { body: form({}, { answer: 'words' }), said: /No answer was chosen/, why: 'words in place of a file' },
    { body: form({ answer: ['photo.jpg', JPEG] }), said: /or a damaged one/, why: 'a picture' },
    { body: form({ answer: ['a.tsr', foreign] }), said: /answers another request/, why: 'the answer to another case' },
    {
      body: form({ answer: ['a.tsr', late] }),
      said: /signature does not hold|or a damaged one/,
      why: 'one byte is another',
    },
    { body: form({ answer: ['a.ots', 'noise'] }), said: /or a damaged one/, why: 'no proof' },
    {
      body: form({ answer: [`${hex}.answer`, 'noise'] }),
      said: /no request of this case/,
      why: 'a calendar that nobody asked',
    },
    {
      body: form({ answer: ['../../case.answer', '{}'] }),
      said: /no request of this case/,
      why: 'a name that leads elsewhere',
    },
    { body: form({ answer: ['a.txt', 'a note\n'] }), said: /no checkpoint of this case/, why: 'no checkpoint' },
    {
      body: form({ answer: ['a.tsr', answer], roots: ['r.pem', JPEG] }),
      said: /file of certificates has none/,
      why: 'roots that are none',
    },
    {
      body: form({ answer: ['a.tsr', new Uint8Array(1_048_577)] }),
      said: /longer than any answer/,
      why: 'more than a megabyte',
    },
    { body: form({ answer: ['a.tsr', new Uint8Array(100_000_000)] }), said: /too large/, why: '100 MB', status: 413 },
  ];
  for (const { body, said, why, status = 400 } of wrong) {
    const refused = await room.upload('stamps/bring', body);
    assert.equal(refused.status, status, why);
    assert.match(await refused.text(), said, why);
  }
  assert.deepEqual(await room.opened.stamps(), []);
  for (const lang of ['zh-Hans', 'ug']) {
    const page = await (await room.upload(`stamps/bring?lang=${lang}`, form({ answer: ['a.tsr', foreign] }))).text();
    assert.doesNotMatch(page, /answers another request|Nothing was kept/, lang);
  }

  const twice = await Promise.all([0, 1].map(() => room.upload('stamps/bring', form({ answer: ['a.tsr', answer] }))));
  twice.forEach(placeOf);
  const { ledger } = await room.opened.status();
  placeOf(await room.upload('stamps/bring', form({ answer: ['a.tsr', answer] })));
  assert.equal((await room.opened.status()).ledger.entries, ledger.entries, 'what is there is not signed for again');
  assert.deepEqual(room.logged, []);
});

test('dates are checked with certificates and block headers that are given for it, and these are not kept', async (t) => {
  const [room, authority] = [await desk(t), await authorityOf(t)];
  await room.opened.checkpoint();
  const { bytes } = await asked(room);
  placeOf(
    await room.upload('stamps/bring', form({ answer: ['a.tsr', new Uint8Array(await authority.answer(bytes))] })),
  );
  const unknown = /is not one that was trusted here/;
  assert.match(await (await room.get('stamps')).text(), unknown);
  const pem = await readFile(authority.rootFile, 'utf8');
  const trusted = await room.upload('stamps/check', form({ roots: ['root.pem', pem] }));
  assert.equal(trusted.status, 200);
  const page = await trusted.text();
  assert.match(page, /Certificates: 1, block headers: 0/);
  assert.doesNotMatch(page, unknown);
  const der = new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
  assert.doesNotMatch(await (await room.upload('stamps/check', form({ roots: ['root.cer', der] }))).text(), unknown);
  assert.match(await (await room.get('stamps')).text(), unknown, 'it was for one look');
  assert.ok(!(await readdir(join(room.folder, 'ledger/stamps'))).some((name) => name.endsWith('.pem')));

  const line = `358391 ${'ab'.repeat(80)}\n`;
  const headed = await (await room.upload('stamps/check', form({ headers: ['h.txt', line] }))).text();
  assert.match(headed, /Certificates: 0, block headers: 1/);
  for (const [body, why] of [
    [form({}), 'nothing was chosen'],
    [form({ headers: ['h.txt', 'ab'.repeat(80)] }), 'headers without heights'],
    [form({ headers: ['h.jpg', JPEG] }), 'a picture'],
    [form({ roots: ['r.pem', JPEG] }), 'no certificate'],
  ] as const) {
    const refused = await room.upload('stamps/check', body);
    assert.equal(refused.status, 400, why);
    assert.match(await refused.text(), /Nothing was checked anew/, why);
  }
  assert.deepEqual(room.logged, []);
});
