import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jsonIn, sha256In, type SoundPackage } from './sound-package.ts';
import { changeText, inJson, overwrite, pathsIn, PROOF, PUBLICATION, type Tampering } from './tamperings.ts';

interface Stamp {
  readonly kind: string;
  bytes: string;
  key: string;
}

function stampOf(stamps: readonly Stamp[], kind: string): Stamp {
  return stamps.find((each) => each.kind === kind)!;
}

/** With a key of the case: what the signature cannot show. */
export const BY_AN_INSIDER: readonly Tampering[] = [
  { what: 'a text of another document with its own proof', code: 'document-id', by: 'signing', change: otherPiece },
  {
    what: 'the entry of another piece',
    code: 'piece',
    by: 'signing',
    change: inJson(PUBLICATION, ({ documents: [one, , other] }) => {
      one.pages[0].text.entry = other.pages[0].text.entry;
    }),
  },
  {
    what: 'an entry that the proof does not have',
    code: 'piece',
    by: 'signing',
    change: inJson(PUBLICATION, ({ documents: [one] }) => {
      one.pages[0].text.entry = 9_999;
    }),
  },
  { what: 'a text that the log does not know', code: 'piece', by: 'signing', change: newText },
  {
    what: 'an older checkpoint',
    code: 'inclusion',
    by: 'signing',
    change: inJson(PROOF, (proof, { checkpoints }) => {
      proof.checkpoint = checkpoints[0];
    }),
  },
  {
    what: 'a checkpoint of another size',
    code: 'checkpoint',
    by: 'signing',
    change: inJson(PROOF, (proof) => {
      proof.checkpoint = proof.checkpoint.replace(/\n(\d+)\n/, (_: string, size: string) => `\n${Number(size) + 1}\n`);
    }),
  },
  {
    what: 'a path to the root that is cut short',
    code: 'inclusion',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => entries.at(-1).inclusion.pop()),
  },
  {
    what: 'a path that is of another entry',
    code: 'inclusion',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => {
      entries[1].inclusion = entries[2].inclusion;
    }),
  },
  {
    what: 'an entry with another number',
    code: 'inclusion',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => {
      entries.at(-1).line = entries.at(-1).line.replace(/"seq":\d+/, '"seq":0');
    }),
  },
  {
    what: 'an entry twice',
    code: 'entry',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => entries.push(entries[1])),
  },
  { what: 'what an entry does not say', code: 'disclosure', by: 'signing', change: invented },
  {
    what: 'an opened field of another entry',
    code: 'disclosure',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => {
      entries[1].open = entries[2].open;
    }),
  },
  {
    what: 'a key that no entry adds',
    code: 'key',
    by: 'signing',
    change: inJson(PROOF, ({ entries }) => entries.shift()),
  },
  {
    what: 'a proof of a newer version',
    code: 'proof',
    by: 'signing',
    change: inJson(PROOF, (proof) => {
      proof.version = 2;
    }),
  },
  {
    what: 'a publication of a newer version',
    code: 'version',
    by: 'signing',
    change: inJson(PUBLICATION, (told) => {
      told.version = 2;
    }),
  },
  {
    what: 'an earlier day of receipt',
    code: 'received',
    by: 'signing',
    change: inJson(PUBLICATION, ({ documents: [one] }) => {
      one.received.day = '2020-01-01';
    }),
  },
  {
    what: 'words that the page does not have',
    code: 'citation',
    by: 'signing',
    change: inJson(PUBLICATION, ({ claims: [claim] }) => {
      claim.statements[0].citation.quote = 'nobody';
    }),
  },
  {
    what: 'words of elsewhere on the page',
    code: 'claim-id',
    by: 'signing',
    change: inJson(PUBLICATION, ({ claims: [claim] }) => {
      claim.statements[0].citation.start--;
    }),
  },
  {
    what: 'evidence of a lineage that the page does not have',
    code: 'citation',
    by: 'signing',
    change: inJson(PUBLICATION, ({ claims: [claim] }) => {
      const { citation } = claim.statements[0];
      const evidence = { ...citation, quote: 'nobody' };
      claim.lineage = [{ document: citation.document, from: { origin: 0 }, kind: 'credits', evidence }];
    }),
  },
  {
    what: 'a lineage that leads to what is not told',
    code: 'publication',
    by: 'signing',
    change: inJson(PUBLICATION, ({ claims: [claim] }) => {
      const { document } = claim.statements[0].citation;
      claim.lineage = [{ document, from: { document: '0000000000000000' }, kind: 'credits' }];
    }),
  },
  {
    what: 'an origin that is a document which is not there',
    code: 'publication',
    by: 'signing',
    change: inJson(PUBLICATION, ({ claims: [claim] }) => {
      claim.origins[0].document = '0000000000000000';
    }),
  },
  {
    what: 'a title that was not the one',
    code: 'publication-id',
    by: 'signing',
    change: inJson(PUBLICATION, (told) => {
      told.title = 'Other papers';
    }),
  },
  {
    what: 'a document less in what is told',
    code: 'unlisted',
    by: 'signing',
    change: inJson(PUBLICATION, (told) => {
      told.documents.pop();
    }),
  },
  { what: 'an original that was not received', code: 'original', by: 'signing', change: otherOriginal },
  {
    what: 'an original that nothing names',
    code: 'unlisted',
    by: 'signing',
    async change(folder, made) {
      await otherOriginal(folder, made);
      await inJson(PUBLICATION, ({ documents: [one] }) => Reflect.deleteProperty(one, 'original'))(folder, made);
    },
  },
  {
    what: 'a time stamp with a changed bit',
    code: 'stamp',
    by: 'signing',
    change: inJson(PROOF, ({ stamps }) => {
      const stamp = stampOf(stamps, 'rfc3161');
      const bytes = Buffer.from(stamp.bytes, 'base64');
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
      stamp.bytes = bytes.toString('base64');
    }),
  },
  {
    what: 'stamps of another checkpoint',
    code: 'stamp',
    by: 'signing',
    change: inJson(PROOF, (proof, { checkpoints }) => {
      proof.checkpoint = checkpoints[0];
    }),
  },
  {
    what: 'a cosignature under another name',
    code: 'stamp',
    by: 'signing',
    change: inJson(PROOF, ({ stamps }) => {
      const own = stampOf(stamps, 'cosignature');
      own.key = own.key.replace('w.example', 'x.example');
    }),
  },
];

async function otherPiece(folder: string, made: SoundPackage): Promise<void> {
  await overwrite(folder);
  await inJson(PUBLICATION, ({ documents: [one, , other] }) => {
    const { sha256, entry } = other.pages[0].text;
    Object.assign(one.pages[0].text, { sha256, entry });
  })(folder, made);
}

async function newText(folder: string, made: SoundPackage): Promise<void> {
  await changeText(folder, made);
  const { text } = await pathsIn(folder);
  const sha256 = await sha256In(folder, text);
  await inJson(PUBLICATION, ({ documents: [one] }) => Object.assign(one.pages[0].text, { sha256 }))(folder, made);
}

async function otherOriginal(folder: string, made: SoundPackage): Promise<void> {
  const { documents } = await jsonIn(folder, PUBLICATION);
  const sha256 = createHash('sha256').update('other').digest('hex');
  const path = `doc/${documents[0].id}/original/${sha256.slice(0, 16)}.txt`;
  await mkdir(dirname(join(folder, 'data', path)));
  await writeFile(join(folder, 'data', path), 'other');
  await inJson(PUBLICATION, ({ documents: [one] }) => {
    one.original = { path, sha256, mediaType: 'text/plain' };
  })(folder, made);
}

/** The hash of another file, with a salt as good as any. */
async function invented(folder: string, made: SoundPackage): Promise<void> {
  const opening = JSON.stringify([Buffer.alloc(16, 7).toString('base64url'), 'derivative', 'ab'.repeat(32)]);
  await inJson(PROOF, ({ entries }) => {
    const entry = entries.findLast(({ open }: { open: string[] }) => open.length === 3);
    entry.open[1] = Buffer.from(opening).toString('base64url');
  })(folder, made);
}
