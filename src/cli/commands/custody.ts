import { createHash } from 'node:crypto';
import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import type { CustodyEntry, DocumentView } from '../../nouns/document.ts';
import { attributeChecks, type BytesNow } from '../../publishing/attributes.ts';
import { premisXml } from '../../publishing/premis.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';

export const custody: Command = {
  name: 'custody',
  help: `touchstone custody CASE SHA256|PATH [--premis | --json]
The life of one document in this case: what was done to it, when, by whom, and in which ledger entry; and what speaks for
its authenticity, availability, identity, persistence, renderability and understandability. Its bytes are hashed anew.
  --premis   as PREMIS 3.0 XML
  --json     {sha256, events: [{seq, kind, at, actor, entryHash, fields}], attributes: [{attribute, holds, evidence}]}
Exit status: 0 · 4 no such document`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      custody,
      argv,
      { premis: { type: 'boolean' }, json: { type: 'boolean' } },
      { least: 2, most: 2 },
    );
    const opened = await openCase(positionals[0] ?? '', {});
    try {
      const document = await opened.document(positionals[1] ?? '');
      if (document === undefined) {
        throw new Problem('not-found', 'There is no such document in this case.', {
          remedy: 'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.',
        });
      }
      if (values.premis) {
        terminal.print(premisXml(document).trimEnd());
        return;
      }
      const attributes = attributeChecks(document, await bytesNow(opened, document));
      const { sha256, custody: events } = document;
      if (values.json) terminal.print(JSON.stringify({ sha256, events, attributes }));
      else {
        terminal.print(`SHA-256 ${sha256}, ${document.size} bytes, ${oneLine(document.places[0]?.path ?? '')}`);
        events.flatMap(eventLines).forEach((line) => terminal.print(line));
        for (const { attribute, holds, evidence } of attributes) {
          terminal.print(`${attribute.padEnd(17)} ${holds.padEnd(7)} ${oneLine(evidence)}`);
        }
      }
    } finally {
      await opened.close();
    }
  },
};

function eventLines({ seq, kind, at, actor, fields }: CustodyEntry): readonly string[] {
  const shown = Object.entries(fields).filter(([name]) => name !== 'original');
  return [
    `entry ${seq}  ${at}  ${kind}, by ${oneLine(actor)}`,
    ...shown.map(([name, value]) => `    ${oneLine(name)}: ${oneLine(value).slice(0, 200)}`),
  ];
}

async function bytesNow(opened: OpenCase, { sha256, custody: [first] }: DocumentView): Promise<BytesNow> {
  const over = (await opened.stamps()).filter(({ size }) => first !== undefined && size > first.seq);
  const dates = over.flatMap(({ check }) => datesOf(check));
  return {
    sha256: await hashNow(opened, sha256),
    checkpoint: first === undefined ? undefined : await opened.checkpointOver(first.seq),
    dated: dates.toSorted()[0],
  };
}

/** Of what holds: stamps that a trusted root or a block stands for. */
function datesOf(check: Awaited<ReturnType<OpenCase['stamps']>>[number]['check']): readonly string[] {
  if (check.faults.length > 0) return [];
  if ('attestations' in check)
    return check.attestations.flatMap(({ state, time }) => (state === 'confirmed' && time !== undefined ? [time] : []));
  return 'key' in check || check.time === undefined ? [] : [check.time];
}

async function hashNow(opened: OpenCase, sha256: DocumentView['sha256']): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of opened.original(sha256)) hash.update(piece);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Problem) return undefined; // altered, or gone: that is what is told
    throw error;
  }
}
