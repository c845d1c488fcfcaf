/** By the English words. */
export const chinese: Readonly<Record<string, string>>;
