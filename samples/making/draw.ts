import { chromium } from 'playwright-core';

export interface Drawer {
  /** A PDF with a text layer, by the page rules of the source itself. */
  pdf(html: string): Promise<Buffer>;
  /** One PNG for each `.page`, at 150 pixels an inch of its paper. */
  pages(html: string): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

const PIXELS_PER_INCH = 150;
const CSS_PIXELS_PER_INCH = 96;

/** Needs an installed Chromium and the Noto fonts; nothing else in the project does. */
export async function openDrawer(executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'): Promise<Drawer> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({
    deviceScaleFactor: PIXELS_PER_INCH / CSS_PIXELS_PER_INCH,
    viewport: { width: 1000, height: 1200 },
    offline: true,
  });
  return {
    async pdf(html) {
      const page = await context.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      await page.close();
      return bytes;
    },
    async pages(html) {
      const page = await context.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      const shots: Buffer[] = [];
      for (const section of await page.locator('.page').all()) shots.push(await section.screenshot({ type: 'png' }));
      await page.close();
      return shots;
    },
    close: () => browser.close(),
  };
}
