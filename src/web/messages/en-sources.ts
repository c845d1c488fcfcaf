import type { Message } from './en.ts';

/** Statements in the margin of a document, sources, the timeline. */
export const sources = {
  'note.count': { one: '{n} statement found in this document.', other: '{n} statements found in this document.' },
  'note.none': 'No statement was found in this document.',
  'note.hide': 'Hide statements',
  'note.show': 'Show statements',
  'note.add': 'Add a statement',
  'note.add-chosen': 'Add the chosen words as a statement',
  'note.look-fault': 'Documents do not agree',
  'note.look-agree': 'Separate origins agree',
  'note.look-single': 'One origin only',
  'note.number': 'Note {n}',
  'note.back': 'Back to the words of note {n}',
  'note.otherwise': { one: '{n} other says otherwise', other: '{n} others say otherwise' },
  'note.disagree': 'The documents disagree',
  'note.same': { one: '{n} other says the same', other: '{n} others say the same' },
  'note.same-origin': {
    one: '{n} other says the same, from the same origin',
    other: '{n} others say the same, all from one origin',
  },
  'note.tally': '{documents}, {origins}',
  'note.documents': { one: '{n} document', other: '{n} documents' },
  'note.origins': { one: '{n} origin', other: '{n} origins' },
  'note.accepted': 'Accepted',
  'keys.note': 'next note in the margin',
} as const satisfies Record<string, Message>;
