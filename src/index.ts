export { createConfluentClient } from './client.js';
export {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from './errors.js';
export { rateLimitOf } from './rate-limit.js';

export type { ConfluentClient } from './client.js';
export type { ApiErrorItem } from './error-items.js';
export type { WalkPosition } from './errors.js';
export type { components, operations, paths } from './generated/openapi.js';
export type { ListItem, ListPath, PaginateInit } from './paginate.js';
export type { Paginator } from './paginator.js';
export type { RateLimit } from './rate-limit.js';
export type { RetryEvent } from './retry.js';
export type { ConfluentClientOptions } from './settings.js';
export type { Page } from './walk.js';
export type * from './generated/contracts.js';
