import { ReadingFailed, type Reader } from '../reader.ts';

/** Office files locked with a password and OpenPGP messages: nothing but that can be said of them. */
export const encryptedReader: Reader = {
  name: 'encrypted',
  version: 1,
  accepts: (mediaType) => /^application\/(pgp-)?encrypted$/v.test(mediaType),
  async read() {
    throw new ReadingFailed({ code: 'encrypted' });
  },
};
