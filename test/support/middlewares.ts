import {
  ConfluentApiError,
  ConfluentConnectionError,
  createConfluentClient,
} from 'confluent-connect-plugins';
import type { paths } from 'confluent-connect-plugins';
import createClient from 'openapi-fetch';
import type { Middleware, MiddlewareCallbackParams } from 'openapi-fetch';
import { ACCESS_TOKEN, VERSIONS_PATH } from './constants.js';
import type { Reply } from './loopback-server.js';
import { serve } from './serve.js';

const INIT = {
  params: { path: { plugin_id: 'ccp/1' }, query: { environment: 'env-1' } },
  headers: { 'X-Trace': '1' },
};

/** Makes one call. The last middleware is given with the call, the others with the client. */
export type Send = (baseUrl: string, middlewares: Middleware[]) => Promise<unknown>;

export const sendWithOpenapiFetch: Send = async (baseUrl, middlewares) => {
  const client = createClient<paths>({ baseUrl });
  client.use(...middlewares.slice(0, -1));
  const init = { ...INIT, middleware: middlewares.slice(-1) };
  const { data, error, response } = await client.GET(VERSIONS_PATH, init);
  return { status: response.status, body: data ?? error };
};

export const sendWithOurs: Send = async (baseUrl, middlewares) => {
  const confluent = createConfluentClient({
    accessToken: ACCESS_TOKEN,
    baseUrl,
    maxRetries: 0,
    middleware: middlewares.slice(0, -1),
  });
  const init = { ...INIT, middleware: middlewares.slice(-1) };
  try {
    const { data, response } = await confluent.GET(VERSIONS_PATH, init);
    return { status: response.status, body: data };
  } catch (error) {
    if (error instanceof ConfluentApiError) return { status: error.status, body: error.body };
    throw error instanceof ConfluentConnectionError ? error.cause : error;
  }
};

type Seen = MiddlewareCallbackParams & { response?: Response; error?: unknown };
type Callback = (seen: Seen) => unknown;

/** Has middlewares write down what they see. Each gets all callbacks, so that all calls are seen. */
function record(middlewares: Middleware[], baseUrl: string, log: unknown[]): Middleware[] {
  const ids: string[] = [];
  return middlewares.map((middleware, index) => {
    const watch = (name: 'onRequest' | 'onResponse' | 'onError') => (seen: Seen) => {
      const { request, response, error, schemaPath, params, options, id } = seen;
      if (!ids.includes(id)) ids.push(id);
      log.push({
        callback: `${name} of ${index}`,
        request: [request.method, request.url.replace(baseUrl, ''), request.headers.get('x-trace')],
        response: response?.status,
        error: String(error),
        schemaPath,
        params,
        options: Object.keys(options).sort(),
        isBaseUrl: options.baseUrl === baseUrl,
        path: options.pathSerializer(schemaPath, params.path ?? {}),
        query: options.querySerializer(params.query ?? {}),
        id: [typeof id, ids.indexOf(id)],
      });
      return (middleware[name] as Callback | undefined)?.(seen);
    };
    const callbacks: Record<string, Callback> = {
      onRequest: watch('onRequest'),
      onResponse: watch('onResponse'),
      onError: watch('onError'),
    };
    return callbacks as unknown as Middleware;
  });
}

/** Returns what the middlewares saw, what the server received and what the caller got. */
export async function traceMiddlewares(
  send: Send,
  middlewares: Middleware[],
  reply: Reply,
): Promise<unknown> {
  const server = await serve(() => reply);
  const seen: unknown[] = [];
  const got = await send(server.url, record(middlewares, server.url, seen)).catch(
    (error: unknown) => ({ thrown: String(error) }),
  );
  const sent = server.requests.map(({ method, target, headers }) => [
    method,
    target,
    headers['x-trace'],
  ]);
  return { seen, sent, got };
}
