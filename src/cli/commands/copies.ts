import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import type { CopyKind } from '../../nouns/copies.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import { copiesJson, groupsJson } from '../../server/copies-json.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

export const copies: Command = {
  name: 'copies',
  help: `touchstone copies CASE [SHA256|PATH] [--limit N] [--json]
Without a document: the groups of near copies, the largest first. With one: the documents that share text with it, the
closest first, with how much of it stands in the other and how much of the other stands in it.
  --limit N   how many to print, 100 where left out
  --json      {total, groups: [{documents, fullest, members: [{sha256, path, title?, mediaType}]}]}, or for a document
              {near, group, looked, copies: [{sha256, path, title?, mediaType, kind, share, shareOfOther}]}
Shares are those of runs of three words (docs/copies.md). A near copy is a machine’s finding: nothing is merged.
Exit status: 0 · 4 no such document`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      copies,
      argv,
      { json: { type: 'boolean' }, limit: { type: 'string' } },
      { least: 1, most: 2 },
    );
    const [folder = '', ref] = positionals;
    const limit = parseCount(values.limit, 'limit', 100);
    const opened = await openCase(folder, {});
    try {
      const request = { limit, json: values.json === true, terminal };
      await (ref === undefined ? printGroups(opened, request) : printCopies(opened, ref, request));
    } finally {
      await opened.close();
    }
  },
};

interface Request {
  readonly limit: number;
  readonly json: boolean;
  readonly terminal: Terminal;
}

async function printGroups(opened: OpenCase, { limit, json, terminal }: Request): Promise<void> {
  const found = await opened.copyGroups({ limit, offset: 0 });
  if (json) return terminal.print(JSON.stringify(groupsJson(found)));
  for (const { documents, fullest, members } of found.groups) {
    terminal.print(`${documents} near copies of one another:`);
    for (const { document, path } of members) {
      terminal.print(`  ${oneLine(path)}${document === fullest ? '  (the fullest)' : ''}`);
    }
    if (members.length < documents) terminal.print(`  and ${documents - members.length} more`);
  }
  const shown = found.groups.length < found.total ? `; ${found.groups.length} shown` : '';
  terminal.print(`${found.total} ${found.total === 1 ? 'group' : 'groups'} of near copies${shown}.`);
}

async function printCopies(opened: OpenCase, ref: string, { limit, json, terminal }: Request): Promise<void> {
  const found = await opened.copies(await documentNamed(opened, ref), limit);
  if (json) return terminal.print(JSON.stringify(copiesJson(found)));
  for (const { kind, share, shareOfOther, path } of found.copies) {
    terminal.print(`${KINDS[kind].padEnd(16)} ${percent(share)} of it, ${percent(shareOfOther)} of  ${oneLine(path)}`);
  }
  terminal.print(`${found.near} near ${found.near === 1 ? 'copy' : 'copies'}.`);
  if (!found.looked) terminal.note('Its text has not been compared with the others yet: `touchstone work` goes on.');
}

const KINDS: Readonly<Record<CopyKind, string>> = {
  same: 'same text',
  edited: 'edited',
  part: 'part of it',
  whole: 'contains it',
  passages: 'shares passages',
};

/** @throws Problem `not-found` */
export async function documentNamed(opened: OpenCase, ref: string): Promise<Sha256> {
  const document = await opened.document(ref);
  if (document !== undefined) return document.sha256;
  throw new Problem('not-found', 'There is no such document in this case.', {
    remedy: 'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.',
  });
}

/** Never 100 % of what is not the same. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`.padStart(5);
}
