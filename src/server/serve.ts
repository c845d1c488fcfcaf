import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { problemDetails } from './answers.ts';
import { SECURITY_HEADERS, type ServerEnv } from './guard.ts';

export interface Serving {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string;
  /** Ends every connection, open event streams included. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1'; // never another: whoever reaches the port is on this machine
const MAX_HEADERS = 2_097_152; // bytes; so large that the app itself can say that an address is too long
const HEADERS_TIMEOUT_MS = 10_000;

/**
 * Answers on loopback until closed.
 * @param options.port 0, the usual, takes any free one
 * @throws Problem `bad-input` for a port that is taken, not allowed, or no port
 */
export async function serve(app: Hono<ServerEnv>, options: { readonly port?: number } = {}): Promise<Serving> {
  const server = createServer(
    { maxHeaderSize: MAX_HEADERS, headersTimeout: HEADERS_TIMEOUT_MS },
    getRequestListener((request, env) => app.fetch(request, 'incoming' in env ? { ...env } : {}), {
      overrideGlobalObjects: false,
      errorHandler: () =>
        new Response(details(400), { status: 400, headers: Object.fromEntries([...SECURITY_HEADERS, JSON_PROBLEM]) }),
    }),
  );
  server.on('clientError', refuse);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://${HOST}:${port}`,
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem('bad-input', `${port} is not a port.`, { remedy: 'Choose one from 1024 to 65535, or none.' });
  }
  server.once('error', (error) => reject(portProblem(port, error)));
  server.listen({ host: HOST, port, exclusive: true }, () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) resolve(address.port);
    else reject(new Error('listening without an address'));
  });
  return promise;
}

function portProblem(port: number, error: Error): Error {
  const code = errnoOf(error);
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EACCES' ? 'may not be used by this account' : 'is in use by another program';
  return new Problem('bad-input', `Port ${port} ${why}.`, {
    remedy: 'Choose another with --port, or leave it out to take any free one.',
    cause: error,
  });
}

const JSON_PROBLEM: readonly [string, string] = ['content-type', 'application/problem+json'];

/** What Node’s parser gives up on: told in the same words as everything else, then the connection ends. */
function refuse(error: Error, socket: Duplex): void {
  if (!socket.writable || errnoOf(error) === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    errnoOf(error) === 'HPE_HEADER_OVERFLOW' ? 414 : errnoOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = details(status);
  const headers = [...SECURITY_HEADERS, JSON_PROBLEM, ['content-length', String(Buffer.byteLength(body))]];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_TEXTS[status]}\r\nconnection: close\r\n${lines}\r\n${body}`);
}

const STATUS_TEXTS = { 400: 'Bad Request', 408: 'Request Timeout', 414: 'URI Too Long' } as const;

function details(status: keyof typeof STATUS_TEXTS): string {
  const remedy = status === 414 ? 'Ask for fewer words.' : 'Open the printed address in a browser.';
  return problemDetails('bad-input', status, { message: 'The request could not be understood.', remedy });
}
