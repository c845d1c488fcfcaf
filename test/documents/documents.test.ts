import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { PROBLEMS } from '../../src/base/problem.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MADE_LATER = new Set(['docs/picture.webp']); // drawn from the running program
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const documents = [
  ...globSync(['*.md', 'docs/**/*.md', 'samples/*.md'], { cwd: ROOT, exclude: (name) => name === 'node_modules' }),
];

test('docs/problems.md explains every code with its exit status and HTTP status, and no code that is gone', () => {
  const told = read('docs/problems.md').matchAll(/^## (\S+)\n\nExit status (\d+), HTTP (\d+)\. /gm);
  const codes = Array.from(told, ([, code, exitCode, status]) => [
    code,
    { status: Number(status), exitCode: Number(exitCode) },
  ]);
  assert.deepEqual(Object.fromEntries(codes), PROBLEMS);
});

test('docs/dependencies.md names every package of package.json, and no other', () => {
  const names = z.record(z.string(), z.string());
  const packages = z
    .object({ dependencies: names, devDependencies: names, optionalDependencies: names })
    .parse(JSON.parse(read('package.json')));
  const told = Array.from(read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm), ([, name]) => name);
  assert.equal(told.length, new Set(told).size);
  assert.deepEqual(new Set(told), new Set(Object.values(packages).flatMap(Object.keys)));
});

test('the README shows every command', () => {
  const commands = globSync('src/cli/commands/*.ts', { cwd: ROOT }).map((file) => basename(file, '.ts'));
  const shown = Array.from(read('README.md').matchAll(/^\| `([a-z]+)[ `]/gm), ([, name]) => name);
  assert.deepEqual(new Set(shown), new Set(commands));
});

test('ARCHITECTURE.md shows the rooms as they are', () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'print-rooms.ts'), '--check']);
});

test('links inside the documents lead somewhere', () => {
  const broken = documents.flatMap((file) =>
    Array.from(read(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g), ([, target]) => target ?? '')
      .filter((target) => !/^[a-z]+:/.test(target) && !MADE_LATER.has(target))
      .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('the documents keep the manner of the house', () => {
  const odd = documents.flatMap((file) => {
    const prose = read(file)
      .replaceAll(/^```.*?^```/gms, '')
      .replaceAll(/`[^`]*`/g, '')
      .replaceAll('![', '[')
      .replaceAll('<!--', '');
    return [/\bwe\b/i, /\bour\b(?! side)/i, /\bsimply\b/i, /!/].flatMap((word) =>
      word.test(prose) ? [`${file} has ${String(word)}`] : [],
    );
  });
  assert.deepEqual(odd, []);
});
