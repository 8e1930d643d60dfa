import type { CallInit } from './attempt.js';
import { createCall } from './call.js';
import type { Data, Init, InitArguments, Method, Operation, PathOf, Result } from './operation.js';
import { paginate } from './paginate.js';
import type { Paginate } from './paginate.js';
import { readOptions } from './settings.js';
import type { ConfluentClientOptions } from './settings.js';
import type { WalkInit } from './walk.js';

const METHODS: Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/** The methods that the document has. */
type Methods = {
  readonly [M in Method as PathOf<M> extends never ? never : M]: <P extends PathOf<M>>(
    path: P,
    ...init: InitArguments<Init<Operation<M, P>>>
  ) => Promise<Result<Data<Operation<M, P>>>>;
};

/** A client. */
export interface ConfluentClient extends Methods {
  readonly paginate: Paginate;
}

export function createConfluentClient(options: ConfluentClientOptions = {}): ConfluentClient {
  const call = createCall(readOptions(options));
  const methods = METHODS.map((method) => {
    const send = (path: string, init?: CallInit): Promise<Result<unknown>> =>
      call(method, path, init);
    return [method, send] as const;
  });
  const client = {
    ...Object.fromEntries(methods),
    paginate: (path: string, init?: WalkInit) => paginate(call, path, init),
  };
  // Which of the methods there are is for the document to say, and known to the type alone.
  return client as ConfluentClient;
}
