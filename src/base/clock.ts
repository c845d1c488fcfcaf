/** An instant as the house writes it: UTC, ISO 8601, milliseconds, `Z`. */
export type Instant = string & { readonly __noun: 'Instant' };

/** The one place that asks what time it is, so that tests can say. */
export type Clock = () => Instant;

export const systemClock: Clock = () => {
  const now = new Date().toISOString();
  if (!isInstant(now)) throw new Error('the clock of this machine is past the year 9999');
  return now;
};

export function isInstant(text: string): text is Instant {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}
