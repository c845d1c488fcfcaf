import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import type { OpenCase } from '../../src/house.ts';
import { checkBag } from '../../src/intake/bags.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { checkPackage } from '../../src/publishing/check-package.ts';
import { parseProfile, type Profile } from '../../src/publishing/profile.ts';
import { renderPublication } from '../../src/web/published.ts';
import { textPdf } from '../../scripts/text-pdf.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LEAK = new URL('../../samples/leak/', import.meta.url);
const SECRET_PLACE = 'from-yusup-the-driver';

/** Run one after the other on one case, since making it takes most of the time. */
const onOneCase: (readonly [name: string, run: (made: Published) => Promise<void>])[] = [];

function shared(name: string, run: (made: Published) => Promise<void>): void {
  onOneCase.push([name, run]);
}

interface Published {
  readonly opened: OpenCase;
  readonly folder: string;
  readonly outside: string;
}

async function caseToPublish(t: TestContext): Promise<Published> {
  const { folder, outside, open } = await temporaryCase(t);
  const opened = await open();
  const material = join(outside, SECRET_PLACE);
  await mkdir(material);
  await cp(new URL('press/yearbook-note.pdf', LEAK), join(material, 'note.pdf'));
  await writeFile(
    join(material, 'telegram.txt'),
    'Telegram.\n\nThe clerk Abdurehim Tursun counted 2,310 people. Ring 0991-234 567.\n\n王勇\n智签发。\n',
  );
  const [width, height] = [1241, 500];
  const leaflet = sharp(await readFile(new URL('testimony/leaflet-01.jpg', LEAK)));
  const jpeg = await leaflet.extract({ left: 0, top: 0, width, height }).jpeg().toBuffer();
  const own = Array.from({ length: 30 }, (_, n) => `Line ${n + 1} of a page that has text of its own, and a stamp.`);
  await writeFile(join(material, 'stamped.pdf'), textPdf([own.join('\n')], { jpeg, width, height }));
  await opened.receive([material], {});
  await readAll(opened);
  return { opened, folder, outside };
}

function profile(more: Readonly<Record<string, unknown>> = {}): Profile {
  return parseProfile(
    JSON.stringify({
      format: 'touchstone/profile',
      version: 1,
      title: 'The papers',
      publisher: 'A newsroom',
      documents: [
        { document: `${SECRET_PLACE}/telegram.txt`, title: 'A telegram' },
        { document: `${SECRET_PLACE}/note.pdf` },
      ],
      ...more,
    }),
  );
}

function prepare({ opened }: Published, out: string, given = profile()) {
  return opened.preparePackage(given, { out, render: renderPublication, signal: new AbortController().signal });
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      names.toSorted().map(async (name) => [name.slice(folder.length + 1), await readFile(name)] as const),
    ),
  );
}

/** The bytes of a file, and what it holds in base64 of both kinds. */
function readings(bytes: Buffer): readonly string[] {
  const text = bytes.toString('latin1');
  const encoded = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? [];
  return [text, bytes.toString(), ...encoded.map((each) => Buffer.from(each, 'base64url').toString('latin1'))];
}

shared('a package is a whole bag, tells nothing of the case, and comes out the same again', async (made) => {
  const { opened, outside } = made;
  const first = await prepare(made, join(outside, 'first'));
  await assert.rejects(stat(join(outside, 'first')), 'nothing stands there before it is published');
  assert.equal(first.stopped, false, JSON.stringify(first.checks));
  await first.publish();

  const bag = await checkBag(join(outside, 'first'));
  assert.deepEqual(bag.faults, []);
  assert.deepEqual(bag.algorithms, ['sha512', 'sha256']);
  const checked = await checkPackage(join(outside, 'first'));
  assert.deepEqual(checked.faults, []);
  assert.equal(checked.documents, 2);

  const files = await filesIn(join(outside, 'first'));
  const status = await opened.status();
  const { files: reports } = await opened.files({ limit: 9, offset: 0 });
  const custody = (await Promise.all(reports.map(({ sha256 }) => opened.document(sha256 ?? '')))).flatMap(
    (document) => document?.custody ?? [],
  );
  const closed = [
    ...reports.flatMap(({ sha256 = '' }) => [
      sha256,
      Buffer.from(sha256, 'hex').toString('latin1'),
      sha256.slice(0, 16),
    ]),
    ...custody.flatMap(({ at, actor }) => [at, at.slice(11, 19), actor]),
    status.id,
    SECRET_PLACE,
    'telegram.txt',
    'note.pdf',
    basename(outside),
  ];
  for (const [path, bytes] of files) {
    for (const secret of closed) {
      assert.ok(!path.includes(secret), `${path} is named after ${JSON.stringify(secret)}`);
      for (const text of readings(bytes)) assert.ok(!text.includes(secret), `${path} holds ${JSON.stringify(secret)}`);
    }
    assert.equal((await stat(join(outside, 'first', path))).mtime.toISOString().slice(10), 'T00:00:00.000Z', path);
  }
  // Pictures are dots and nothing else: no chunk but the one that holds them.
  for (const [path, bytes] of files)
    if (path.endsWith('.webp')) assert.match(bytes.toString('latin1', 8, 16), /^WEBPVP8[ L]$/);

  await (await prepare(made, join(outside, 'second'))).publish();
  assert.deepEqual(await filesIn(join(outside, 'second')), files);
});

shared('whoever holds the original cannot confirm it: no commitment is made of what they can guess', async (made) => {
  await (await prepare(made, join(made.outside, 'package'))).publish();
  const proof: { entries: { line: string; open: string[] }[] } = JSON.parse(
    await readFile(join(made.outside, 'package/data/proofs/proof.json'), 'utf8'),
  );
  const names = proof.entries.flatMap(({ open }) =>
    open.map((each) => JSON.parse(Buffer.from(each, 'base64url').toString())[1] as string),
  );
  assert.deepEqual([...new Set(names)].toSorted(), ['day', 'derivative', 'key', 'kind']);
  const salts = new Set(
    proof.entries.flatMap(({ open }) => open.map((each) => Buffer.from(each, 'base64url').toString().slice(2, 24))),
  );
  const closed = new Set(proof.entries.flatMap(({ line }) => (JSON.parse(line) as { sd: string[] }).sd));
  const original = (await made.opened.document(`${SECRET_PLACE}/note.pdf`))?.sha256 ?? assert.fail();
  // The strongest guess: the right value, with every salt that the package tells, and with none.
  for (const salt of [...salts, '']) {
    const guess = Buffer.from(JSON.stringify([salt, 'original', original])).toString('base64url');
    const commitment = Buffer.from(sha256Of(guess), 'hex').toString('base64url');
    assert.ok(!closed.has(commitment));
  }
});

const WITHHELD: readonly (readonly [word: string, why: string])[] = [
  ['abdurehim tursun', 'capitals do not matter'],
  ['ئابدۇرېھىم', 'a name in another script'],
  ['2310', 'a number that is written with a comma'],
  ['0991 234567', 'a number with other signs between its digits'],
  ['王勇智', 'a name that a line cuts in two'],
  ['Wang Yongzhi', 'a Chinese name in pinyin'],
  ['telegram', 'the title that the profile gives'],
];

shared('a withheld word stops it, in whatever script or spelling it stands', async (made) => {
  const withheld = WITHHELD.map(([word]) => word);
  const prepared = await prepare(made, join(made.outside, 'package'), profile({ withheld }));
  for (const [word, why] of WITHHELD) {
    const first = prepared.checks.withheld.find((found) => found.word === word);
    assert.match(first?.path ?? '', /^data\/doc\/\w+\//, why);
  }
  await assert.rejects(prepared.publish(), { code: 'not-allowed' });
  await prepared.drop();
  const clean = await prepare(
    made,
    join(made.outside, 'package'),
    profile({ withheld: ['Zzyzx', '0991 999999', '李四'] }),
  );
  assert.deepEqual(clean.checks.withheld, []);
  await clean.drop();
  assert.deepEqual(
    (await readdir(made.outside)).filter((name) => name.startsWith('package')),
    [],
  );
});

shared('what stands in the way is a Problem, and leaves nothing under the name of the package', async (made) => {
  const out = join(made.outside, 'package');
  const documents = (more: object) => profile({ documents: [{ document: `${SECRET_PLACE}/note.pdf`, ...more }] });
  await assert.rejects(prepare(made, out, documents({ pages: [99] })), { code: 'not-found', message: /documents\.0/ });
  await assert.rejects(prepare(made, out, documents({ document: 'none' })), { code: 'not-found' });
  await assert.rejects(prepare(made, out, profile({ claims: ['none'] })), { code: 'not-found' });
  await assert.rejects(prepare(made, join(out, 'in', 'nothing')), { code: 'unreadable-place' });
  for (const inside of ['package', 'vault/package']) {
    await assert.rejects(prepare(made, join(made.folder, inside)), {
      code: 'bad-input',
      message: /folder of the case/,
    });
  }
  const aborted = { out, render: renderPublication, signal: AbortSignal.abort() };
  await assert.rejects(made.opened.preparePackage(profile(), aborted));
  const broken = () => {
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
  };
  await assert.rejects(
    made.opened.preparePackage(profile(), { ...aborted, render: broken, signal: new AbortController().signal }),
  );
  await mkdir(out);
  await assert.rejects(prepare(made, out), { code: 'bad-input' });
  assert.deepEqual(
    (await readdir(made.outside)).filter((name) => name.startsWith('package')),
    ['package'],
  );
  assert.deepEqual(await readdir(out), []);
});

shared('an original is published only where what it carries was confirmed, name by name', async (made) => {
  const ask = (more: object) =>
    profile({ documents: [{ document: `${SECRET_PLACE}/note.pdf`, original: true, ...more }] });
  const unseen = await prepare(made, join(made.outside, 'unseen'), ask({}));
  const [told] = unseen.checks.originals;
  const names = told?.carries.map(({ name }) => name) ?? [];
  assert.ok(names.length > 0 && unseen.stopped && told?.confirmed === false);
  await assert.rejects(unseen.publish(), { code: 'not-allowed' });
  await unseen.drop();
  for (const confirmed of [names.slice(1), [...names, 'gps']]) {
    const prepared = await prepare(made, join(made.outside, 'unseen'), ask({ confirmed }));
    assert.ok(prepared.stopped, 'neither more nor less');
    await prepared.drop();
  }

  const out = join(made.outside, 'package');
  const prepared = await prepare(made, out, ask({ confirmed: names }));
  assert.equal(prepared.stopped, false, JSON.stringify(prepared.checks));
  await prepared.publish();
  const original = await readFile(new URL('press/yearbook-note.pdf', LEAK));
  const { original: published } = prepared.publication.documents[0] ?? assert.fail();
  assert.equal(
    published?.path,
    `doc/${prepared.publication.documents[0]?.id}/original/${sha256Of(original).slice(0, 16)}.pdf`,
  );
  assert.deepEqual(await readFile(join(out, 'data', published?.path ?? '')), original);
  assert.deepEqual((await checkPackage(out)).faults, []);
  const files = await filesIn(out);
  assert.ok(![...files].some(([path, bytes]) => path.includes('note.pdf') || bytes.includes('note.pdf')), 'its name');
  const { entries } = JSON.parse(await readFile(join(out, 'data/proofs/proof.json'), 'utf8'));
  const opened = entries.flatMap(({ open }: { open: string[] }) =>
    open.map((each) => JSON.parse(Buffer.from(each, 'base64url').toString())),
  );
  assert.deepEqual(
    opened.filter(([, name]: string[]) => name === 'original').map(([, , value]: string[]) => value),
    [sha256Of(original)],
  );

  // Withheld words are looked for in what it says and carries, not only in its pages.
  const [field] = told?.carries.filter(({ name }) => name === 'Producer') ?? [];
  const withheld = [field?.values[0] ?? assert.fail(JSON.stringify(names))];
  const stopped = await prepare(made, join(made.outside, 'unseen'), { ...ask({ confirmed: names }), withheld });
  assert.ok(stopped.checks.withheld.some(({ path }) => path === `data/${published?.path}`));
  await stopped.drop();
});

shared(
  'words that are only in the picture of a page are looked for too, unless the profile says not to',
  async (made) => {
    const documents = [{ document: `${SECRET_PLACE}/stamped.pdf` }];
    const out = join(made.outside, 'package');
    const looked = await prepare(made, out, profile({ documents, withheld: ['خىتابنامىسىدىن'] }));
    assert.match(looked.checks.withheld[0]?.path ?? JSON.stringify(looked.checks), /\/p\/1\.webp$/);
    assert.deepEqual(looked.checks.unrecognised, []);
    await looked.drop();
    const blind = await prepare(made, out, profile({ documents, withheld: ['خىتابنامىسىدىن'], recognise: false }));
    assert.deepEqual(blind.checks.withheld, []);
    assert.equal(blind.checks.unrecognised.length, 1);
    await blind.drop();
  },
);

shared('with an address there are tiles, each of the size that its name says, and the same again', async (made) => {
  const url = 'https://papers.example/valley/';
  for (const name of ['first', 'second']) {
    await (await prepare(made, join(made.outside, name), profile({ url }))).publish();
  }
  const files = await filesIn(join(made.outside, 'first'));
  assert.deepEqual(await filesIn(join(made.outside, 'second')), files);
  assert.deepEqual((await checkPackage(join(made.outside, 'first'))).faults, []);
  const tiles = [...files].filter(([path]) => path.endsWith('.jpg'));
  assert.equal(tiles.length, 2);
  for (const [path, bytes] of tiles) {
    const { width, height, exif, icc, xmp } = await sharp(bytes).metadata();
    assert.deepEqual([exif, icc, xmp], [undefined, undefined, undefined]);
    const info = JSON.parse(files.get(path.replace(/full\/.*/, 'info.json'))?.toString() ?? '');
    const size = path.includes('/max/') ? `${info.width},${info.height}` : path.split('/').at(-3);
    assert.equal(`${width},${height}`, size);
  }
});

shared('a published piece that was lost or altered is made again, and the proof still fits', async (made) => {
  await (await prepare(made, join(made.outside, 'first'))).publish();
  let spoiled = 0;
  for (const name of await readdir(join(made.folder, 'derived'), { recursive: true })) {
    const file = join(made.folder, 'derived', name);
    if (!/[0-9a-f]{64}$/.test(name)) continue;
    const bytes = await readFile(file);
    const isText = bytes.toString('latin1', 0, 8) === '{"page":';
    if (bytes.toString('latin1', 8, 12) !== 'WEBP' && !isText) continue;
    spoiled += 1;
    await rm(file);
    if (spoiled % 2 === 0) await writeFile(file, Buffer.concat([bytes, Buffer.from(' ')]));
  }
  assert.ok(spoiled > 3);
  await (await prepare(made, join(made.outside, 'second'))).publish();
  assert.deepEqual((await checkPackage(join(made.outside, 'second'))).faults, []);
  assert.deepEqual(await filesIn(join(made.outside, 'second')), await filesIn(join(made.outside, 'first')));
});

const WRONG: readonly (readonly [given: object | string, field: RegExp])[] = [
  ['{', /no JSON/],
  [{ title: '' }, /title/],
  [{ language: 'de' }, /language/],
  [{ documents: [{ document: 'a', pages: [0] }] }, /documents\.0\.pages\.0/],
  [{ documents: [] }, /documents/],
  [{ documents: [{ document: 'a' }, { document: 'b' }, { document: ' a' }] }, /documents\.0 and documents\.2/],
  [{ title: 'x'.repeat(501) }, /title/],
  [{ publisher: 'x\u{202E}y' }, /publisher/],
  [{ withheld: ['\u{D800}'] }, /withheld\.0/],
  [{ day: '2024-13-01' }, /day/],
  [{ url: 'https://example.org' }, /url/],
  [{ withheld: [3] }, /withheld\.0/],
  [{ wihtheld: [] }, /wihtheld/],
  [{ documents: [{ document: 'a', page: 1 }] }, /documents\.0\.page/],
  [{ version: 2 }, /version/],
];

test('a profile that cannot be used names its field', () => {
  for (const [given, field] of WRONG) {
    const text =
      typeof given === 'string'
        ? given
        : JSON.stringify({ format: 'touchstone/profile', version: 1, title: 'x', ...given });
    assert.throws(() => parseProfile(text), { code: 'bad-input', message: field });
  }
});

test('a case is published', async (t) => {
  const made = await caseToPublish(t);
  for (const [name, run] of onOneCase) {
    const outside = join(made.outside, sha256Of(name));
    await mkdir(outside);
    await t.test(name, () => run({ ...made, outside }));
  }
});
