/**
 * Serves every page of the house with invented views on a loopback port, for looking at: `/` lists them,
 * `/<name>?lang=zh-Hans` shows one. Usage: node scripts/preview-pages.ts [--port N]
 */
import { createServer, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { findAsset } from '../src/web/assets.ts';
import { isInterfaceLanguage } from '../src/web/messages.ts';
import { SHEETS, type Asked } from './preview-sheets.ts';
import { drawnPage } from './preview-picture.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });

const server = createServer((request, response) => {
  answer(new URL(request.url ?? '/', 'http://localhost'), response).catch((error: unknown) => {
    // A preview that breaks says so in the browser; there is nobody else to tell.
    send(response, 500, 'text/plain; charset=utf-8', String(error instanceof Error ? error.stack : error));
  });
});

async function answer(url: URL, response: ServerResponse): Promise<void> {
  const [, first = '', hash = '', name = ''] = url.pathname.split('/').map(decodeURIComponent);
  if (first === 'assets') {
    const asset = await findAsset(hash, name);
    if (asset === undefined) send(response, 404, 'text/plain', 'no such asset');
    else send(response, 200, asset.type, asset.bytes);
    return;
  }
  if (url.pathname.endsWith('.png')) {
    send(response, 200, 'image/svg+xml', drawnPage(Number(url.pathname.match(/(\d+)\.png$/)?.[1] ?? 1)));
    return;
  }
  const draw = SHEETS[first];
  if (draw === undefined) {
    const links = Object.keys(SHEETS).map((sheet) => `<li><a href="/${sheet}">${sheet}</a></li>`);
    send(response, first === '' ? 200 : 404, 'text/html; charset=utf-8', `<ul>${links.join('')}</ul>`);
    return;
  }
  const lang = url.searchParams.get('lang') ?? 'en';
  const language = isInterfaceLanguage(lang) ? lang : 'en';
  send(response, 200, 'text/html; charset=utf-8', draw({ language, here: url.pathname + url.search }, asked(url)));
}

function asked(url: URL): Asked {
  const number = (name: string): Record<string, number> => {
    const value = Number(url.searchParams.get(name) ?? Number.NaN);
    return Number.isNaN(value) ? {} : { [name]: value };
  };
  const view = url.searchParams.get('view');
  const statements = url.searchParams.get('statements');
  return {
    ...number('page'),
    ...number('hit'),
    ...number('zoom'),
    ...(statements === null ? {} : { statements }),
    ...(view === 'both' || view === 'page' || view === 'text' ? { view } : {}),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'content-security-policy': CSP }).end(body);
}

server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : values.port;
  console.log(`http://127.0.0.1:${port}/`);
});
