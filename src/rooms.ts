/**
 * The rooms of the house in their one order. A file imports from its own room and from rooms before it in this list,
 * and only files at the top of a room: sub-folders are private to their room. `house.ts` alone may reach into
 * sub-folders. test/architecture.test.ts holds the house to it; ARCHITECTURE.md prints it.
 */
export const ROOMS = [
  { name: 'base', owns: 'Problem, clock, canonical JSON, log, small pure helpers; nothing about the field' },
  { name: 'nouns', owns: 'the words of the field as types; one file per noun: type, parse, print' },
  { name: 'records', owns: 'database connection, transactions, migrations' },
  { name: 'vault', owns: 'originals and derivatives under their hash; the ledger, its checkpoints and proofs' },
  { name: 'queue', owns: 'jobs, leases, retries, progress' },
  { name: 'desk', owns: 'cases and the people who sign in them' },
  { name: 'search', owns: 'text analysis, the index interface and its engines; knows no other room’s tables' },
  { name: 'intake', owns: 'arrival: folders, containers, occurrences, accession facts' },
  { name: 'reading', owns: 'bytes to pages, text with boxes, pictures, metadata; runs in an expendable process' },
  { name: 'entities', owns: 'mentions, names across scripts, places, dates, judgements of sameness' },
  { name: 'claims', owns: 'statements, alignment, conflicts, lineage, origins, assessments' },
  { name: 'protection', owns: 'what would expose a source: scan, redaction, proof that nothing is left beneath' },
  { name: 'publishing', owns: 'packages, static site, proofs, verifier' },
  { name: 'house.ts', owns: 'puts each implementation behind its interface; alone reaches into sub-folders' },
  { name: 'web', owns: 'what people see: pages as pure functions of a view, islands, message catalogues' },
  { name: 'server', owns: 'the web server: parse, call a room, show' },
  { name: 'cli', owns: 'the command line: parse, call a room, print' },
] as const;
