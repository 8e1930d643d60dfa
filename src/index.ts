export { createConfluentClient } from './client.js';
export {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from './errors/errors.js';
export { rateLimitOf } from './rate-limit.js';

export type { Middleware } from 'openapi-fetch';
export type { ClientMethods, ConfluentClient } from './client.js';
export type {
  AccessTokenCredentials,
  AccessTokenFunction,
  ApiKeyCredentials,
  Credentials,
  EnvironmentCredentials,
} from './credentials.js';
export type { ApiErrorItem } from './errors/error-items.js';
export type { ErrorDetails, WalkPosition } from './errors/errors.js';
export type { components, operations, paths } from './generated/openapi.js';
export type {
  ClientOptions,
  ConfluentClientOptions,
  FetchFunction,
  RetryEvent,
} from './options.js';
export type {
  ListData,
  ListItem,
  ListPath,
  Paginate,
  PaginateInit,
  ParamsWithoutPageToken,
  QueryWithoutPageToken,
  WithoutPageToken,
} from './pagination/paginate.js';
export type { Paginator } from './pagination/paginator.js';
export type { Page } from './pagination/walk.js';
export type { RateLimit } from './rate-limit.js';
export type {
  CallData,
  CallInit,
  CallResult,
  DecidedByClient,
  InitArguments,
  JsonMediaType,
  Method,
  Operation,
  PathOf,
} from './types.js';
export type * from './generated/contracts.js';
