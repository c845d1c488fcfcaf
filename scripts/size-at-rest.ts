import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const QUIET_LOOKS = 5; // a second apart

/** Of a file once nobody writes to it any more, in bytes. */
export async function sizeAtRest(file: string): Promise<number> {
  let { size } = await stat(file);
  for (let same = 0; same < QUIET_LOOKS;) {
    await pause(1_000);
    const now = (await stat(file)).size;
    same = now === size ? same + 1 : 0;
    size = now;
  }
  return size;
}
