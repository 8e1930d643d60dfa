import type { Middleware, MiddlewareCallbackParams } from 'openapi-fetch';

/** What a middleware is told besides the request and the response. */
export type MiddlewareFacts = Omit<MiddlewareCallbackParams, 'request'>;

/** A request that middlewares may change on its way. */
export interface MiddlewareRun {
  readonly request: Request;
  readonly facts: MiddlewareFacts;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Sends a request through middlewares as openapi-fetch does: in order to the fetch, in reverse order
 * back. `onResponse` is skipped if `onRequest` returned a response, or if the fetch failed and no
 * `onError` returned one.
 *
 * @throws What a middleware throws; what `fetch` throws, as the last `onError` left it.
 */
export async function runMiddlewares(
  middlewares: readonly Middleware[],
  { request: first, facts, fetch }: MiddlewareRun,
): Promise<Response> {
  let request = first;
  for (const middleware of middlewares) {
    const changed = await middleware.onRequest?.({ ...facts, request });
    if (changed instanceof Response) return changed;
    if (changed) request = changed;
  }
  const wayBack = [...middlewares].reverse();
  let response = await fetch(request).catch(async (thrown: unknown) => {
    let error = thrown;
    for (const middleware of wayBack) {
      const changed = await middleware.onError?.({ ...facts, request, error });
      if (changed instanceof Response) return changed;
      if (changed) error = changed;
    }
    throw error;
  });
  for (const middleware of wayBack) {
    response = (await middleware.onResponse?.({ ...facts, request, response })) ?? response;
  }
  return response;
}
