/**
 * Measures publishing: `npm run bench -- publish [--documents N] [--json]`. N texts (1,000 where left out), made here, are
 * taken in and published with every claim, a list of withheld words beside them; then the package is checked by
 * `touchstone check`, and by the verifier in it. No page is drawn: that takes its own time, and is done once.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCase, openCase } from '../src/house.ts';
import { checkPackage } from '../src/publishing/check-package.ts';
import { parseProfile } from '../src/publishing/profile.ts';
import { createIdentity } from '../src/vault/identity.ts';
import { renderPublication } from '../src/web/published.ts';
import { measured } from './measured-run.ts';
import { inventedTexts } from './search-texts.ts';

const PARAGRAPHS = 5; // some 3 KB: a page

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } },
});
const scratch = await mkdtemp(join(tmpdir(), 'bench-publish-'));
try {
  const identity = await createIdentity({ person: 'A. Bench', folder: join(scratch, 'config') });
  const folder = join(scratch, 'case');
  await mkdir(join(scratch, 'material'));
  const texts = inventedTexts();
  for (let n = 0; n < Number(values.documents); n += 1) {
    const paragraphs = Array.from({ length: PARAGRAPHS }, (_, k) => texts.at(n * PARAGRAPHS + k));
    await writeFile(join(scratch, 'material', `${n}.txt`), paragraphs.join('\n\n'));
  }
  await createCase(folder, 'Bench', { identity });
  const opened = await openCase(folder, { identity });
  const signal = new AbortController().signal;
  await opened.receive([join(scratch, 'material')], {});
  await opened.read({ readers: availableParallelism(), more: () => false, signal });
  const profile = (withheld: readonly string[]) =>
    parseProfile(
      JSON.stringify({
        format: 'touchstone/profile',
        version: 1,
        title: 'Bench',
        documents: 'all',
        claims: 'all',
        withheld,
      }),
    );
  const prepared = async (out: string, withheld: readonly string[]) => {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const made = await opened.preparePackage(profile(withheld), {
      out: join(scratch, out),
      render: renderPublication,
      signal,
    });
    const { user, system } = process.cpuUsage(cpu);
    return { made, seconds: round((performance.now() - began) / 1000), cpuSeconds: round((user + system) / 1e6) };
  };
  const first = await prepared('first', []);
  await first.made.publish();
  const again = await prepared('again', []);
  await again.made.drop();
  const searched = await prepared('searched', ['Zzyzx Qwertyuiop', '王勇智', 'ئابدۇرېھىم', '0991 2345678']);
  await searched.made.drop();
  await opened.close();
  const { publication, files, bytes } = first.made;
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { faults } = await checkPackage(join(scratch, 'first'));
  const checkedCpu = process.cpuUsage(cpu).user / 1e6;
  const checkedSeconds = (performance.now() - began) / 1000;
  const verifier = await measured([process.execPath, join(scratch, 'first/data/verify.mjs'), join(scratch, 'first')]);
  const figures = {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    documents: publication.documents.length,
    pages: publication.documents.reduce((sum, { pages }) => sum + pages.length, 0),
    claims: publication.claims.length,
    files,
    bytes,
    first: { seconds: first.seconds, cpuSeconds: first.cpuSeconds },
    again: { seconds: again.seconds, cpuSeconds: again.cpuSeconds },
    withheld: { seconds: searched.seconds, cpuSeconds: searched.cpuSeconds },
    check: { faults: faults.length, seconds: round(checkedSeconds), cpuSeconds: round(checkedCpu) },
    verifier: {
      code: verifier.code,
      seconds: round(verifier.wallSeconds),
      cpuSeconds: round(verifier.cpuSeconds),
      peakMb: verifier.mainPeakMb,
    },
    peakMb: round(process.resourceUsage().maxRSS / 1000),
  };
  if (values.json) console.log(JSON.stringify(figures, undefined, 2));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(10)} ${JSON.stringify(value)}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
