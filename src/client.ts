import type { CallInit } from './attempt.js';
import { createCall } from './call.js';
import { methods } from './generated/operations.js';
import type { Data, Init, InitArguments, Method, Operation, PathOf, Result } from './operation.js';
import { paginate } from './paginate.js';
import type { Paginate } from './paginate.js';
import { readOptions } from './settings.js';
import type { ConfluentClientOptions } from './settings.js';
import type { WalkInit } from './walk.js';

/** A method for each HTTP method that the document has. */
type Methods = {
  readonly [M in Method as PathOf<M> extends never ? never : M]: <P extends PathOf<M>>(
    path: P,
    ...init: InitArguments<Init<Operation<M, P>>>
  ) => Promise<Result<Data<Operation<M, P>>>>;
};

/**
 * A client of the operations that the document has.
 *
 * `GET(path, init)` and its likes take what openapi-fetch takes, `params`, `headers`, `signal` and
 * more, and give `{ data, response }`. They reject with a `ConfluentError` for what the server or
 * the network did, with a TypeError for a path parameter that is missing, empty, `.` or `..`, and
 * with whatever the caller's own code throws.
 */
export interface ConfluentClient extends Methods {
  /** Lists the items behind a path that lists, page after page, whenever they are iterated. */
  readonly paginate: Paginate;
}

/**
 * Creates a client.
 *
 * @param options Credentials, of one kind; without any they come from the environment.
 * @throws {TypeError} On missing, half or two kinds of credentials, or a base URL that is not safe.
 * @throws {RangeError} On a number out of range.
 *
 * @example
 * const confluent = createConfluentClient({ apiKey, apiSecret });
 * const { data } = await confluent.GET('/connect/v1/custom-connector-plugins');
 * for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
 *   console.log(plugin.display_name);
 * }
 */
export function createConfluentClient(options: ConfluentClientOptions = {}): ConfluentClient {
  const call = createCall(readOptions(options));
  const senders = methods.map((method) => {
    const send = (path: string, init?: CallInit): Promise<Result<unknown>> =>
      call(method, path, init);
    return [method, send] as const;
  });
  const client = {
    ...Object.fromEntries(senders),
    paginate: (path: string, init?: WalkInit) => paginate(call, path, init),
  };
  // Which paths and answers a method has is for the document to say, and known to the type alone.
  return client as ConfluentClient;
}
