export class OwnHash {
  constructor(name: 'sha1' | 'sha256' | 'sha384' | 'sha512');
  update(part: string | Uint8Array): this;
  digest(): Uint8Array;
}
