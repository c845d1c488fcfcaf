/** One line to whoever runs the house. `cause`: what was caught, printed with its own causes. Never pass document text. */
export type Log = (line: string, cause?: unknown) => void;

export const log: Log = (line, cause) => {
  process.stderr.write(logLines(line, cause));
};

/** Only where TOUCHSTONE_LOG=debug asks for it. */
export const debug: Log = (line, cause) => {
  if (process.env['TOUCHSTONE_LOG'] === 'debug') process.stderr.write(logLines(`debug: ${line}`, cause));
};

const MAX_MESSAGE = 500; // characters: a message longer than this has swallowed its input
const MAX_CAUSES = 5;

/** What `log` writes. Control characters are made visible, so that nothing in a name can steer a terminal. */
export function logLines(line: string, cause?: unknown): string {
  const lines = [shown(line)];
  let next = cause;
  for (let depth = 0; next !== undefined && next !== null && depth < MAX_CAUSES; depth += 1) {
    lines.push(...causeLines(next).map((text) => `  ${shown(text)}`));
    next = next instanceof Error ? next.cause : undefined;
  }
  return `${lines.join('\n')}\n`;
}

function causeLines(cause: unknown): readonly string[] {
  if (!(cause instanceof Error)) return [`caused by something of type ${typeof cause}`];
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  // JSON.parse quotes what it could not read, which may be a document.
  const message =
    cause instanceof SyntaxError ? 'the message is left out, it may quote what was parsed' : cause.message;
  const frames = (cause.stack ?? '').split('\n').filter((text) => /^\s+at /.test(text));
  return [`caused by ${cause.name}${code}: ${message.slice(0, MAX_MESSAGE)}`, ...frames];
}

function shown(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
