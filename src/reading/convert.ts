import { constants } from 'node:fs';
import { existsSync, realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { programOnPath, sandboxKind, startExpendable, type ExpendableEnd } from './sandbox.ts';

/** LibreOffice, as it is called on the command line and in the reason `needs-tool`. */
export const CONVERTER = 'soffice';
/** Rises when the same file comes out different. */
export const CONVERT_VERSION = 1;

/** In ms: it starts in one to five seconds on a busy core, and lays out some fifty pages a second. */
const LONGEST_MS = 180_000;
/** In bytes: half a gigabyte was enough for every file that was measured. */
const MEMORY_BYTES = 1536 * 1024 * 1024;
const SCRATCH_BYTES = 512 * 1024 * 1024;
const PDF_BYTES = 256 * 1024 * 1024;

/** What it reads of its own installation outside `/usr`. */
const ITS_FILES = ['/etc/fonts', '/etc/libreoffice', '/var/cache/fontconfig'];

/**
 * What LibreOffice makes of a file, as PDF. It runs without network and sees nothing of the disk but itself; macros and
 * links of the document are not followed, since there is nobody to ask.
 * @returns undefined where it is not installed or cannot be cut off, `failed` where it makes nothing of the file
 */
export async function convertToPdf(
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly pdf: Buffer } | 'failed' | undefined> {
  const program = programOnPath(CONVERTER);
  // It writes while it works, which only a file system of its own makes harmless.
  if (program === undefined || (await sandboxKind()).kind !== 'bubblewrap') return undefined;
  const file = await open(path, constants.O_RDONLY);
  try {
    const running = await startExpendable({
      profile: 'native',
      program: '/bin/sh',
      args: ['-c', SCRIPT, realpathSync(program)],
      fds: [file.fd],
      readable: ITS_FILES.filter((each) => existsSync(each)),
      scratchBytes: SCRATCH_BYTES,
      env: { HOME: '/tmp', SAL_USE_VCLPLUGIN: 'svp' },
      limits: { ms: LONGEST_MS, memoryBytes: MEMORY_BYTES, outputBytes: PDF_BYTES },
      ...(signal === undefined ? {} : { signal }),
    });
    const pdf = Buffer.concat(await Array.fromAsync(running.output));
    return isPdf(pdf, await running.ended) ? { pdf } : 'failed';
  } finally {
    await file.close();
  }
}

/** It exits with 0 when it fails, so that only the file it leaves tells. */
const SCRIPT = [
  'mkdir /tmp/out && cat <&3 >/tmp/in &&',
  '"$0" -env:UserInstallation=file:///tmp/profile --headless --norestore --nolockcheck',
  '--convert-to pdf --outdir /tmp/out /tmp/in >&2; cat /tmp/out/in.pdf',
].join(' ');

function isPdf(bytes: Buffer, { how }: ExpendableEnd): boolean {
  return how === 'exited' && bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}
