import type { WalkPosition } from '../errors/errors.js';
import type { Settings } from '../options.js';
import type { Method } from '../types.js';
import { showValue } from '../values.js';
import type { CopiedInit } from './copy-init.js';
import { encodeParameter } from './encode-parameter.js';

/** One call of an operation. */
export interface CallRequest {
  readonly method: Method;
  /** The path template. */
  readonly path: string;
  readonly init: CopiedInit;
  /**
   * Whether sending the request twice does no more than sending it once. Default: true, except for
   * POST and PATCH.
   */
  readonly isIdempotent?: boolean;
  /** Returns what is wrong with the data of a 2xx, or undefined if nothing is. */
  readonly validate?: (data: unknown) => string | undefined;
  /** Texts that no error may hold, besides the credentials; `validate` may add to them. */
  readonly secrets?: Set<string>;
  /** The position of the walk that needs this call, for its error. */
  readonly walk?: WalkPosition;
}

/** A call whose parameters are checked. */
export interface PreparedCall extends CallRequest {
  readonly settings: Settings;
  /** The path with its parameters filled in: what was checked is what is sent. */
  readonly filledPath: string;
  /** The URL with the filled path and the query. */
  readonly url: string;
  /** Secrets of all attempts, added before each one: a server may send back an earlier one. */
  readonly secrets: Set<string>;
}

/**
 * Checks the parameters of a call, and fills them into its path and its URL, percent-encoded.
 *
 * @throws {TypeError} For a path parameter, or a value in the query, that is no string, number or
 * boolean; for a path parameter that is missing or empty, or that is a step in the path (`.` or `..`,
 * encoded or not): it would name another resource. A caller's own querySerializer is not checked.
 */
export function prepareCall(request: CallRequest, settings: Settings): PreparedCall {
  const { path, init, secrets = new Set() } = request;
  const filledPath = path.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = init.params.path?.[name];
    const encoded = encodeParameter(name, value);
    if (/^((\.|%252e){1,2})?$/i.test(encoded)) {
      throw new TypeError(`${name} must not be ${showValue(value)}: ${path}`);
    }
    return encoded;
  });
  const query = init.querySerializer(init.params.query ?? {});
  const url = settings.baseUrl + filledPath + (query && `?${query}`);
  return { ...request, settings, filledPath, url, secrets };
}
