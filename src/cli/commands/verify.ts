import { Problem } from '../../base/problem.ts';
import { readCaseFile } from '../../desk/case-file.ts';
import { verifyCaseFiles } from '../../vault/verify.ts';
import { parseCall, type Command } from '../command.ts';

export const verify: Command = {
  name: 'verify',
  help: `touchstone verify CASE [--json]
Re-hash every original and derivative, walk the ledger again, check every signature and checkpoint, and name exactly
what is wrong. Reads plain files only; changes nothing.
  --json   {ok, checked: {originals, derivatives, entries, signatures, checkpoints}, 
           keys: [{id, actor, since}], findings: [{code, where, message, severity}]}
Exit status: 0 whole · 4 no case there · 5 something was altered`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(verify, argv, { json: { type: 'boolean' } }, { least: 1, most: 1 });
    const folder = positionals[0] ?? '';
    await readCaseFile(folder).catch((error: unknown) => {
      // Safe: that case.json cannot be read is a finding like any other, and the rest is there to be looked at.
      if (!(error instanceof Problem) || (error.code !== 'case-damaged' && error.code !== 'unreadable-place'))
        throw error;
    });
    const report = await verifyCaseFiles(folder, {
      onProgress: ({ what, done, total }) => {
        terminal.progress(total === undefined ? `${done} ${what} checked` : `${done} of ${total} ${what} checked`);
      },
    });
    terminal.progress(undefined);
    if (values.json) terminal.print(JSON.stringify(report));
    else {
      for (const { id, actor, since } of report.keys)
        terminal.print(`signed by ${actor}, key ${id}, from entry ${since} on`);
      const { originals, derivatives, entries, signatures, checkpoints } = report.checked;
      for (const { severity, where, message } of report.findings) terminal.print(`${severity}: ${where}: ${message}`);
      terminal.print(
        `${originals} originals, ${derivatives} derivatives, ${entries} ledger entries, ${signatures} signatures, ${checkpoints} checkpoints checked.`,
      );
    }
    if (!report.ok) {
      throw new Problem('altered', 'This case is not whole: something was altered, or is missing.', {
        remedy: 'What is named above must come back from another copy of the case. Do not cite it until then.',
      });
    }
    if (!values.json) terminal.print('The case is whole.');
  },
};
