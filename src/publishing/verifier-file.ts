import { readFile } from 'node:fs/promises';

/**
 * The two files with which a stranger checks a package (docs/formats/package.md): `verify.mjs` for Node, and the script of
 * the page `check/` for a browser. They are written in parts, each a module of its own, and have the parts that check in
 * common; this puts them into one file, without a tool, so that what runs is what is read here.
 */

const CHECKS = [
  'basics',
  'archive',
  'bag-check',
  'proof-file',
  'log-check',
  'certificate',
  'ots-check',
  'stamp-check',
  'told-check',
  'package-check',
];
const WORDS = ['words-zh', 'words-ug', 'words'];
const ON_COMMAND_LINE = [...CHECKS, ...WORDS, 'node-files', 'node-archive', 'verify'];
const ON_PAGE = [
  ...CHECKS,
  ...WORDS,
  'own-hash',
  'own-ed25519',
  'page-tools',
  'page-files',
  'page-archive',
  'served-archive',
  'page',
];
const OWN_IMPORT = /^import \{[^}]*\} from '\.\/[\w-]+\.mjs';\n/gm;
const NODE_IMPORT = /^import \* as \w+ from 'node:[\w/]+';\n/gm;

const HEAD = `#!/usr/bin/env node
// Checks a package of Touchstone, offline: node verify.mjs [FOLDER | ARCHIVE]. Needs Node 20 or later and nothing else.
// Exit status: 0 everything holds, 1 something does not, 2 asked wrongly. What it checks: docs/formats/package.md.
// A package can bring a verifier that lies: whoever doubts it takes this file from elsewhere. It is the same for all.
`;
const PAGE_HEAD = `// Checks the package that it lies in, on the page check/, in the browser of whoever reads it. Asks nothing of any other
// host. The same parts as in verify.mjs. What it checks: docs/formats/package.md.
`;

export const VERIFIER_PATH = 'verify.mjs';

/** The same bytes each time. */
export async function verifierFile(): Promise<Uint8Array> {
  const { imports, body } = await together(ON_COMMAND_LINE);
  return Buffer.from(`${HEAD}${imports}\n${body}\n`);
}

/** The same bytes each time. Not a module: a page that was opened from a folder can load no module. */
export async function checkScript(): Promise<Uint8Array> {
  const { body } = await together(ON_PAGE);
  return Buffer.from(`${PAGE_HEAD}'use strict';\n(() => {\n${body}\n})();\n`);
}

async function together(names: readonly string[]): Promise<{ readonly imports: string; readonly body: string }> {
  const parts = await Promise.all(
    names.map((name) => readFile(new URL(`./verifier/${name}.mjs`, import.meta.url), 'utf8')),
  );
  const imports = new Set(parts.flatMap((part) => part.match(NODE_IMPORT) ?? []));
  const bodies = parts.map((part) =>
    part
      .replaceAll(NODE_IMPORT, '')
      .replaceAll(OWN_IMPORT, '')
      .replaceAll(/^export /gm, '')
      .trim(),
  );
  return { imports: [...imports].toSorted().join(''), body: bodies.join('\n\n') };
}
