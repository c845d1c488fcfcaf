import type { Context } from 'hono';
import { Problem } from '../../base/problem.ts';
import type { OpenCase } from '../../house.ts';
import { bodyOf } from '../bytes-body.ts';
import { attachment } from '../download-name.ts';
import { noDocument, sha256In } from '../read-request.ts';

/**
 * An original as it was received, to be saved and never shown: its bytes are not to be trusted. An altered one never
 * arrives whole: the connection breaks before the last bytes, and the browser says that the download failed.
 */
export async function original(c: Context, opened: OpenCase, ref: string): Promise<Response> {
  const sha256 = sha256In(ref);
  const document = (await opened.document(sha256)) ?? noDocument();
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(document.size),
    'content-disposition': attachment(document.places[0]?.path ?? '', `${sha256}.bin`),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  };
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  const chunks = heldBack(opened.original(sha256), document.size);
  const first = await chunks.next(); // a Problem that shows at once can still be told in words
  return c.body(bodyOf(first, chunks), 200, headers);
}

/** Gives each chunk once the next one is there, so that the last leaves only after the store has checked the whole. */
async function* heldBack(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void> {
  let held: Uint8Array | undefined;
  let seen = 0;
  for await (const chunk of chunks) {
    seen += chunk.byteLength;
    if (seen > size) throw altered();
    if (held) yield held;
    held = Uint8Array.from(chunk); // the store may use its buffer again
  }
  if (seen !== size) throw altered();
  if (held) yield held;
}

function altered(): Problem {
  return new Problem('altered', 'The original is not as long as it was when it was received.', {
    remedy: 'Run `touchstone verify` on the case.',
  });
}
