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

/**
 * Makes work on one thing happen one after the other, in the order in which it was asked for; work on different things
 * does not wait. What fails is told to whoever asked for it, and keeps nobody else from their turn.
 */
export function inTurns(): <T>(thing: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (thing, work) => {
    const before = last.get(thing) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work); // whoever asked before hears of it
    last.set(thing, turn);
    const forget = (): void => {
      if (last.get(thing) === turn) last.delete(thing);
    };
    turn.then(forget, forget);
    return turn;
  };
}
