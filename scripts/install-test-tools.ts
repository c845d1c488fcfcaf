/**
 * Installs what the tests need beyond npm, where that is allowed: root on Debian. Elsewhere it says in one line which
 * tier will not run; the tests of that tier then skip with the same reason (in CI they fail instead).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../test/browser/find-browser.ts';

const TOOLS = [
  { has: () => findBrowser() !== undefined, package: 'chromium', tier: 'the browser tier' },
  { has: () => onPath('bwrap'), package: 'bubblewrap', tier: 'the tests of the bubblewrap sandbox' },
  { has: () => onPath('bsdtar'), package: 'libarchive-tools', tier: 'the tests of 7z, iso, bz2 and xz' },
  { has: () => onPath('openssl'), package: 'openssl', tier: 'the tests of time stamps' },
  { has: () => onPath('tesseract'), package: 'tesseract-ocr', tier: 'the tests of native recognition' },
];

const missing = TOOLS.filter((tool) => !tool.has());
if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = missing.map((tool) => tool.package);
  console.log(`Installing ${packages.join(', ')} for the tests.`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}
for (const tool of TOOLS.filter((each) => !each.has())) {
  console.log(`Not run here: ${tool.tier}, since ${tool.package} is not installed.`);
}

function onPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
