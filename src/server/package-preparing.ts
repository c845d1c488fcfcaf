import { on } from 'node:events';
import { collectGarbage } from '../base/collect-garbage.ts';
import { openCase, type OpenCase } from '../house.ts';
import type { PreparedPackage } from '../publishing/publish.ts';
import { loadIdentity } from '../vault/identity.ts';
import { renderPublication } from '../web/published.ts';
import { telling, type PackageDoor, type PrepareTask, type ReadyPackage, type Signing } from './package-messages.ts';

/** In the process of a package: opens the case once more, prepares, and waits until a person signs or takes it away. */
export async function preparePackage(
  { folder, profile, out, ...signing }: PrepareTask & Signing,
  door: PackageDoor,
): Promise<void> {
  const { signal, tell } = door;
  const identity = await signIn(signing);
  const opened = await openCase(folder, identity === undefined ? {} : { identity });
  try {
    const prepared = await opened.preparePackage(profile, {
      out,
      render: renderPublication,
      signal,
      onProgress: telling((pages) => tell({ kind: 'preparing', pages })),
      onRecognised: telling((pictures) => tell({ kind: 'preparing', pictures })),
    });
    await awaitSignature(opened, prepared, door);
  } finally {
    await opened.close();
  }
}

function signIn({ config, passphrase }: Signing): ReturnType<typeof loadIdentity> {
  return loadIdentity({
    ...(config === undefined ? {} : { folder: config }),
    ...(passphrase === undefined ? {} : { passphrase: async () => passphrase }),
  });
}

/** Until a person signs, or takes it away. */
async function awaitSignature(opened: OpenCase, prepared: PreparedPackage, door: PackageDoor): Promise<void> {
  try {
    const asked = on(process, 'message', { signal: door.signal }); // before it can be asked
    collectGarbage(); // what is kept from here on is little, and a person may take an hour
    await door.tell({ kind: 'ready', ready: readyOf(prepared) });
    for await (const _ of asked) if (await isPublished(opened, prepared, door)) return;
  } catch (error) {
    await prepared.drop();
    if (!door.signal.aborted) throw error;
  }
}

/** What could not be signed for or given its name stays, and can be tried again. */
async function isPublished(
  opened: OpenCase,
  prepared: PreparedPackage,
  { tell, toldOf }: PackageDoor,
): Promise<boolean> {
  try {
    await prepared.publish();
  } catch (error) {
    await tell(toldOf(error));
    return false;
  }
  await opened.checkpoint(); // what was given out is sealed at once
  await tell({ kind: 'published' });
  return true;
}

function readyOf({ publication, key, folder, files, bytes, stopped, checks }: PreparedPackage): ReadyPackage {
  const { id, documents, claims, proof } = publication;
  return {
    id,
    key,
    folder,
    files,
    bytes,
    stopped,
    checks,
    isDated: proof.dated.length > 0,
    documents: documents.map(({ id: document, title, language, pages, received }) => ({
      id: document,
      language,
      pages: pages.length,
      entry: received.entry,
      ...(title === undefined ? {} : { title }),
    })),
    claims: claims.map(({ id: claim, label, statements }) => ({
      id: claim,
      label,
      documents: new Set(statements.map(({ citation }) => citation.document)).size,
    })),
  };
}
