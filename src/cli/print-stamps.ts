import type { Stamp } from '../vault/stamps.ts';
import { oneLine } from './printable.ts';

/** What a stamp says of the entries before `size`, a line each. */
export function stampLines(size: number, check: Stamp['check']): readonly string[] {
  const over = `entries 0 to ${size - 1}`;
  if ('key' in check) {
    const { faults, key, time = '' } = check;
    return [
      faults.length > 0
        ? `${over}: the cosignature of ${oneLine(key)} does not hold`
        : `${over} were seen at ${time} by ${oneLine(key)}`,
    ];
  }
  if (!('attestations' in check)) {
    const { faults, time = '?', authority = '?', root = '?' } = check;
    const unknown = `, by a root that nobody here has trusted yet (SHA-256 ${root})`;
    const wrong = faults.filter((fault) => fault !== 'unknown-root');
    const dated = `were there at ${time}${faults.includes('unknown-root') ? unknown : ''}`;
    const said = wrong.length > 0 ? `are not dated by it (${wrong.join(', ')})` : dated;
    return [`${over} ${said}: ${oneLine(authority.replaceAll('\n', ', '))}`];
  }
  const { faults, attestations } = check;
  if (faults.length > 0) return [`${over}: the proof does not hold (${faults.join(', ')})`];
  return attestations.map(({ state, height = 0, time = '', calendar = '' }) => {
    if (state === 'confirmed') return `${over} were there at ${time}: Bitcoin block ${height}`;
    if (state === 'header-missing') return `${over}: Bitcoin block ${height}; give its header with --headers`;
    if (state === 'header-differs')
      return `${over}: Bitcoin block ${height} does not have it, by the header that was given`;
    return state === 'pending'
      ? `${over}: promised by ${oneLine(calendar)}`
      : `${over}: an attestation of a kind not known here`;
  });
}
