import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

/** Why the browser tier does not run here; false where it does. In CI a missing browser is a failure, not a reason. */
export function noBrowser(): string | false {
  if (findBrowser() !== undefined || process.env['CI'] !== undefined) return false;
  return 'the browser tier needs Chromium or Chrome, and none is installed';
}

/** Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chromium or Chrome is installed');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}
