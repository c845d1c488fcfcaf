import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../src/base/problem.ts';
import { VERSION } from '../../src/base/version.ts';
import { checkPackage } from '../../src/publishing/check-package.ts';
import { packageAt } from '../../src/publishing/packages-in.ts';
import { folderFiles, nodeTools } from '../../src/publishing/verifier/node-files.mjs';
import { checkPackage as verify } from '../../src/publishing/verifier/package-check.mjs';
import { renderPublication } from '../../src/web/published.ts';
import { verifierFile } from '../../src/publishing/verifier-file.ts';
import { commandLine } from '../helpers/command-line.ts';
import { checkedAsPage } from './page-verifier.ts';
import { tamperAtRandom } from './random-tamperings.ts';
import { copyTo, jsonIn, relist, resign, soundPackage, type SoundPackage } from './sound-package.ts';
import { BY_AN_INSIDER } from './insider-tamperings.ts';
import { BY_ANYONE, type Tampering } from './tamperings.ts';

const PYTHON = fileURLToPath(new URL('../../docs/verify-package.py', import.meta.url));

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

/** `verify.mjs` as it came with the package that nobody touched. */
async function verified(made: SoundPackage, folder: string, ...args: readonly string[]) {
  const { status, out } = await run(process.execPath, [
    join(made.folder, 'data/verify.mjs'),
    folder,
    '--json',
    ...args,
  ]);
  const found: {
    holds: boolean;
    faults: { code: string; where?: string }[];
    stamps?: { kind: string; faults: string[]; time?: string; isKnown?: boolean; blocks?: object[] }[];
    opened?: { entry: number; fields: Record<string, string>; files: string[] }[];
  } = JSON.parse(out);
  assert.equal(status, found.holds ? 0 : 1);
  assert.equal(found.holds, found.faults.length === 0);
  return { ...found, codes: [...new Set(found.faults.map(({ code }) => code))].toSorted() };
}

/** The same before it is put into one file: quicker, where many packages are checked. */
const inParts = (folder: string) => verify({ files: folderFiles(folder), tools: nodeTools });

const python = await run('python3', ['--version']);

/** Undefined where there is no Python. */
async function verifiedByPython(folder: string): Promise<readonly string[] | undefined> {
  if (python.status !== 0) return undefined;
  const { status, out } = await run('python3', [PYTHON, folder]);
  const codes = [...out.matchAll(/^([a-z-]+): '/gm)].map(([, code]) => code ?? '');
  assert.equal(status, codes.length > 0 ? 1 : 0, out);
  return [...new Set(codes)].toSorted();
}

test('a sound package holds, for verify.mjs and for the verifier in Python, and so does its proof with openssl', async (t) => {
  const made = await soundPackage(t);
  const found = await verified(made, made.folder);
  assert.deepEqual(found.faults, []);
  assert.deepEqual(found.stamps?.map(({ kind, isKnown }) => [kind, isKnown]).toSorted(), [
    ['cosignature', undefined],
    ['rfc3161', false],
  ]);
  assert.ok(
    Math.abs(Date.parse(found.stamps?.find(({ kind }) => kind === 'rfc3161')?.time ?? '') - Date.now()) < 600_000,
  );
  assert.deepEqual(await readFile(join(made.folder, 'data/verify.mjs')), await verifierFile());
  if (python.status === 0) assert.deepEqual(await verifiedByPython(made.folder), []);
  else t.diagnostic('python3 is not here: the verifier in Python was not run');
  for (const subtle of [crypto.subtle, undefined]) {
    const { faults } = await checkedAsPage(made.folder, subtle);
    assert.deepEqual(faults, [], subtle === undefined ? 'on a page without WebCrypto' : 'on the page');
  }

  await t.test('in words, from within the package, without being told where it is', async () => {
    const { status, out } = await run(process.execPath, [join(made.folder, 'data/verify.mjs')]);
    assert.equal(status, 0);
    assert.match(out, /The package holds: The papers/);
    assert.match(out, /What it does not prove/);
    for (const [lang, says] of [
      ['zh', /此包核查无误：The papers/],
      ['ug', /بوغچا پۈتۈن: The papers/],
    ] as const)
      assert.match((await run(process.execPath, [join(made.folder, 'data/verify.mjs'), '--lang', lang])).out, says);
  });

  await t.test('a key, an authority and openings from elsewhere say more, and wrong ones are found', async () => {
    const known = await verified(made, made.folder, '--key', made.signer.key.text, '--ca', made.rootFile);
    assert.deepEqual([known.codes, known.stamps?.some(({ isKnown }) => isKnown === true)], [[], true]);
    assert.deepEqual((await verified(made, made.folder, '--key', `${made.signer.key.text}x`)).codes, ['key']);

    const file = join(made.outside, 'opened.json');
    await writeFile(file, made.opened);
    const { opened = [], codes } = await verified(made, made.folder, '--open', file);
    assert.deepEqual(codes, []);
    assert.equal(opened[0]?.fields['original'], made.original);
    assert.match(opened[0]?.files[0] ?? '', /^data\/doc\/[0-9a-f]{16}\/p\/1\.json$/);
    await writeFile(file, made.opened.replace(/"open": \[\n\s+"W/, '"open": [\n"X'));
    assert.deepEqual((await verified(made, made.folder, '--open', file)).codes, ['disclosure']);
  });

  await t.test('wrong words are told apart from a package that does not hold', async () => {
    const script = join(made.folder, 'data/verify.mjs');
    assert.equal((await run(process.execPath, [script, '--what'])).status, 2);
    assert.equal((await run(process.execPath, [script, join(made.outside, 'nowhere')])).status, 2);
    assert.equal((await run(process.execPath, [script, '--headers', script])).status, 2, 'no block headers');
    assert.equal((await run(process.execPath, [script, '--help'])).status, 0);
  });

  await t.test(
    'a large package, which is hashed in threads, holds, one byte of it is found, and it can be stopped',
    async () => {
      const folder = await copyTo(made.folder, join(made.outside, 'large'));
      await mkdir(join(folder, 'data/filler'));
      for (let n = 0; n < 5; n++) await writeFile(join(folder, `data/filler/${n}.webp`), Buffer.alloc(8 << 20, n));
      await resign(folder, made.signer, made.origin);
      assert.deepEqual((await verified(made, folder)).codes, []);
      await writeFile(join(folder, 'data/filler/3.webp'), Buffer.alloc(8 << 20, 4));
      assert.deepEqual((await verified(made, folder)).codes, ['changed']);
      await assert.rejects(checkPackage(folder, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    },
  );

  await t.test('a tool that others wrote takes it for a bag that is whole', async (sub) => {
    const tool = await run('python3', ['-m', 'bagit', '--version']);
    if (tool.status !== 0) return sub.skip('bagit.py (python3-bagit) is not here');
    assert.equal((await run('python3', ['-m', 'bagit', '--validate', made.folder])).status, 0);
    const folder = await copyTo(made.folder, join(made.outside, 'bagit'));
    await writeFile(join(folder, 'data/index.html'), 'Other papers');
    assert.notEqual((await run('python3', ['-m', 'bagit', '--validate', folder])).status, 0);
  });

  await t.test('what anyone can do to it is found and named, and the verifiers agree', () => tamper(made, BY_ANYONE));
  await t.test('what only someone with its key can do is found and named, and the verifiers agree', () =>
    tamper(made, BY_AN_INSIDER),
  );

  await t.test(
    'what whoever has the key wrote for people otherwise than in the data is told by Touchstone',
    async () => {
      const again = async (folder: string) => (await checkPackage(folder, { render: renderPublication })).again;
      assert.deepEqual((await again(made.folder))?.other, []);
      const folder = await copyTo(made.folder, join(made.outside, 'again'));
      const { claims } = await jsonIn(folder, 'data/publication.json');
      const page = `claim/${claims[0].id}/index.html`;
      const html = await readFile(join(folder, 'data', page), 'utf8');
      await writeFile(join(folder, 'data', page), html.replaceAll(/\d/g, '7'));
      const annotations = await readFile(join(folder, 'data/annotations.json'), 'utf8');
      await writeFile(join(folder, 'data/annotations.json'), annotations.replace('The papers', 'Other papers'));
      await writeFile(join(folder, 'data/more.html'), 'more');
      await resign(folder, made.signer, made.origin);
      assert.deepEqual((await checkPackage(folder)).faults, []);
      const expected = ['annotations.json', page, 'more.html'];
      assert.deepEqual([...((await again(folder))?.other ?? [])].toSorted(), expected);
    },
  );

  await t.test('which version wrote it is told, and one of a later format is no altered one', async () => {
    const again = async (folder: string) => (await checkPackage(folder, { render: renderPublication })).again;
    assert.equal((await again(made.folder))?.writtenBy, VERSION);
    const folder = await copyTo(made.folder, join(made.outside, 'later'));
    const crate = await readFile(join(folder, 'data/ro-crate-metadata.json'), 'utf8');
    const said = `"softwareVersion": "${VERSION}"`;
    for (const [version, told] of [
      ['99.1.0-rc.1', '99.1.0-rc.1'],
      ['\u202e99 <b>', undefined],
    ] as const) {
      const other = crate.replace(said, `"softwareVersion": ${JSON.stringify(version)}`);
      await writeFile(join(folder, 'data/ro-crate-metadata.json'), other);
      await resign(folder, made.signer, made.origin);
      assert.deepEqual(await again(folder), {
        files: (await again(made.folder))?.files,
        ...(told === undefined ? {} : { writtenBy: told }),
        other: ['ro-crate-metadata.json'],
      });
    }
    const told = await jsonIn(folder, 'data/publication.json');
    await writeFile(join(folder, 'data/publication.json'), JSON.stringify({ ...told, version: 2 }));
    await resign(folder, made.signer, made.origin);
    const isNewer = (error: unknown): boolean => error instanceof Problem && error.code === 'case-newer';
    const { status, notes } = await (await commandLine(t)).call('check', folder);
    assert.equal(status, 8, notes.join('\n'));
    await assert.rejects(packageAt(folder, { signal: undefined, asFiles: false }), isNewer);
    assert.equal(await packageAt(folder, { signal: undefined, asFiles: true }), undefined);
  });

  await t.test('by hand, as docs/formats/package.md says, it holds as long as nobody touched it', async () => {
    const text = await readFile(new URL('../../docs/formats/package.md', import.meta.url), 'utf8');
    const [, lines = ''] = /```sh\n(.*?)```/s.exec(text) ?? [];
    const key = made.signer.key.text.split('+').slice(2).join('+');
    const byHand = (folder: string): Promise<Said> =>
      run('sh', ['-ec', `cd "$1"; KEY=$2; ${lines.trim().replaceAll('\n', '; ')}`, 'sh', folder, key]);
    assert.equal((await byHand(made.folder)).status, 0, (await byHand(made.folder)).out);
    const folder = await copyTo(made.folder, join(made.outside, 'by-hand'));
    await writeFile(join(folder, 'data/index.html'), 'Other papers');
    await relist(folder);
    assert.notEqual((await byHand(folder)).status, 0);
  });

  await t.test('whatever stands in its JSON is told, and nothing is thrown', async () => {
    const folder = await copyTo(made.folder, join(made.outside, 'odd'));
    for (const path of ['data/publication.json', 'data/proofs/proof.json']) {
      const sound = await readFile(join(folder, path), 'utf8');
      for (const [at, value] of [...placesIn(JSON.parse(sound))].flatMap((each) =>
        ODD.map((odd) => [each, odd] as const),
      )) {
        await writeFile(join(folder, path), JSON.stringify(changedAt(JSON.parse(sound), at, value)));
        assert.equal((await inParts(folder)).holds, false, `${path} ${at.join('.')}`);
      }
      await writeFile(join(folder, path), sound);
    }
  });

  await t.test('two hundred random changes are found, and the verifiers agree that they are there', async () => {
    const folder = await copyTo(made.folder, join(made.outside, 'random'));
    for (let n = 0; n < RANDOM; n++) {
      const { what, undo } = await tamperAtRandom(folder, made, n);
      assert.equal((await checkPackage(folder)).faults.length > 0, true, what);
      if (n % PAGE_EACH === 0)
        assert.equal((await checkedAsPage(folder, crypto.subtle)).holds, false, `${what}, on the page`);
      if (n % PYTHON_EACH === 0) assert.notDeepEqual(await verifiedByPython(folder), [], `${what}, in Python`);
      await undo();
    }
    assert.deepEqual((await checkPackage(folder)).faults, [], 'all was put back');
  });
});

const RANDOM = 200;
/** Of these: the page has the code of `touchstone check`, and a process of Python takes half a second. */
const PAGE_EACH = 3;
const PYTHON_EACH = 10;

const ODD: readonly unknown[] = [null, [], -1, 'x'];

/** The paths to a value of each name, the first of every list alone. */
function* placesIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inside] of Object.entries(value)) {
    if (Array.isArray(value) && name !== '0') return;
    yield [...path, name];
    yield* placesIn(inside, [...path, name]);
  }
}

function changedAt(value: unknown, [name = '', ...rest]: readonly string[], odd: unknown): unknown {
  const inside = rest.length === 0 ? odd : changedAt(Reflect.get(Object(value), name), rest, odd);
  return Array.isArray(value) ? value.with(Number(name), inside) : { ...Object(value), [name]: inside };
}

const AT_ONCE = 4;

async function tamper(made: SoundPackage, tamperings: readonly Tampering[]): Promise<void> {
  const waiting = [...tamperings];
  const work = async (_: unknown, worker: number): Promise<void> => {
    const folder = join(made.outside, `tampered-${worker}`);
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const { what, code, by, change } = each;
      await copyTo(made.folder, folder);
      await change(folder, made);
      if (by === 'relisting') await relist(folder);
      if (by === 'signing') await resign(folder, made.signer, made.origin);
      const { faults } = await checkPackage(folder);
      assert.ok(
        faults.some((fault) => fault.code === code),
        `${what}: ${JSON.stringify(faults)}`,
      );
      const page = await checkedAsPage(folder, crypto.subtle);
      // No browser tells of a link: there, what it stands for is missing.
      const inBrowser = what.startsWith('a link') ? 'missing' : code;
      assert.ok(
        page.faults.some((fault) => fault.code === inBrowser),
        `${what}, on the page: ${JSON.stringify(page.faults)}`,
      );
      const others = await verifiedByPython(folder);
      assert.ok(others?.includes(code) ?? true, `${what}, in Python: ${others?.join(', ')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
