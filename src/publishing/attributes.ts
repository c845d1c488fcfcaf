import type { DocumentView } from '../nouns/document.ts';

/**
 * The attributes that the Berkeley Protocol on Digital Open Source Investigations (OHCHR and UC Berkeley, 2022) asks
 * preservation to keep, each with the evidence that the case has for it.
 */
export interface AttributeCheck {
  readonly attribute:
    | 'authenticity'
    | 'availability'
    | 'identity'
    | 'persistence'
    | 'renderability'
    | 'understandability';
  readonly holds: 'yes' | 'in part' | 'no';
  readonly evidence: string;
}

/** What was found out about the bytes just now. */
export interface BytesNow {
  /** SHA-256 of what is in the vault; undefined where it cannot be read. */
  readonly sha256: string | undefined;
  /** The last checkpoint that covers its first ledger entry, by the number of entries. */
  readonly checkpoint: number | undefined;
  /** When that checkpoint was there at the latest, by others: UTC, ISO 8601. */
  readonly dated: string | undefined;
}

export function attributeChecks(document: DocumentView, now: BytesNow): readonly AttributeCheck[] {
  return [
    authenticity(document, now),
    availability(now),
    identity(document),
    persistence(document, now),
    renderability(document),
    understandability(document),
  ];
}

function authenticity({ sha256, custody }: DocumentView, now: BytesNow): AttributeCheck {
  const received = custody.find(({ kind }) => kind === 'received');
  const same = now.sha256 === sha256;
  const evidence =
    received === undefined
      ? 'no ledger entry says where it came from'
      : `entry ${received.seq}, signed by ${received.actor} on ${received.at.slice(0, 10)}, names its SHA-256; the bytes kept now ${same ? 'have it' : 'do not have it'}`;
  return { attribute: 'authenticity', holds: same && received !== undefined ? 'yes' : 'no', evidence };
}

function availability({ sha256 }: BytesNow): AttributeCheck {
  const there = sha256 !== undefined;
  const evidence = there
    ? 'the original is in the vault and was just read'
    : 'the original cannot be read from the vault';
  return { attribute: 'availability', holds: there ? 'yes' : 'no', evidence };
}

function identity({ sha256, places }: DocumentView): AttributeCheck {
  const found = places.length === 1 ? 'at one place' : `at ${places.length} places`;
  return { attribute: 'identity', holds: 'yes', evidence: `SHA-256 ${sha256}, found ${found}` };
}

function persistence({ custody }: DocumentView, { checkpoint, dated }: BytesNow): AttributeCheck {
  const since = custody[0]?.at.slice(0, 10);
  if (since === undefined || checkpoint === undefined) {
    return { attribute: 'persistence', holds: 'in part', evidence: 'no checkpoint covers its entries yet' };
  }
  const by =
    dated === undefined ? 'dated by nobody outside' : `there at the latest on ${dated.slice(0, 10)}, by others`;
  const evidence = `in the ledger since ${since}, under the checkpoint over ${checkpoint} entries, ${by}`;
  return { attribute: 'persistence', holds: dated === undefined ? 'in part' : 'yes', evidence };
}

function renderability({ reading, places }: DocumentView): AttributeCheck {
  const outcome = places[0]?.outcome ?? 'waiting';
  const pages = reading?.pages.length ?? 0;
  const shown = pages > 0 ? `${pages} pages can be drawn` : 'its text can be shown';
  const holds = outcome === 'read' || outcome === 'container' ? 'yes' : outcome === 'read-in-part' ? 'in part' : 'no';
  const evidence = reading === undefined ? `outcome: ${outcome}` : `outcome: ${outcome}; ${shown}`;
  return { attribute: 'renderability', holds, evidence };
}

function understandability({ reading, places }: DocumentView): AttributeCheck {
  const languages = places[0]?.languages ?? [];
  const named = languages.filter((language) => language !== 'und');
  const fields = reading?.metadata.length ?? 0;
  const text = (reading?.text.trim().length ?? 0) > 0;
  const spoken = named.length > 0 ? `in ${named.join(', ')}` : 'in a language that was not told';
  const evidence = text ? `its text, ${spoken}, and ${fields} fields of metadata are kept` : 'no text is known of it';
  return {
    attribute: 'understandability',
    holds: text && named.length > 0 ? 'yes' : text ? 'in part' : 'no',
    evidence,
  };
}
