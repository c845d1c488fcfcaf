import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import type { CustodyEntry } from '../../nouns/document.ts';
import { attributeChecks, bytesNow } from '../../publishing/attributes.ts';
import { premisXml } from '../../publishing/premis.ts';
import { custodyJson } from '../../server/custody-json.ts';
import { evidenceText } from '../../web/custody-words.ts';
import { say } from '../../web/messages.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';

export const custody: Command = {
  name: 'custody',
  help: `touchstone custody CASE SHA256|PATH [--premis | --json]
The life of one document in this case: what was done to it, when, by whom, and in which ledger entry; and what speaks for
its authenticity, availability, identity, persistence, renderability and understandability. Its bytes are hashed anew.
  --premis   as PREMIS 3.0 XML
  --json     {sha256, events: [{seq, kind, at, actor, entryHash, fields}], attributes: [{attribute, holds, evidence, code}]}
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
        terminal.print(premisXml(document, await opened.moves()).trimEnd());
        return;
      }
      const checks = attributeChecks(document, await bytesNow(opened, document));
      if (values.json) terminal.print(JSON.stringify(custodyJson(document, checks)));
      else {
        terminal.print(
          `SHA-256 ${document.sha256}, ${document.size} bytes, ${oneLine(document.places[0]?.path ?? '')}`,
        );
        document.custody.flatMap(eventLines).forEach((line) => terminal.print(line));
        for (const { attribute, holds, evidence } of checks) {
          const words = evidenceText(say('en'), evidence);
          terminal.print(`${attribute.padEnd(17)} ${holds.padEnd(7)} ${oneLine(words)}`);
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
