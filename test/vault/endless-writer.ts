/* Appends until it is killed, and prints how many entries there are after each batch. For ledger.test.ts. */
import { openLedger, type Act } from '../../src/vault/ledger.ts';
import { newIdentity, testClock } from './case-fixture.ts';

const [folder = ''] = process.argv.slice(2);
const ledger = await openLedger(folder, { identity: await newIdentity('Killed'), clock: testClock() });
const batch = Array.from({ length: 40 }, (_, i): Act => ({ kind: 'noted', fields: { accession: 'a', path: `${i}` } }));
for (;;) {
  await ledger.append(batch);
  process.stdout.write(`${ledger.size()}\n`);
}
