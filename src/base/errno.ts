/** The system's error code (`ENOENT`, `EACCES`, …) of something caught, or undefined if it carries none. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
