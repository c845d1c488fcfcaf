import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { Html } from './html.ts';
import { urls } from './urls.ts';

/** A file that every page may use; the same bytes for as long as its address lives, so it may be cached for good. */
export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The address of an asset by its name, with the hash of its content in it. Throws for a name that is not one. */
export function assetUrl(name: AssetName): string {
  const known = held().get(name);
  if (known === undefined) throw new Error(`no asset named ${name}`);
  return urls.asset(known.hash, name);
}

/** What lies at `/assets/<hash>/<name>`; undefined for an unknown name or another hash. Names never reach the disk. */
export async function findAsset(hash: string, name: string): Promise<Asset | undefined> {
  const known = held().get(name);
  if (known === undefined || known.hash !== hash) return undefined;
  return { type: known.type, bytes: known.bytes ?? new Uint8Array(await readFile(known.file)) };
}

/** The one style sheet of a package: no address in it, and no face but those that a reader has. */
export function publishedSheet(): string {
  const sheets = PUBLISHED_SHEETS.map((name) => readText(`./assets/${name}.css`)).join('\n');
  return sheets.replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '').replaceAll(/\n\s*/g, '\n');
}

const PUBLISHED_SHEETS = (
  'tokens ground parts shell leaf claims claim lineage sources states print ' +
  'published published-document published-check published-print'
).split(' ');

/** A script of a package, as browsers take it from a folder: one that is no module. */
export function publishedScript(name: 'published-citation' | 'published-search'): string {
  const script = stripTypeScriptTypes(readText(`./islands/${name}.ts`), { mode: 'strip' });
  return `(() => {\n${script.replaceAll(/[ \t]+$/gm, '')}\n})();\n`;
}

/** A drawing of `icons.svg` for a page that can load no other file than itself. */
export function drawnIcon(name: string, more = ''): Html {
  drawings ??= new Map(
    Array.from(readText('./assets/icons.svg').matchAll(ICON), ([, id = '', inside = '']) => [id, inside]),
  );
  return new Html(
    `<svg class="icon ${more}" aria-hidden="true" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5">${drawings.get(name) ?? ''}</svg>`,
  );
}

const ICON = /<symbol [^>]*id="(\w+)"[^>]*>(.*)<\/symbol>/g;
let drawings: ReadonlyMap<string, string> | undefined;

/** Every asset's name, for tests and for packing. */
export function assetNames(): readonly string[] {
  return [...held().keys()];
}

export type AssetName = 'look.css' | 'fonts.css' | 'icons.svg' | 'touchstone.svg' | IslandName;
type IslandName = `${(typeof ISLANDS)[number]}.js`;

const ISLANDS = ['keys', 'cite', 'live', 'search-box', 'progress', 'say-here'] as const;
const DRAWINGS = ['icons.svg', 'touchstone.svg'];
const SHEETS = [
  'tokens.css',
  'ground.css',
  'parts.css',
  'shell.css',
  'case.css',
  'files.css',
  'search.css',
  'finding.css',
  'reader.css',
  'leaf.css',
  'passage.css',
  'notes.css',
  'sources.css',
  'compare.css',
  'behind.css',
  'claims.css',
  'claim.css',
  'lineage.css',
  'deciding.css',
  'publish.css',
  'states.css',
  'print.css',
];

/** The faces and which of a package's style sheets lists their files. `only`: scripts to take from it. */
const FACES: readonly { readonly package: string; readonly sheet: string; readonly only?: RegExp }[] = [
  { package: 'source-serif-4', sheet: 'opsz.css' },
  { package: 'source-serif-4', sheet: 'opsz-italic.css', only: /-latin-/ },
  { package: 'source-sans-3', sheet: 'index.css' },
  { package: 'source-code-pro', sheet: 'index.css' },
  // Their Latin letters and digits would push the Source faces out of Uyghur sentences.
  { package: 'noto-naskh-arabic', sheet: 'index.css', only: /-arabic-arabic-/ },
  { package: 'noto-sans-arabic', sheet: 'index.css', only: /-arabic-arabic-/ },
  { package: 'noto-serif-sc', sheet: 'index.css' },
  { package: 'noto-sans-sc', sheet: 'index.css' },
];

type Held =
  | { readonly hash: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly hash: string; readonly type: string; readonly bytes?: undefined; readonly file: URL };

let assets: ReadonlyMap<string, Held> | undefined;

/** Read once, when the first page is drawn; fonts only when a browser asks for them. */
function held(): ReadonlyMap<string, Held> {
  return (assets ??= gather());
}

function gather(): ReadonlyMap<string, Held> {
  const all = new Map<string, Held>();
  const keep = (name: string, type: string, content: string): void => {
    all.set(name, { type, bytes: new TextEncoder().encode(content), hash: shortHash(content) });
  };
  for (const drawing of DRAWINGS) keep(drawing, 'image/svg+xml', readText(`./assets/${drawing}`));

  const faces = FACES.map((face) => fontFaces(face, all)).join('\n');
  keep('fonts.css', 'text/css; charset=utf-8', faces);

  const look = SHEETS.map((sheet) => readText(`./assets/${sheet}`)).join('\n');
  keep('look.css', 'text/css; charset=utf-8', look);

  for (const island of ISLANDS) {
    const script = stripTypeScriptTypes(readText(`./islands/${island}.ts`), { mode: 'strip' });
    keep(`${island}.js`, 'text/javascript; charset=utf-8', script);
  }
  return all;
}

/** The `@font-face` rules of one package, and its files put among the assets. A package's version names its files' content. */
function fontFaces(face: (typeof FACES)[number], all: Map<string, Held>): string {
  const folder = new URL('.', import.meta.resolve(`@fontsource-variable/${face.package}/package.json`));
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const hash = shortHash(JSON.stringify(manifest));
  const rules = readFileSync(new URL(face.sheet, folder), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
  return rules
    .filter((rule) => face.only?.test(rule) ?? true)
    .map((rule) =>
      rule.replace(/url\(\.\/files\/([\w.-]+)\)/g, (_, name: string) => {
        all.set(name, { hash, type: 'font/woff2', file: new URL(`files/${name}`, folder) });
        return `url(${urls.asset(hash, name)})`;
      }),
    )
    .join('\n');
}

function readText(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function shortHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
