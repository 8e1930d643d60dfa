import { contentTypes, methods } from './generated/operations.js';
import { readOptions } from './options.js';
import type { ConfluentClientOptions } from './options.js';
import { paginate } from './pagination/paginate.js';
import type { AnyPaginateInit, Paginate } from './pagination/paginate.js';
import { createCall } from './request/call.js';
import { copyInit } from './request/copy-init.js';
import type { AnyInit } from './request/copy-init.js';
import type { CallData, CallInit, CallResult, InitArguments, Method, PathOf } from './types.js';

/** A method for each HTTP method that the document has. */
export type ClientMethods = {
  readonly [M in Method as PathOf<M> extends never ? never : M]: <P extends PathOf<M>>(
    path: P,
    ...init: InitArguments<CallInit<M, P>>
  ) => Promise<CallResult<CallData<M, P>>>;
};

/**
 * A client of the operations in the document.
 *
 * `GET(path, init)` and the other methods take what openapi-fetch takes, such as `params`, `headers`
 * and `signal`, and resolve to `{ data, response }`. They reject with a `ConfluentError` for what the
 * server or the network did, with a TypeError for a path parameter that is missing, empty, `.` or
 * `..`, or for a parameter of a wrong kind such as a Date, and with whatever the caller's own code
 * throws.
 */
export interface ConfluentClient extends ClientMethods {
  /** Lists the items of a list operation, page after page, when they are iterated. */
  readonly paginate: Paginate;
}

/**
 * Creates a client.
 *
 * @param options Credentials of one kind; without any, they are read from the environment.
 * @throws {TypeError} For missing, half or two kinds of credentials, a base URL that is not safe, an
 * option of a wrong kind or an unknown one.
 * @throws {RangeError} For a number out of range.
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
  const calls = methods.map((method) => {
    const send = async (path: string, init?: AnyInit): Promise<CallResult<unknown>> =>
      call({ method, path, init: copyInit(init, contentTypes[`${method} ${path}`]) });
    return [method, send] as const;
  });
  const client = {
    ...Object.fromEntries(calls),
    paginate: (path: string, init?: AnyPaginateInit) => paginate(call, path, init),
  };
  // The types of paths, inits and bodies come from the document; the code is the same for all.
  return client as ConfluentClient;
}
