export type FindingCode =
  | 'ledger-missing'
  | 'entry-unreadable'
  | 'entry-misnumbered'
  | 'entries-missing'
  | 'entry-out-of-order'
  | 'chain-broken'
  | 'opening-unreadable'
  | 'opening-missing'
  | 'opening-unmatched'
  | 'opening-differs'
  | 'act-incomplete'
  | 'key-unknown'
  | 'key-wrong'
  | 'keys-differ'
  | 'signature-wrong'
  | 'actor-differs'
  | 'torn-line'
  | 'checkpoint-damaged'
  | 'checkpoint-signature'
  | 'checkpoint-root'
  | 'checkpoint-missing'
  | 'stamp-wrong'
  | 'case-file'
  | 'altered'
  | 'size-differs'
  | 'missing'
  | 'unreadable'
  | 'not-in-ledger'
  | 'unfinished-file'
  | 'set-aside'
  | 'unexpected-file'
  | 'more';

export interface Finding {
  readonly code: FindingCode;
  /** A path within the case, or `entry 17`. */
  readonly where: string;
  /** A clause that goes on from `where`: `entry 17: its signature does not hold`. */
  readonly message: string;
  /** A fault means that something is not what it was; a note, that something is here which proves nothing. */
  readonly severity: 'fault' | 'note';
}

interface VerifyProgress {
  readonly what: 'entries' | 'originals' | 'derivatives';
  readonly done: number;
  /** As many as the ledger names; absent where it is not known beforehand. */
  readonly total?: number;
}

export type OnProgress = (progress: VerifyProgress) => void;

const MAX_OF_ONE_CODE = 500; // enough to see a pattern; a case of a million files must not answer with a million lines

/** Collects findings, and counts those of a kind that are too many to list. */
export class Findings {
  readonly #listed: Finding[] = [];
  readonly #counts = new Map<string, number>();

  fault(code: FindingCode, where: string, message: string): void {
    this.#add({ code, where, message, severity: 'fault' });
  }

  note(code: FindingCode, where: string, message: string): void {
    this.#add({ code, where, message, severity: 'note' });
  }

  all(): readonly Finding[] {
    const more = [...this.#counts].flatMap(([kind, count]): Finding[] => {
      const [code = '', severity] = kind.split(' ');
      if (count <= MAX_OF_ONE_CODE) return [];
      const message = `${count - MAX_OF_ONE_CODE} more like this are not listed`;
      return [{ code: 'more', where: code, message, severity: severity === 'fault' ? 'fault' : 'note' }];
    });
    return [...this.#listed, ...more];
  }

  #add(finding: Finding): void {
    const kind = `${finding.code} ${finding.severity}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= MAX_OF_ONE_CODE) this.#listed.push(finding);
  }
}
