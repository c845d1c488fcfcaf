import { ReadingFailed, type Reader } from '../reader.ts';

/** Office files locked with a password: nothing but that can be said of them. */
export const encryptedReader: Reader = {
  name: 'encrypted',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/encrypted',
  async read() {
    throw new ReadingFailed({ code: 'encrypted' });
  },
};
