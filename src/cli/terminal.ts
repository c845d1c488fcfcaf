import { createInterface } from 'node:readline/promises';

/** What a command may do to the outside: print, ask, and know how wide the paper is. Tests give their own. */
export interface Terminal {
  /** One line of the answer, to standard output. */
  print(line: string): void;
  /** One line beside the answer, to standard error. */
  note(line: string): void;
  /** Replaces the progress line on a terminal; elsewhere prints a line now and then. `undefined` clears it. */
  progress(line: string | undefined): void;
  /** Asks for one line. Undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  /** Asks without showing what is typed. Undefined where nobody can be asked. */
  secret(question: string): Promise<string | undefined>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

const PLAIN_EVERY_MS = 2_000; // between progress lines where they cannot be overwritten

export function openTerminal(signal: AbortSignal): Terminal {
  const { stderr, stdout, stdin } = process;
  const rewrites = stderr.isTTY;
  let shown = false;
  let lastMs = 0;
  const clear = (): void => {
    if (rewrites && shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    signal,
    print(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    note(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (line === undefined) return clear();
      if (rewrites) {
        stderr.write(`\r\u001b[K${line.slice(0, Math.max(20, stderr.columns - 1))}`);
        shown = true;
      } else if (performance.now() - lastMs > PLAIN_EVERY_MS) {
        lastMs = performance.now();
        stderr.write(`${line}\n`);
      }
    },
    async ask(question) {
      return stdin.isTTY && rewrites ? askOpenly(question, signal) : undefined;
    },
    async secret(question) {
      return stdin.isTTY && rewrites ? askHidden(question) : undefined;
    },
  };
}

async function askOpenly(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } finally {
    lines.close();
  }
}

async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n') return typed;
        if (key === '\u0003') process.kill(process.pid, 'SIGINT');
        typed = key === '\u007f' ? typed.slice(0, -1) : typed + key;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
