import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { packageNote } from '../../src/publishing/package-format.ts';
import { parseProfile } from '../../src/publishing/profile.ts';
import { cosigned, cosignerKey } from '../../src/vault/cosignature.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { signNote, type Signer } from '../../src/vault/signed-note.ts';
import { bringStamp, requestStamps } from '../../src/vault/stamps.ts';
import { renderPublication } from '../../src/web/published.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { startTimeAuthority } from '../helpers/time-authority.ts';

const LEAK = new URL('../../samples/leak/', import.meta.url);

/** A package as a case gives it out, and what an insider has besides: the key of the case, and its other checkpoints. */
export interface SoundPackage {
  readonly folder: string;
  /** Another one of the same case. */
  readonly older: string;
  readonly outside: string;
  readonly signer: Signer;
  readonly origin: string;
  /** Texts of checkpoints of the case, from the oldest. */
  readonly checkpoints: readonly string[];
  /** Certificate of the authority that dated it, PEM. */
  readonly rootFile: string;
  /** The text of a proof that opens `original` of the entry of the first page file. */
  readonly opened: string;
  readonly original: string;
}

/** Three documents, one with a picture, claims, and a checkpoint that an authority and a witness have dated. */
export async function soundPackage(t: TestContext): Promise<SoundPackage> {
  const { folder, outside, identity, open } = await temporaryCase(t);
  const opened = await open();
  const material = join(outside, 'material');
  await mkdir(material);
  await cp(new URL('press/yearbook-note.pdf', LEAK), join(material, 'note.pdf'));
  await writeFile(join(material, 'telegram.txt'), 'Telegram.\n\nBy 31 May 2,310 people were moved from Ak-Tepe.\n');
  await writeFile(join(material, 'letter.txt'), 'Letter 王勇😀.\n\nBy 31 May 1,847 people were moved from Ak-Tepe.\n');
  await opened.receive([material], {});
  await readAll(opened);
  const { claims } = await opened.claims({ offset: 0, limit: 50, sort: 'disagreement' });
  const prepare = (title: string, out: string) =>
    opened.preparePackage(
      parseProfile(
        JSON.stringify({
          format: 'touchstone/profile',
          version: 1,
          title,
          publisher: 'A newsroom',
          documents: ['telegram.txt', 'note.pdf', 'letter.txt'].map((name) => ({ document: `material/${name}` })),
          claims: claims.map(({ id }) => id),
        }),
      ),
      { out, render: renderPublication, signal: new AbortController().signal },
    );
  const older = join(outside, 'older');
  await (await prepare('An older one', older)).publish();
  const rootFile = await dated(folder, outside, (await jsonIn(older, 'data/proofs/proof.json')).checkpoint);
  const sound = join(outside, 'package');
  const made = await prepare('The papers', sound);
  await made.publish();

  const first = made.publication.documents[0]?.pages[0]?.text.entry ?? 0;
  const names = (await readdir(join(folder, 'ledger/checkpoints'))).toSorted();
  return {
    folder: sound,
    older,
    outside,
    signer: identity.signerFor(made.publication.proof.origin),
    origin: made.publication.proof.origin,
    checkpoints: await Promise.all(names.map((name) => readFile(join(folder, 'ledger/checkpoints', name), 'utf8'))),
    rootFile,
    opened: await opened.proof([{ seq: first, fields: ['derivative', 'original'] }]),
    original: (await opened.document('material/telegram.txt'))?.sha256 ?? '',
  };
}

/** Has the last checkpoint dated; the pieces are under it. */
async function dated(folder: string, outside: string, checkpoint: string): Promise<string> {
  const authority = await startTimeAuthority(outside);
  const { authority: request } = await requestStamps(folder);
  const roots = [authority.rootPem];
  await bringStamp(folder, { name: 'a.tsr', bytes: await authority.answer(request.bytes), roots });
  const witness = (await createIdentity({ person: 'B. Witness', folder: join(outside, 'witness') })).signerFor(
    'w.example',
  );
  const bytes = Buffer.from(cosigned(checkpoint, witness, systemClock) ?? '');
  await bringStamp(folder, { name: 'b.txt', bytes, roots, cosigners: [cosignerKey(witness)] });
  return authority.rootFile;
}

// oxlint-disable-next-line typescript/no-explicit-any -- whatever a test wants to spoil in it
export async function jsonIn(folder: string, path: string): Promise<any> {
  return JSON.parse(await readFile(join(folder, path), 'utf8'));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).toSorted();
}

/** Writes lists that fit what is there, as anyone can. */
export async function relist(folder: string): Promise<void> {
  await writeLists(folder, 'manifest', (path) => path.startsWith('data/'));
  await relistTags(folder);
}

export async function relistTags(folder: string): Promise<void> {
  await writeLists(folder, 'tagmanifest', (path) => !path.startsWith('data/') && !path.startsWith('tagmanifest'));
}

async function writeLists(folder: string, name: string, belongs: (path: string) => boolean): Promise<void> {
  const paths = (await filesIn(folder)).filter(belongs);
  const files = await Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })));
  for (const algorithm of ['sha256', 'sha512']) {
    const lines = files.map(({ path, bytes }) => `${createHash(algorithm).update(bytes).digest('hex')}  ${path}\n`);
    await writeFile(join(folder, `${name}-${algorithm}.txt`), lines.join(''));
  }
}

/** Writes lists, what bag-info.txt says of the size, and the signature: as only someone with a key can. */
export async function resign(folder: string, signer: Signer, origin: string): Promise<void> {
  const payload = (await filesIn(folder)).filter((path) => path.startsWith('data/'));
  let octets = 0;
  for (const path of payload) octets += (await readFile(join(folder, path))).length;
  const info = await readFile(join(folder, 'bag-info.txt'), 'utf8');
  await writeFile(join(folder, 'bag-info.txt'), info.replace(/Oxum: .*/, `Oxum: ${octets}.${payload.length}`));
  await relist(folder);
  const manifest = await sha256In(folder, 'manifest-sha256.txt');
  await writeFile(join(folder, 'signature.txt'), signNote(packageNote(origin, manifest), signer));
  await relistTags(folder);
}

export async function sha256In(folder: string, path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(folder, path)))
    .digest('hex');
}

/** A copy to be spoiled; what was there is taken away. */
export async function copyTo(folder: string, target: string): Promise<string> {
  await rm(target, { recursive: true, force: true });
  await cp(folder, target, { recursive: true });
  return target;
}
