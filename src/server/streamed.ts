import type { Context } from 'hono';
import type { Log } from '../base/log.ts';
import { attachment } from './download-name.ts';

/**
 * A file made while it is sent. The first piece is waited for, so that what cannot be begun is told in words; a failure
 * after it breaks the connection, and the browser says that the download failed.
 */
export async function streamed(
  c: Context,
  pieces: AsyncGenerator<string>,
  file: { readonly name: string; readonly type: string; readonly log: Log },
): Promise<Response> {
  const headers = {
    'content-type': `${file.type}; charset=utf-8`,
    'content-disposition': attachment(file.name, 'list'),
  };
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  const first = await pieces.next();
  const encoder = new TextEncoder();
  let next: IteratorResult<string, unknown> | undefined = first;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = next ?? (await pieces.next());
          next = undefined;
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          file.log('a list broke off while it was sent', error);
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return c.body(body, 200, headers);
}
