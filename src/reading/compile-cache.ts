import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolders } from '../vault/disk.ts';
import { COMPILING_FLAGS } from './sandbox-command.ts';

/**
 * A folder of compiled source for expendable processes, which start once for every file: it halves what a start costs.
 * It is filled by a process of its own that sees no document, and sandboxes mount it read-only, so that nothing that
 * comes out of a document can get into it.
 */
let ready: string | undefined;
let filling: Promise<void> | undefined;

/** In ms: a machine that takes longer does without. */
const PATIENCE = 60_000;

/** The folder once it is filled; undefined until then, and where it cannot be filled. Never waits. */
export function compileCache(): string | undefined {
  filling ??= fill().catch(() => {
    // Safe: without it everything works, only slower.
  });
  return ready;
}

async function fill(): Promise<void> {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'touchstone', 'compiled');
  await makeFolders(folder);
  const stamp = join(folder, `ready-${await stateOfSource()}`);
  if (!existsSync(stamp)) {
    // Under the permission model as later, since Node looks for the entry of the process in other ways without it.
    const allowed = ['--permission', '--allow-fs-read=*', `--allow-fs-write=${folder}`, '--allow-addons'];
    const entry = fileURLToPath(new URL('child/main.ts', import.meta.url));
    const child = spawn(process.execPath, [...COMPILING_FLAGS, ...allowed, entry, 'warm'], {
      stdio: 'ignore',
      env: { NODE_COMPILE_CACHE: folder },
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
    });
    child.unref();
    const [code]: unknown[] = await once(child, 'exit');
    if (code !== 0) return;
    await writeFile(stamp, '');
  }
  ready = folder;
}

/** Changes with every file of this room, and with Node. The cache itself checks each file; this says when to fill it anew. */
async function stateOfSource(): Promise<string> {
  const room = fileURLToPath(new URL('.', import.meta.url));
  const hash = createHash('sha256').update(process.version);
  for (const name of (await readdir(room, { recursive: true })).toSorted()) {
    const { mtimeMs, size } = await stat(join(room, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
