import { readFile } from 'node:fs/promises';

/**
 * `verify.mjs`, the one file with which a stranger checks a package (docs/formats/package.md). It is written in parts, each
 * a module of its own; this puts them into one, without a tool, so that what runs is what is read here.
 */

const PARTS = ['basics', 'bag-check', 'log-check', 'stamp-check', 'told-check', 'package-check', 'verify'];
const OWN_IMPORT = /^import \{[^}]*\} from '\.\/[\w-]+\.mjs';\n/gm;
const NODE_IMPORT = /^import \* as \w+ from 'node:[\w/]+';\n/gm;

const HEAD = `#!/usr/bin/env node
// Checks a package of Touchstone, offline: node verify.mjs [FOLDER]. Needs Node 20 or later and nothing else.
// Exit status: 0 everything holds, 1 something does not, 2 asked wrongly. What it checks: docs/formats/package.md.
// A package can bring a verifier that lies: whoever doubts it takes this file from elsewhere. It is the same for all.
`;

export const VERIFIER_PATH = 'verify.mjs';

/** The same bytes each time. */
export async function verifierFile(): Promise<Uint8Array> {
  const parts = await Promise.all(
    PARTS.map((name) => readFile(new URL(`./verifier/${name}.mjs`, import.meta.url), 'utf8')),
  );
  const imports = new Set(parts.flatMap((part) => part.match(NODE_IMPORT) ?? []));
  const bodies = parts.map((part) =>
    part
      .replaceAll(NODE_IMPORT, '')
      .replaceAll(OWN_IMPORT, '')
      .replaceAll(/^export /gm, '')
      .trim(),
  );
  return Buffer.from(`${HEAD}${[...imports].toSorted().join('')}\n${bodies.join('\n\n')}\n`);
}
