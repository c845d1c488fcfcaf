import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import * as fc from '../properties.ts';
import { parseManifest, type BagFindings } from '../../src/intake/bag-tags.ts';
import { checkBag, checkBags } from '../../src/intake/bags.ts';
import { rootAt } from '../../src/intake/walk.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A whole bag of two files, with whatever else is given put in or over it. */
async function bagWith(t: TestContext, files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const folder = join(await temporaryFolder(t), 'bag');
  const whole = {
    'bagit.txt': DECLARATION,
    'data/one.txt': 'one',
    'data/sub/two.txt': 'two',
    'manifest-sha256.txt': `${sha256('one')}  data/one.txt\n${sha256('two')}  data/sub/two.txt\n`,
    'bag-info.txt': 'Source-Organization: A reading\n  room\nPayload-Oxum: 6.2\n',
  };
  for (const [path, content] of Object.entries({ ...whole, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

test('a whole bag is whole, and says what it is', async (t) => {
  const check = await checkBag(await bagWith(t));
  assert.deepEqual(check, {
    version: '1.0',
    faults: [],
    warnings: [],
    info: [
      ['Source-Organization', 'A reading room'],
      ['Payload-Oxum', '6.2'],
    ],
    files: 2,
    bytes: 6,
    algorithms: ['sha256'],
  });
});

const ONE = `${sha256('one')}  data/one.txt\n`;
const TWO = `${sha256('two')}  data/sub/two.txt\n`;
const FAULTS: readonly {
  readonly why: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly faults: readonly string[];
}[] = [
  { why: 'a changed file', files: { 'data/one.txt': 'onE' }, faults: ['differs data/one.txt'] },
  {
    why: 'a file more',
    files: { 'data/three.txt': 'three' },
    faults: ['not-listed data/three.txt', 'oxum bag-info.txt'],
  },
  {
    why: 'a file less',
    files: { 'manifest-sha256.txt': `${ONE}${TWO}${sha256('')}  data/gone` },
    faults: ['missing data/gone'],
  },
  {
    why: 'a file that lies elsewhere',
    files: {
      'manifest-sha256.txt': `${ONE}${TWO}${sha256('')}  data/gone`,
      'fetch.txt': 'http://example.org/gone 10 data/gone',
    },
    faults: ['to-fetch data/gone'],
  },
  {
    why: 'a path that leads out',
    files: { 'manifest-sha256.txt': `${ONE}${TWO}${sha256('')}  data/../../out` },
    faults: ['outside data/../../out'],
  },
  {
    why: 'a path that leads out in the manner of Windows',
    files: { 'manifest-sha256.txt': `${ONE}${TWO}${sha256('')}  data\\..\\..\\out` },
    faults: ['outside data\\..\\..\\out'],
  },
  {
    why: 'a promise to fetch to a place outside',
    files: { 'fetch.txt': 'http://example.org/x - /etc/passwd' },
    faults: ['outside /etc/passwd'],
  },
  {
    why: 'a tag file that its manifest does not know so',
    files: { 'tagmanifest-sha256.txt': `${sha256('other')}  bagit.txt` },
    faults: ['differs bagit.txt'],
  },
  {
    why: 'one file listed twice',
    files: { 'manifest-sha256.txt': `${ONE}${ONE}${TWO}` },
    faults: ['listed-twice data/one.txt'],
  },
  {
    why: 'a second manifest that leaves a file out, which 1.0 forbids',
    files: { 'manifest-md5.txt': `${createHash('md5').update('one').digest('hex')}  data/one.txt` },
    faults: ['not-in-every-manifest data/sub/two.txt'],
  },
  { why: 'no declaration', files: { 'bagit.txt': 'BagIt-Version: 1.0\n' }, faults: ['declaration bagit.txt'] },
  {
    why: 'an encoding that there is not',
    files: { 'bagit.txt': DECLARATION.replace('UTF-8', 'KLINGON-1') },
    faults: ['encoding bagit.txt'],
  },
  {
    why: 'a version that is none',
    files: { 'bagit.txt': DECLARATION.replace('1.0', 'one') },
    faults: ['version bagit.txt'],
  },
  {
    why: 'a mark before the declaration',
    files: { 'bagit.txt': `\ufeff${DECLARATION}` },
    faults: ['declaration bagit.txt'],
  },
  {
    why: 'a line that says nothing',
    files: { 'manifest-sha256.txt': `${ONE}${TWO}what` },
    faults: ['manifest-line manifest-sha256.txt'],
  },
  {
    why: 'other sums than were written down',
    files: { 'bag-info.txt': 'Payload-Oxum: 7.2' },
    faults: ['oxum bag-info.txt'],
  },
];

for (const { why, files, faults } of FAULTS) {
  test(`a bag is not whole: ${why}`, async (t) => {
    const check = await checkBag(await bagWith(t, files));
    assert.deepEqual(
      check.faults.map(({ code, path }) => `${code} ${path}`),
      faults,
    );
  });
}

test('links in a bag are a fault and are not followed', async (t) => {
  const folder = await bagWith(t);
  await symlink('/etc/hostname', join(folder, 'data/link'));
  assert.deepEqual((await checkBag(folder)).faults, [{ code: 'not-a-file', path: 'data/link' }]);
});

test('a name that is not UTF-8 is a fault of the bag, and ends nothing', async (t) => {
  const bag = await bagWith(t);
  await writeFile(Buffer.concat([Buffer.from(`${bag}/data/`), Buffer.from([0xb5, 0xff])]), 'three');
  const { faults, files } = await checkBag(bag);
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['unreadable'],
  );
  assert.equal(files, 2);
});

test('what older tools wrote is odd and no fault', async (t) => {
  const folder = await bagWith(t, {
    'bagit.txt': DECLARATION.replace('1.0', '0.97'),
    'manifest-sha256.txt': `${sha256('one')} *data/one.txt\n${sha256('two')}  ./data/sub/two.txt\n${sha256('')}  data/Thumbs.db\n`,
  });
  const { faults, warnings } = await checkBag(folder);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['asterisk', 'dot-slash', 'system-file'],
  );
});

test('tag files in another encoding are read, and names with line ends and percent signs found', async (t) => {
  const path = 'data/a%0Ab%25.txt';
  const manifest = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`${ONE}${TWO}${sha256('three')}  ${path}\n`, 'utf16le'),
  ]);
  const folder = await bagWith(t, {
    'bagit.txt': DECLARATION.replace('UTF-8', 'UTF-16'),
    'bag-info.txt': Buffer.from('\ufeffPayload-Oxum: 11.3\n', 'utf16le'),
    'data/a\nb%.txt': 'three',
    'manifest-sha256.txt': manifest,
  });
  assert.deepEqual((await checkBag(folder)).faults, []);
});

test('no path of a manifest leads out of the bag, whatever it says', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', 'data', '~', 'C:', '%2e%2e', '\\', '/'), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.boolean(), (parts, payload) => {
      const findings: BagFindings = { faults: [], warnings: [] };
      const line = `${sha256('')}  ${parts.join('/')}`;
      for (const path of parseManifest(line, { name: 'm', payload, major: 1 }, findings).keys()) {
        assert.ok(!path.split(/[\\/]/).includes('..') && !path.startsWith('/') && !path.startsWith('\\'));
      }
    }),
  );
});

test('a bag that is not whole is refused, unless it is taken as it is; a folder that is no bag is nothing to check', async (t) => {
  const bag = await rootAt(await bagWith(t, { 'data/one.txt': 'onE' }));
  const plain = await rootAt(await temporaryFolder(t));
  await assert.rejects(checkBags([plain, bag], {}), { name: 'Problem', code: 'altered' });
  const told: number[] = [];
  const facts = await checkBags([plain, bag], { asItIs: true, onBag: ({ faults }) => told.push(faults.length) });
  assert.deepEqual(told, [1]);
  assert.deepEqual(
    facts.map(({ version, faults, files }) => ({ version, faults, files })),
    [{ version: '1.0', faults: 1, files: 2 }],
  );
});
