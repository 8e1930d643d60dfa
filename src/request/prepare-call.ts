import type { WalkPosition } from '../errors/errors.js';
import type { Settings } from '../options.js';
import type { Method } from '../types.js';
import type { CopiedInit } from './copy-init.js';

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
  /** The position of the walk that needs this call, for its error. */
  readonly walk?: WalkPosition;
}

/** A call whose path parameters are checked. */
export interface PreparedCall extends CallRequest {
  readonly settings: Settings;
  /** Secrets of earlier attempts, added after each one: a server may send one of them back. */
  readonly earlierSecrets: string[];
  /** The checked texts of the path parameters: what was checked is what is sent. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The path with its parameters filled in, percent-encoded. */
  readonly filledPath: string;
}

/**
 * Checks the path parameters of a call.
 *
 * @throws {TypeError} For a parameter that is no string, number or boolean, that is missing or empty,
 * or that is a step in the path (`.` or `..`, encoded or not): it would name another resource.
 */
export function prepareCall(request: CallRequest, settings: Settings): PreparedCall {
  const { path, init } = request;
  const pathParameters: Record<string, string> = {};
  const filledPath = path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = init.params.path?.[name];
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
    if (/^((\.|%2e){1,2})?$/i.test(text)) {
      throw new TypeError(
        `${path}: ${name} must be a string, number or boolean, not empty, '.' or '..'; given: ${typeof value} '${text}'`,
      );
    }
    pathParameters[name] = text;
    return encodeURIComponent(text);
  });
  return { ...request, settings, earlierSecrets: [], pathParameters, filledPath };
}
