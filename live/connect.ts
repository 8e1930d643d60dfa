import { createConfluentClient } from 'confluent-connect-plugins';
import type {
  ApiKeyCredentials,
  ClientOptions,
  EnvironmentCredentials,
  Middleware,
  Paginator,
} from 'confluent-connect-plugins';
import type { Json } from '../scripts/shared/json.js';

/** The body of a response. */
export type ObservedBody =
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'text' }
  | { readonly kind: 'empty' }
  /** The connection failed before the end of the body. */
  | { readonly kind: 'broken' };

/** A response as it arrived, before the client judged it. */
export interface Observation {
  /** The path template. */
  readonly path: string;
  /** The origin that the request was sent to. */
  readonly origin: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: ObservedBody;
}

/** The parameters of a request. */
export interface Parameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** The client for paths that are known only at run time. */
export interface AnyClient {
  readonly GET: (path: string, init: { params: Parameters }) => Promise<unknown>;
  readonly paginate: (path: string, init: { params: Parameters }) => Paginator<unknown>;
}

/** Where the client of a check sends its requests, and as whom. */
export type Connection = Omit<ClientOptions, 'middleware'> &
  (ApiKeyCredentials | EnvironmentCredentials);

/** Creates a client of the package, and the array to which each of its responses is added. */
export function connect(connection: Connection): {
  client: AnyClient;
  observations: readonly Observation[];
} {
  const observations: Observation[] = [];
  const observe: Middleware = {
    async onResponse({ request, response, schemaPath }) {
      const { status, headers } = response;
      const body = await readBody(response.clone());
      const { origin } = new URL(request.url);
      observations.push({ path: schemaPath, origin, status, headers, body });
    },
  };
  // The types of the client know each path by its name; the paths here come from the document.
  const client = createConfluentClient({
    ...connection,
    middleware: [observe],
  }) as unknown as AnyClient;
  return { client, observations };
}

async function readBody(response: Response): Promise<ObservedBody> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    return { kind: 'broken' };
  }
  if (text === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) as Json };
  } catch {
    return { kind: 'text' };
  }
}
