import { Hono, type Context } from 'hono';
import type { OpenCase } from '../../house.ts';
import type { DocumentView } from '../../nouns/document.ts';
import { attributeChecks, bytesNow } from '../../publishing/attributes.ts';
import { premisXml } from '../../publishing/premis.ts';
import { custodyPage } from '../../web/pages.ts';
import { attachment } from '../download-name.ts';
import type { ServerEnv } from '../guard.ts';
import { frameOf } from '../language.ts';
import { noDocument, sha256In } from '../read-request.ts';

/** Below `/c/`: the life of one document, in plain words and as PREMIS. */
export function custodyRoutes(opened: (c: Context) => OpenCase): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/:case/d/:sha256/custody', async (c) => {
      const one = opened(c);
      const document = await named(c, one);
      const [status, now, moves, bags] = await Promise.all([
        one.status(),
        bytesNow(one, document),
        one.moves(),
        one.bagsAround(document.sha256),
      ]);
      return c.html(custodyPage(frameOf(c), { status, document, checks: attributeChecks(document, now), moves, bags }));
    })
    .get('/:case/d/:sha256/custody.xml', async (c) => {
      const one = opened(c);
      const document = await named(c, one);
      return c.body(premisXml(document, await one.moves()), 200, {
        'content-type': 'application/xml; charset=utf-8',
        'content-disposition': attachment(`${document.sha256.slice(0, 16)}.premis.xml`, 'premis.xml'),
      });
    });
}

async function named(c: Context, opened: OpenCase): Promise<DocumentView> {
  return (await opened.document(sha256In(c.req.param('sha256') ?? ''))) ?? noDocument();
}
