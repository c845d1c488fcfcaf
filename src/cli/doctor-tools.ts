/** A program that is used where it is there; nothing fails for lack of one. */
export interface Tool {
  /** As it is called. */
  readonly name: string;
  /** What people call it, where that is something else. */
  readonly known?: string;
  /** Words after which it prints its version, and no more. */
  readonly version: readonly string[];
  readonly gains: string;
  /** By package manager: what it is called there. */
  readonly packages: Readonly<Record<PackageManager, string | undefined>>;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'bwrap',
    known: 'bubblewrap',
    version: ['--version'],
    gains: 'The strongest way to cut readers off from network, disk and other processes.',
    packages: { 'apt-get': 'bubblewrap', dnf: 'bubblewrap', pacman: 'bubblewrap', apk: 'bubblewrap', brew: undefined },
  },
  {
    name: 'tesseract',
    version: ['--version'],
    gains: 'Recognises scanned pages in about 0.6 of the time that the built-in recogniser takes.',
    packages: {
      'apt-get': 'tesseract-ocr',
      dnf: 'tesseract',
      pacman: 'tesseract',
      apk: 'tesseract-ocr',
      brew: 'tesseract',
    },
  },
  {
    name: 'bsdtar',
    version: ['--version'],
    gains: 'Opens 7z, rar, cab, iso, bz2 and xz in less time and memory, xar, lz4, and zip archives that were cut off.',
    packages: {
      'apt-get': 'libarchive-tools',
      dnf: 'bsdtar',
      pacman: 'libarchive',
      apk: 'libarchive-tools',
      brew: 'libarchive',
    },
  },
  {
    name: 'soffice',
    known: 'LibreOffice',
    version: ['--version'],
    gains:
      'Shows the pages of Office files, and reads WordPerfect, Works, Publisher, Visio, Lotus, Quattro and StarOffice (under bubblewrap).',
    packages: {
      'apt-get': 'libreoffice-nogui',
      dnf: 'libreoffice',
      pacman: 'libreoffice-still',
      apk: 'libreoffice',
      brew: '--cask libreoffice',
    },
  },
  {
    name: 'exiftool',
    version: ['-ver'],
    gains: 'Tells what pictures, sound and video say of themselves beyond what the built-in readers know.',
    packages: {
      'apt-get': 'libimage-exiftool-perl',
      dnf: 'perl-Image-ExifTool',
      pacman: 'perl-image-exiftool',
      apk: 'exiftool',
      brew: 'exiftool',
    },
  },
];

const MANAGERS = ['apt-get', 'dnf', 'pacman', 'apk', 'brew'] as const;
type PackageManager = (typeof MANAGERS)[number];

/** The one command that installs it here; undefined where no package manager is known that has it. */
export function installCommand(tool: Tool, has: (program: string) => boolean): string | undefined {
  const manager = MANAGERS.find((each) => has(each));
  const packaged = manager === undefined ? undefined : tool.packages[manager];
  if (manager === undefined || packaged === undefined) return undefined;
  const verbs: Readonly<Record<PackageManager, string>> = {
    'apt-get': 'sudo apt-get install',
    dnf: 'sudo dnf install',
    pacman: 'sudo pacman -S',
    apk: 'sudo apk add',
    brew: 'brew install',
  };
  return `${verbs[manager]} ${packaged}`;
}
