import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Head {
  /** Default: 200. */
  status?: number;
  headers?: Record<string, string | string[]>;
}

/** What the server does with a request. */
export type Reply =
  /** Sends a response. A string, bytes or a Readable are sent as they are, another body as JSON. */
  | ({ kind?: 'response'; body?: unknown } & Head)
  /** Sends headers and the start of a JSON body, then closes the connection. */
  | ({ kind: 'cut-body'; start: string } & Head)
  /** Sends headers and the start of a JSON body, then nothing more. */
  | ({ kind: 'stall-body'; start: string } & Head)
  /** Resets the connection before any response. */
  | { kind: 'reset' }
  /** Sends nothing and leaves the connection open. */
  | { kind: 'stall' }
  /** Sends these bytes instead of an HTTP response, then closes the connection. */
  | { kind: 'raw'; bytes: string | Uint8Array };

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Does with the request what the reply says. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  switch (reply.kind) {
    case undefined:
    case 'response':
      sendResponse(response, reply);
      return;
    case 'cut-body':
      // `end` lets the start arrive first; `destroy` could overtake it.
      startBody(response, reply).write(reply.start, () => response.socket?.end());
      return;
    case 'stall-body':
      startBody(response, reply).write(reply.start);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
      return;
    case 'raw':
      response.socket?.end(reply.bytes);
      return;
  }
}

function sendResponse(
  response: ServerResponse,
  { status = 200, headers, body }: Head & { body?: unknown },
): void {
  if (body instanceof Readable) {
    response.writeHead(status, headers).flushHeaders();
    pipeline(body, response).catch(() => response.destroy());
  } else if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    response.writeHead(status, headers).end(body);
  } else {
    response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
  }
}

function startBody(response: ServerResponse, { status = 200, headers }: Head): ServerResponse {
  return response.writeHead(status, { ...JSON_TYPE, ...headers });
}
