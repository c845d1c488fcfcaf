/**
 * Makes `samples/leak` and `samples/truth.json` from `samples/sources`.
 *
 *     node scripts/make-samples.ts            makes what its sources have changed under; needs Chromium and the Noto
 *                                             fonts where that is a drawn page
 *     node scripts/make-samples.ts --redraw   draws every page again
 *     node scripts/make-samples.ts --check    says what no longer agrees with its sources; needs nothing
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as z from 'zod';
import { openDrawer, type Drawer } from '../samples/making/draw.ts';
import { RECIPES, SECOND_SCAN, type Part, type Recipe, type Shelf } from '../samples/making/recipes.ts';
import { zip } from '../samples/making/zip.ts';

const SAMPLES = join(import.meta.dirname, '..', 'samples');
const shelf: Shelf = {
  source: (name) => readFileSync(join(SAMPLES, 'sources', name)),
  leak: (path) => readFileSync(join(SAMPLES, 'leak', path)),
};

const AccountSchema = z.record(
  z.string(),
  z.looseObject({ same: z.string().optional(), outcomes: z.array(z.string()).optional() }),
);

/** What was made, and from which bytes: SHA-256 of the file and of everything that went into it. */
const MadeSchema = z.record(z.string(), z.object({ sha256: z.string(), from: z.string() }));
type Made = z.infer<typeof MadeSchema>;

/** The second scan first: the archive is made from it, and it stands among the sources. */
const KEYED: readonly { readonly key: string; readonly recipe: Recipe }[] = [
  { key: `../sources/${SECOND_SCAN.path}`, recipe: SECOND_SCAN },
  ...RECIPES.map((recipe) => ({ key: recipe.path, recipe })),
];

const { values: asked } = parseArgs({
  options: { check: { type: 'boolean', default: false }, redraw: { type: 'boolean', default: false } },
});
const redrawAll = asked.redraw;
if (asked.check) {
  const wrong = check();
  for (const sentence of wrong) console.error(sentence);
  console.log(wrong.length === 0 ? 'The samples agree with their sources.' : 'Run: node scripts/make-samples.ts');
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  await make();
}

async function make(): Promise<void> {
  const before = redrawAll ? {} : madeBefore();
  const made: Record<string, { sha256: string; from: string }> = {};
  let drawer: Drawer | undefined;
  try {
    for (const { key, recipe } of KEYED) {
      const from = ingredients(recipe);
      let bytes = before[key]?.from === from ? keptFile(key, before[key].sha256) : undefined;
      if (recipe.made === 'drawn') bytes ??= await recipe.draw(shelf, (drawer ??= await openDrawer()));
      else bytes = rebuilt(recipe);
      write(join('leak', key), bytes);
      made[key] = { sha256: sha256(bytes), from };
    }
  } finally {
    await drawer?.close();
  }
  for (const file of readdirSync(join(SAMPLES, 'leak'), { recursive: true, withFileTypes: true })) {
    const place = join(file.parentPath, file.name);
    if (file.isFile() && made[relative(join(SAMPLES, 'leak'), place)] === undefined) rmSync(place);
  }
  write('sources/made.json', Buffer.from(`${JSON.stringify(made, undefined, 2)}\n`));
  write('truth.json', Buffer.from(`${JSON.stringify(truth(), undefined, 2)}\n`));
  execFileSync(
    join(SAMPLES, '..', 'node_modules', '.bin', 'oxfmt'),
    ['samples/truth.json', 'samples/sources/made.json'],
    { cwd: join(SAMPLES, '..') },
  );
}

function madeBefore(): Made {
  if (!existsSync(join(SAMPLES, 'sources', 'made.json'))) return {};
  return MadeSchema.parse(JSON.parse(shelf.source('made.json').toString('utf8')));
}

/** A drawn file whose sources are what they were is left alone: drawn again, it would differ in nothing but its bytes. */
function keptFile(key: string, hash: string): Buffer | undefined {
  const place = join(SAMPLES, 'leak', key);
  const bytes = existsSync(place) ? readFileSync(place) : undefined;
  return bytes !== undefined && sha256(bytes) === hash ? bytes : undefined;
}

/** What does not agree, a sentence each. */
function check(): string[] {
  const made = madeBefore();
  const wrong: string[] = [];
  for (const { key, recipe } of KEYED) {
    const bytes = readFileSync(join(SAMPLES, 'leak', key));
    if (made[key]?.sha256 !== sha256(bytes)) wrong.push(`${key} is not the file that was made.`);
    if (made[key]?.from !== ingredients(recipe)) wrong.push(`${key} was made from other sources.`);
    if (recipe.made === 'exact' && !rebuilt(recipe).equals(bytes)) wrong.push(`${key} comes out otherwise today.`);
  }
  const kept: unknown = JSON.parse(readFileSync(join(SAMPLES, 'truth.json'), 'utf8'));
  if (!isDeepStrictEqual(kept, JSON.parse(JSON.stringify(truth())))) wrong.push('truth.json says other things.');
  return wrong;
}

/** Hash of what goes into a file: for an exact file its bytes, for an archive its entries, else its sources. */
function ingredients(recipe: Recipe): string {
  if (recipe.made === 'exact') return sha256(recipe.make(shelf));
  const parts =
    recipe.made === 'packed'
      ? recipe.entries(shelf).flatMap(({ name, bytes }) => [Buffer.from(name), bytes])
      : recipe.sources.map((name) => shelf.source(name));
  return sha256(Buffer.from(parts.map(sha256).join('\n')));
}

function rebuilt(recipe: Exclude<Recipe, { made: 'drawn' }>): Buffer {
  return recipe.made === 'exact' ? recipe.make(shelf) : zip(recipe.entries(shelf));
}

/** The hand-written account, with the hash and size of every file found, and the sums that follow from it. */
function truth(): unknown {
  const account = AccountSchema.parse(JSON.parse(shelf.source('account.json').toString('utf8')));
  const found = RECIPES.flatMap(foundIn);
  const untold = found.filter(({ path }) => account[path] === undefined).map(({ path }) => path);
  const unmade = Object.keys(account).filter((path) => !found.some((part) => part.path === path));
  if (untold.length + unmade.length > 0) {
    throw new Error(`account.json lacks [${untold.join()}] and has too much [${unmade.join()}]`);
  }
  const files = found.map((part) => {
    const own = account[part.path] ?? {};
    const told = own.same === undefined ? own : Object.assign({}, account[own.same], { same: own.same });
    const facts = { path: part.path, sha256: sha256(part.bytes), size: part.bytes.length };
    return Object.assign(facts, part.nameBytes && { nameBytes: part.nameBytes.toString('hex') }, told);
  });
  const first = files.filter((file) => file.same === undefined);
  const ending = (outcome: string): number => first.filter((file) => file.outcomes?.includes(outcome)).length;
  return {
    note: 'Made by scripts/make-samples.ts from samples/sources. Everything in it is invented.',
    account: {
      received: files.length,
      readOrReadInPart: ending('read'),
      container: ending('container'),
      duplicate: files.length - first.length,
      unreadable: ending('unreadable'),
    },
    files,
    claims: z.unknown().parse(JSON.parse(shelf.source('claims.json').toString('utf8'))),
  };
}

function foundIn(recipe: Recipe): readonly Part[] {
  const inside = recipe.made === 'drawn' ? undefined : recipe.inside?.(shelf);
  return [{ path: recipe.path, bytes: shelf.leak(recipe.path) }, ...(inside ?? [])];
}

function write(path: string, bytes: Uint8Array): void {
  const place = join(SAMPLES, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, bytes);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
