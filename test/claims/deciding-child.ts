import { openCase } from '../../src/house.ts';
import type { Decision } from '../../src/nouns/decision.ts';
import { loadIdentity } from '../../src/vault/identity.ts';
import { randomFrom } from '../../scripts/search-texts.ts';

/**
 * A person who decides about everything, one thing after another, until the process is ended. Every decision that was
 * acknowledged is a line of standard output: its id, and as JSON what it says.
 */
const [folder = '', config = '', seed = '1', most = '100'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
const identity = await loadIdentity({ folder: config });
if (identity === undefined) throw new Error('nobody signs here');
const opened = await openCase(folder, { identity });
console.log('open');
for (let n = 0; n < Number(most); n += 1) {
  const decision = await nextDecision();
  if (decision === undefined) continue;
  try {
    const [id] = await opened.decide([decision]);
    process.stdout.write(`${id} ${JSON.stringify(decision)}\n`);
  } catch (error) {
    // Safe: the other person was faster, and what was to be decided is no longer so; anything else is a failure.
    if (!(error instanceof Error && 'code' in error && (error.code === 'bad-input' || error.code === 'not-found')))
      throw error;
  }
}
await opened.close();

async function nextDecision(): Promise<Decision | undefined> {
  const { claims } = await opened.claims({ offset: 0, limit: 100 });
  const [card, other] = [pick(claims), pick(claims)];
  const claim = card && (await opened.claim(card.id));
  const statement = claim && pick(claim.statements);
  if (claim === undefined || statement === undefined || other === undefined) return undefined;
  const kinds = ['accept', 'reject', 'split', 'merge', 'assess', 'lineage'] as const;
  switch (kinds[Math.floor(random() * kinds.length)]) {
    case 'reject':
      return { kind: 'reject', statement: statement.id };
    case 'split':
      return { kind: 'move', statements: [statement.id] };
    case 'merge':
      return { kind: 'merge', claims: [claim.id, other.id] };
    case 'assess':
      return {
        kind: 'assess',
        claim: claim.id,
        judgement: random() < 0.5 ? 'stands' : 'falls',
        reason: `Seen ${seed}.`,
        restsOn: [statement.id],
      };
    case 'lineage':
      return {
        kind: 'lineage',
        document: statement.document.sha256,
        from: 'Harbour Courier',
        holds: random() < 0.5,
      };
    case 'accept':
    case undefined:
  }
  return { kind: 'accept', statement: statement.id };
}
