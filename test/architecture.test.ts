import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { ROOMS } from '../src/rooms.ts';

const NAMES: readonly string[] = ROOMS.map(({ name }) => name);
const room = (path: string): string => path.split('/')[1] ?? '';
const floor = (path: string): number => NAMES.indexOf(room(path));
const isPrivate = (path: string): boolean => path.split('/').length > 3;
const MAX_LINES = 400;

const files = globSync('src/**/*.ts').filter((file) => file !== 'src/rooms.ts');

function importsOf(file: string): readonly string[] {
  const { module, program } = parseSync(file, readFileSync(file, 'utf8'));
  assert.ok(program.body.length > 0 || file.endsWith('.d.ts'), `${file} could not be parsed`);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    readFileSync(file, 'utf8').slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  return [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) => each.entries.map((entry) => entry.moduleRequest?.value ?? '')),
    ...dynamic,
  ]
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(dirname(file), specifier));
}

test('every file imports from its own room and earlier rooms only, and through their public files', () => {
  assert.ok(files.length > 100, 'the files of the house were not found');
  const wrong: string[] = [];
  for (const file of files) {
    assert.notEqual(floor(file), -1, `${file} is in no room: add its folder to rooms.ts`);
    for (const target of importsOf(file)) {
      if (room(target) === room(file)) continue;
      if (floor(target) >= floor(file)) wrong.push(`${file} reaches up to ${target}`);
      else if (isPrivate(target) && file !== 'src/house.ts') wrong.push(`${file} reaches inside to ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the room web knows nouns and helpers only, and nothing of Node but what its assets need', () => {
  const wrong = files
    .filter((file) => room(file) === 'web')
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => !['web', 'nouns', 'base'].includes(room(target)))
        .map((target) => `${file} knows ${target}`),
    );
  assert.deepEqual(wrong, []);
});

test('no source file is longer than 400 lines', () => {
  const long = [...globSync('src/**/*.ts'), ...globSync('test/**/*.ts'), ...globSync('scripts/**/*.ts')].filter(
    (file) => readFileSync(file, 'utf8').split('\n').length > MAX_LINES + 1,
  );
  assert.deepEqual(long, []);
});

test('every test takes fast-check with the seed of test/properties.ts', () => {
  const direct = globSync('test/**/*.ts').filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));
  assert.deepEqual(direct, ['test/properties.ts', 'test/architecture.test.ts'].toSorted());
});
