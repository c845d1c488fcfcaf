/** @param key 32 bytes @param signature 64 bytes */
export function ed25519Holds(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
