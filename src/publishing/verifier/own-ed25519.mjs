import { hexOf, same } from './basics.mjs';
import { OwnHash } from './own-hash.mjs';

/**
 * Ed25519 (RFC 8032 §5.1.7), to check signatures where a browser cannot: nothing here is secret, so that it need not take
 * the same time for all.
 */

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (value, by = P) => {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
};

function power(base, exponent) {
  let [result, factor] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * factor);
    factor = mod(factor * factor);
  }
  return result;
}

const inverse = (value) => power(value, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Points as x, y, 1 and xy over z. */
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar, point) {
  let [result, factor] = [[0n, 1n, 1n, 0n], point];
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = added(result, factor);
    factor = added(factor, factor);
  }
  return result;
}

const numberIn = (bytes) => BigInt(`0x${hexOf(bytes.toReversed())}`);

/** Undefined for what is no point of the curve. */
function pointIn(bytes) {
  const whole = numberIn(bytes);
  const y = whole & (2n ** 255n - 1n);
  if (y >= P) return undefined;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x) !== u) return undefined;
  const isOdd = whole >> 255n;
  if (x === 0n && isOdd) return undefined;
  if ((x & 1n) !== isOdd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function bytesOf([x, y, z]) {
  const inverted = inverse(z);
  const number = mod(y * inverted) | ((mod(x * inverted) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));
}

const BASE = pointIn(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x58 : 0x66)));

/** @param key 32 bytes @param signature 64 bytes */
export function ed25519Holds(key, message, signature) {
  const point = pointIn(key);
  const s = numberIn(signature.subarray(32));
  if (signature.length !== 64 || point === undefined || s >= L) return false;
  const r = signature.subarray(0, 32);
  const hash = new OwnHash('sha512').update(r).update(key).update(message).digest();
  const [x, y, z, t] = point;
  const sum = added(times(s, BASE), times(mod(numberIn(hash), L), [P - x, y, z, P - t]));
  return same(bytesOf(sum), r);
}
