/** What custody asks of a document, and what the case answers. */

/**
 * The attributes that the Berkeley Protocol on Digital Open Source Investigations (OHCHR and UC Berkeley, 2022) asks
 * preservation to keep, each with the evidence that the case has for it.
 */
export interface AttributeCheck {
  readonly attribute: (typeof ATTRIBUTES)[number];
  readonly holds: 'yes' | 'in part' | 'no';
  readonly evidence: Evidence;
}

export const ATTRIBUTES = [
  'authenticity',
  'availability',
  'identity',
  'persistence',
  'renderability',
  'understandability',
] as const;

/** The code picks the sentence from the message catalogue (`evidence.<code>`); `params` fill its blanks. */
export interface Evidence {
  readonly code: (typeof EVIDENCE_CODES)[number];
  readonly params?: Readonly<Record<string, string | number>>;
}

export const EVIDENCE_CODES = [
  'no-entry', // nothing says where it came from
  'signed-same', // {seq, actor, day}
  'signed-differs', // {seq, actor, day}
  'there',
  'not-there',
  'found', // {sha256, n}: at how many places
  'no-checkpoint',
  'undated', // {day, size}
  'dated', // {day, size, date}
  'unread', // {outcome}
  'pages-drawn', // {outcome, n}
  'text-shown', // {outcome}
  'text', // {languages, n}: tags, separated by spaces; fields of metadata
  'text-unnamed', // {n}
  'no-text',
] as const;

/** When the case came to a machine on which it was not before, as the ledger has it. */
export interface CaseMove {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  /** Tells machines of this case apart, and nothing else. */
  readonly machine: string;
  /** `first`: nothing was known of machines before. */
  readonly how: 'made' | 'first' | 'opened';
}
