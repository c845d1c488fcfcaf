/**
 * Makes `work` run once at a time. Calls that come while it runs share the next run, which begins after theirs was
 * asked for: what a caller left to be done before calling is done when its promise settles.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (next) return next;
    if (!running) return start();
    next = running
      .catch(() => undefined) // its own callers hear of it; the next run is judged by itself
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
