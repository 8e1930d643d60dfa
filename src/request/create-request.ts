import { defaultBodySerializer, mergeHeaders } from 'openapi-fetch';
import type { PreparedCall } from './prepare-call.js';
import type { MiddlewareFacts } from './run-middlewares.js';

/** Creates the request of a call as openapi-fetch does, and what middlewares are told of it. */
export function createRequest(
  { init, path, filledPath, url, method, settings }: PreparedCall,
  signal: AbortSignal,
): { request: Request; facts: MiddlewareFacts } {
  const { params, querySerializer, headers, body, contentType, extensions } = init;
  const { baseUrl, userAgent, fetch } = settings;

  const request = new Request(url, {
    ...extensions,
    method,
    headers: mergeHeaders(
      { 'User-Agent': userAgent, 'Content-Type': contentType },
      headers,
      params.header,
    ),
    body: body ?? null,
    signal,
  });
  addExtensions(request, extensions);

  const options = {
    baseUrl,
    parseAs: 'stream' as const,
    querySerializer,
    bodySerializer: defaultBodySerializer,
    pathSerializer: () => filledPath,
    fetch: fetch as typeof globalThis.fetch,
  };
  return { request, facts: { schemaPath: path, params, options, id: String(Math.random()) } };
}

/** Adds properties that a Request does not keep, such as Next's `next`, which its fetch reads. */
export function addExtensions(request: Request, extensions: object): void {
  for (const [name, value] of Object.entries(extensions)) {
    if (!(name in request)) Object.assign(request, { [name]: value as unknown });
  }
}
