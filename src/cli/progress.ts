import { log } from '../base/log.ts';
import type { OpenCase } from '../house.ts';
import type { Terminal } from './terminal.ts';

const SHOWING_SHARE = 30; // counting a large case takes a while: it may take a thirtieth of the time, not more

/**
 * Shows how far the case is whenever it changed, and how long the rest will take once that can be told; returns how to
 * stop, done when nothing more is asked of the case. `coming` goes before it.
 */
export function showProgress(opened: OpenCase, terminal: Terminal, coming = (): string => ''): () => Promise<void> {
  let showing: Promise<void> | undefined;
  let notBeforeMs = 0;
  const show = async (): Promise<void> => {
    const began = performance.now();
    const { received, waiting, again = 0, leftMs } = await opened.status();
    const more = again > 0 ? `, ${again} to read again` : '';
    const rest = leftMs === undefined ? '' : `, about ${durationText(leftMs)} left`;
    terminal.progress(`${coming()}${received - waiting} of ${received} done${more}${rest}`);
    notBeforeMs = performance.now() + SHOWING_SHARE * (performance.now() - began);
  };
  const stop = opened.onChange(() => {
    if (showing !== undefined || performance.now() < notBeforeMs) return;
    showing = show()
      .catch((error: unknown) => log('the progress cannot be shown', error))
      .finally(() => (showing = undefined));
  });
  return async () => {
    stop();
    await showing;
  };
}

function durationText(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return 'a minute';
  return minutes < 90 ? `${Math.ceil(minutes)} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
