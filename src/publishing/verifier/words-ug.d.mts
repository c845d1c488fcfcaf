/** By the English words. */
export const uyghur: Readonly<Record<string, string>>;
