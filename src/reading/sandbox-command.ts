import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How an expendable process is cut off from the machine, strongest first. `bubblewrap`: own user, process, network and
 * file name spaces. `unshare`: own user, process and network name spaces; files are kept away by Node's permission
 * model only. `sandbox-exec`: macOS profile without network and writes. `none`: Node's permission model alone, which
 * leaves the network open.
 */
export type SandboxKind = 'bubblewrap' | 'unshare' | 'sandbox-exec' | 'none';

/** `reader` and `picture` run a script under Node (`picture` may load native add-ons), `native` runs a program. */
export type Profile = 'reader' | 'picture' | 'native';

export interface CommandOrder {
  readonly profile: Profile;
  /** Absolute path: of a script of this project, or of a program for `native`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute paths that may be read besides the program itself. */
  readonly readable: readonly string[];
  readonly workers: boolean;
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** A folder `/tmp` in memory that may hold so many bytes, with `/proc` and `/dev` beside it; with bubblewrap only. */
  readonly scratchBytes?: number | undefined;
  /** Folder of compiled source, with bubblewrap only: elsewhere Node would have to be allowed to write to it. */
  readonly compiled?: string | undefined;
}

/** WebAssembly pages of 64 KiB: 512 MiB for each memory, which every reader measured stays below. */
const WASM_MAX_PAGES = 8192;
/** Flags that change how source is compiled: a compile cache filled under others is of no use. */
export const COMPILING_FLAGS = [`--wasm-max-mem-pages=${WASM_MAX_PAGES}`];
const MIB = 1024 * 1024;

const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const moduleFolder = nodeModulesOf(fileURLToPath(import.meta.resolve('yauzl')));

/** What every process may read: the program's own source and its packages. */
const ownFiles = [join(projectFolder, 'src'), join(projectFolder, 'package.json'), moduleFolder].filter((path) =>
  existsSync(path),
);

/** The command line for one expendable process, program first. */
export function commandLine(kind: SandboxKind, order: CommandOrder): readonly string[] {
  const inner = limited(order, order.profile === 'native' ? [order.program, ...order.args] : nodeCommand(order));
  switch (kind) {
    case 'bubblewrap':
      return [...bubblewrap(order), ...inner];
    case 'unshare':
      return [...unshare(), ...inner];
    case 'sandbox-exec':
      return ['sandbox-exec', '-p', appleProfile(order), ...inner];
    case 'none':
      return inner;
  }
}

/** The first executable of that name on PATH, or undefined. */
export function programOnPath(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '/usr/bin:/bin').split(delimiter)) {
    if (folder.startsWith('/') && existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function nodeCommand(order: CommandOrder): readonly string[] {
  const readable = [...ownFiles, ...order.readable, order.program];
  return [
    process.execPath,
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    // Node uses a compile cache only if it may write to it; the mount is read-only all the same.
    ...(order.compiled === undefined
      ? []
      : [`--allow-fs-read=${order.compiled}`, `--allow-fs-write=${order.compiled}`]),
    ...(order.profile === 'picture' ? ['--allow-addons'] : []),
    ...(order.workers ? ['--allow-worker'] : []),
    // The heap is half of the ceiling: buffers and WebAssembly memories live beside it.
    `--max-old-space-size=${Math.max(64, Math.floor(order.memoryBytes / MIB / 2))}`,
    ...COMPILING_FLAGS,
    order.program,
    ...order.args,
  ];
}

/** RLIMIT_DATA counts every private writable mapping since Linux 4.7, which covers buffers, WebAssembly and native memory. */
function limited(order: CommandOrder, command: readonly string[]): readonly string[] {
  // The limit of processor time outlives the parent, whose own timer dies with it.
  const limits = [`ulimit -t ${order.cpuSeconds}`, 'ulimit -c 0'];
  if (process.platform === 'linux') limits.push(`ulimit -d ${Math.floor(order.memoryBytes / 1024)}`);
  return ['/bin/sh', '-c', `${limits.join('; ')}; exec "$@"`, 'sh', ...command];
}

function bubblewrap(order: CommandOrder): readonly string[] {
  const args = ['bwrap', '--unshare-all', '--unshare-user', '--cap-drop', 'ALL'];
  // No `--new-session`: the caller has given it a session of its own already, and what bubblewrap starts must stay in
  // its process group. One that is killed between its fork and its `prctl` leaves a child that outlives it.
  args.push('--die-with-parent', '--hostname', 'reader');
  args.push('--ro-bind', '/usr', '/usr');
  for (const path of ['/bin', '/lib', '/lib64', '/lib32']) args.push(...systemFolder(path));
  for (const path of ['/nix/store', '/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives']) {
    args.push('--ro-bind-try', path, path);
  }
  if (order.scratchBytes === undefined) args.push('--dev-bind-try', '/dev/null', '/dev/null');
  else args.push('--proc', '/proc', '--dev', '/dev', '--size', String(order.scratchBytes), '--tmpfs', '/tmp');
  const inside = [...(order.profile === 'native' ? [] : [...ownFiles, process.execPath]), ...order.readable];
  if (order.compiled !== undefined) inside.push(order.compiled);
  for (const path of [...inside, order.program]) {
    if (!path.startsWith('/usr/') && !path.startsWith('/nix/store/')) args.push('--ro-bind', path, path);
  }
  args.push('--remount-ro', '/', '--chdir', '/', '--');
  return args;
}

/** `/lib` and its like are links into `/usr` on merged systems, folders of their own on others, and absent on a few. */
function systemFolder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  try {
    return ['--symlink', readlinkSync(path), path];
  } catch {
    // Safe: not a link, so it is a folder of its own.
    return ['--ro-bind', path, path];
  }
}

function unshare(): readonly string[] {
  const dieWithParent = programOnPath('setpriv') === undefined ? [] : ['setpriv', '--pdeathsig', 'KILL'];
  const spaces = ['--user', '--map-root-user', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child=KILL'];
  return [...dieWithParent, 'unshare', ...spaces, '--'];
}

function appleProfile(order: CommandOrder): string {
  const readable = [...ownFiles, ...order.readable, order.program, process.execPath].map((path) => realpathSync(path));
  const quoted = readable.map((path) => `(subpath ${JSON.stringify(path)})`).join(' ');
  return [
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    '(allow file-write* (literal "/dev/null"))',
    '(deny file-read-data (subpath "/Users") (subpath "/Volumes") (subpath "/private/var/folders"))',
    `(allow file-read* ${quoted})`,
  ].join('\n');
}

function nodeModulesOf(path: string): string {
  const at = path.lastIndexOf('/node_modules/');
  return at < 0 ? dirname(path) : path.slice(0, at + '/node_modules'.length);
}
