import type { Message } from './en.ts';

/** What has happened to a document and to its case: its life, what speaks for it, and who has dated the ledger. */
export const custody = {
  'custody.title': 'The life of a document',
  'custody.deck': 'What was done to it in this case, when and by whom, as the ledger has it.',
  'custody.back': 'Back to the document',
  'custody.way': 'Its whole life, and what speaks for it',
  'custody.premis': 'As PREMIS 3.0 (XML)',
  'custody.checks': 'What speaks for it',
  'custody.checks-say':
    'The attributes that the Berkeley Protocol on Digital Open Source Investigations asks to be kept, each with the evidence that this case has. The bytes were hashed a moment ago.',
  'attribute.authenticity': 'Authenticity',
  'attribute.availability': 'Availability',
  'attribute.identity': 'Identity',
  'attribute.persistence': 'Persistence',
  'attribute.renderability': 'Renderability',
  'attribute.understandability': 'Understandability',
  'attribute-why.authenticity': 'Is it what was received?',
  'attribute-why.availability': 'Is it still there?',
  'attribute-why.identity': 'Can it be told from everything else?',
  'attribute-why.persistence': 'Has it been there since, unaltered?',
  'attribute-why.renderability': 'Can it be shown?',
  'attribute-why.understandability': 'Can it be understood?',
  'holds.yes': 'Yes',
  'holds.in-part': 'In part',
  'holds.no': 'No',
  'evidence.no-entry': 'No ledger entry says where it came from.',
  'evidence.signed-same':
    'Entry {seq}, signed by {actor} on {day}, names its SHA-256; the bytes kept now have it.',
  'evidence.signed-differs':
    'Entry {seq}, signed by {actor} on {day}, names its SHA-256; the bytes kept now do not have it.',
  'evidence.there': 'The original is in the vault and was read a moment ago.',
  'evidence.not-there': 'The original cannot be read from the vault.',
  'evidence.found': {
    one: 'SHA-256 {sha256}, found at {n} place.',
    other: 'SHA-256 {sha256}, found at {n} places.',
  },
  'evidence.no-checkpoint': 'No checkpoint covers its entries yet.',
  'evidence.undated':
    'In the ledger since {day}, under the checkpoint over {size} entries, dated by nobody outside.',
  'evidence.dated':
    'In the ledger since {day}, under the checkpoint over {size} entries, there at the latest on {date}, by others.',
  'evidence.unread': 'Outcome: {outcome}.',
  'evidence.pages-drawn': {
    one: 'Outcome: {outcome}. {n} page can be drawn.',
    other: 'Outcome: {outcome}. {n} pages can be drawn.',
  },
  'evidence.text-shown': 'Outcome: {outcome}. Its text can be shown.',
  'evidence.text': {
    one: 'Its text ({languages}) and {n} field of metadata are kept.',
    other: 'Its text ({languages}) and {n} fields of metadata are kept.',
  },
  'evidence.text-unnamed': {
    one: 'Its text, in a language that was not told, and {n} field of metadata are kept.',
    other: 'Its text, in a language that was not told, and {n} fields of metadata are kept.',
  },
  'evidence.no-text': 'No text is known of it.',

  'life.title': 'Entry by entry',
  'life.entry': '{time}, signed by {actor}, ledger entry {seq}',
  'life.entries': '{time}, signed by {actor}, ledger entries {first} to {last}',
  'life.received': 'Received. It was found at {path}.',
  'life.received-inside': 'Found inside another file, as {path}.',
  'life.read': 'Read. Outcome: {outcome}.',
  'life.read-package':
    'Read from a published package: document {document} of publication {publication}, received there on {day}.',
  'life.package-picture': {
    one: 'The picture of a page came with the package.',
    other: 'Pictures of {n} pages came with the package.',
  },
  'life.page-picture': { one: 'The picture of a page was drawn.', other: 'Pictures of {n} pages were drawn.' },
  'life.published': {
    one: 'A picture or a text of a page was made for publication.',
    other: '{n} pictures and texts of pages were made for publication.',
  },
  'life.unlocked-copy': 'Unlocked with a password. The copy is read in its place.',
  'life.converted-copy': 'Converted, so that it can be read. The copy is read in its place.',
  'life.printed': 'Laid out as pages, as it would be printed.',
  'life.derived': 'Something else was made of it: {what}.',
  'life.again-asked': 'A person asked that it be read again.',
  'life.again-better-reader': 'To be read again: there is a better reader.',
  'life.again-tool-found': 'To be read again: a program that was missing is there.',
  'life.again-unlocked': 'To be read again: it was unlocked.',
  'life.decided': 'A person decided: {what}.',
  'life.other': 'An entry of the kind {kind}.',
  'life.none': 'No entry of the ledger speaks of it yet.',
  'life.came': 'How it came',
  'life.accession': 'Taken in by {actor}, {time}',
  'life.as-of': 'Obtained',
  'life.roots': 'From',

  'bag.title': 'What the bag said of itself',
  'bag.whole': {
    one: 'It came in a BagIt bag, version {version}: {n} file was held against its lists ({algorithms}), and all of it agreed.',
    other:
      'It came in a BagIt bag, version {version}: {n} files were held against its lists ({algorithms}), and all of them agreed.',
  },
  'bag.faulty': {
    one: 'It came in a BagIt bag, version {version}, of which {n} thing did not agree with its lists ({algorithms}). It was taken in as it was.',
    other:
      'It came in a BagIt bag, version {version}, of which {n} things did not agree with its lists ({algorithms}). It was taken in as it was.',
  },
  'bag.nothing': 'The bag says nothing of itself.',
  'bag.untrusted': 'These are words of whoever made the bag.',

  'package.title': 'A published package',
  'package.holds': 'The package held when it came: every file, its signature, its ledger entries.',
  'package.fails': {
    one: 'The package did not hold when it came: {n} thing did not agree.',
    other: 'The package did not hold when it came: {n} things did not agree.',
  },
  'package.publication': 'Publication',
  'package.by': 'Published by',
  'package.day': 'Published on',
  'package.log': 'Name of its log',
  'package.checkpoint': 'Its checkpoint covers',
  'package.entries': { one: '{n} entry', other: '{n} entries' },
  'package.dated': 'Dated',
  'package.undated': 'by nobody outside',
  'package.keys': 'Keys that signed',
  'package.proof': 'Its proof (JSON)',
  'package.whose':
    'Whose key it is, the package cannot tell: compare it with one that the publishers give elsewhere.',

  'moves.title': 'Where the case has been',
  'moves.opened': 'Opened on another machine than before.',
  'moves.first': 'Noted on which machine the case is.',
  'moves.made': 'The case was made.',
  'moves.none': 'Nothing is noted of machines yet: it is with the next signature.',
  'moves.say':
    'A machine is told from others by a random number that this program made for itself. It says nothing of the machine.',

  'stamps.title': 'Dates from outside',
  'stamps.deck':
    'A checkpoint seals every entry of the ledger up to its number. Whoever dates it from outside makes it impossible to say later that these entries were written afterwards. They learn a hash and nothing else.',
  'stamps.way': 'Who has dated the ledger',
  'stamps.checkpoints': 'Checkpoints and what dates them',
  'stamps.none': 'Nobody outside has dated this case yet.',
  'stamps.none-say': 'Until then the times in the ledger are the word of whoever signed.',
  'stamps.no-checkpoint': 'There is no checkpoint yet: one is signed when something has been taken in.',
  'stamps.over': { one: 'Checkpoint over {n} entry', other: 'Checkpoint over the first {n} entries' },
  'stamps.last': 'the last one',
  'stamps.undated': 'Dated by nobody outside.',
  'stamps.rfc3161': 'Time authority',
  'stamps.opentimestamps': 'OpenTimestamps',
  'stamps.cosignature': 'Cosignature',
  'stamps.was-there': 'Was there on {time}',
  'stamps.seen': 'Was seen on {time}',
  'stamps.block': 'Was there on {time}: Bitcoin block {height}',
  'stamps.unknown-root':
    'The authority’s root certificate is not one that was trusted here. Compare its SHA-256 with one from elsewhere, and bring the answer again with the certificate:',
  'stamps.pending': 'Promised by {calendar}. It takes some hours until a block has it; then ask the calendar again.',
  'stamps.header-missing':
    'Bitcoin block {height} has it, if the block’s header says so: give its header to “touchstone stamp --headers”.',
  'stamps.header-differs': 'The header that was given for Bitcoin block {height} does not have it.',
  'stamps.unknown-kind': 'An attestation of a kind that is not known here.',
  'stamps.fault': 'It does not hold, and proves nothing: {faults}.',
  'stamps.key': 'Key',
  'stamps.ask': 'Ask for a date',
  'stamps.ask-say':
    'This machine asks nobody. Make the request, carry its files to a machine with a network, and bring back what is answered.',
  'stamps.request': 'Make a request',
  'stamps.request-files': 'The request',
  'stamps.request-authority': 'For a time authority (RFC 3161)',
  'stamps.request-calendar': 'For an OpenTimestamps calendar',
  'stamps.request-checkpoint': 'The checkpoint itself, for “ots stamp” and for someone who cosigns it',
  'stamps.request-how': 'Where there is a network, one of these or several; AUTHORITY and CALENDAR are addresses:',
  'stamps.bring': 'Bring an answer',
  'stamps.bring-say':
    'The authority’s .tsr, the calendar’s .answer, an .ots proof, or the checkpoint with a cosignature (.txt). It is checked before it is kept.',
  'stamps.file': 'The file',
  'stamps.roots': 'Certificates of the authority that you trust (PEM), if you have them',
  'stamps.cosigner': 'Verifier key of who has cosigned, as they told it to you',
  'stamps.bring-do': 'Check it and keep it',
  'stamps.not-kept': 'Nothing was kept.',
  'stamps.kept': 'It holds, and is kept with the case.',
  'stamps.proves': 'What a date proves',
  'stamps.proves-authority':
    'A time authority signs the hash together with its clock. You trust that authority, and its certificate.',
  'stamps.proves-ots':
    'OpenTimestamps puts the hash, with many others, into a Bitcoin block. You trust the chain of blocks; the time is true to some two hours.',
  'stamps.proves-cosign':
    'A cosigner signs to have seen the checkpoint. You trust that person, and know their key from elsewhere.',
  'stamps.proves-not': 'None of them says that the documents are genuine, or who wrote the ledger.',
} as const satisfies Record<string, Message>;
