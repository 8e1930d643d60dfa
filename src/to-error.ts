import { defined } from './defined.js';
import { readErrorItems } from './error-items.js';
import {
  ConfluentApiError,
  ConfluentConnectionError,
  ConfluentResponseError,
  ConfluentTimeoutError,
} from './errors.js';
import type { ConfluentError } from './errors.js';
import { foldText } from './fold-text.js';
import type { Outcome } from './outcome.js';
import { rateLimitOf } from './rate-limit.js';
import { redact, redactCause } from './redact.js';
import { readRetryAfter } from './retry-after.js';
import { isRetryable } from './retry.js';

const KEEP = 8192;

/** The request that an outcome is of. */
export interface Asked {
  method: string;
  path: string;
  /** The path with its parameters. */
  realPath: string;
  attempts: number;
  timeoutMs: number;
}

/**
 * The error that an outcome is.
 *
 * @param problem What is wrong with a good answer, if that is what failed.
 */
export function toError(
  { realPath, timeoutMs, ...asked }: Asked,
  { url, secrets, response, body, fault }: Outcome,
  problem?: string,
): ConfluentError {
  const clean = <T>(data: T): T => redact(data, secrets);
  const { status = 0, statusText } = response ?? {};
  const headers = new Headers(clean([...(response?.headers ?? [])]));
  const request = headers.get('x-request-id');
  const facts = {
    ...asked,
    url: clean(url),
    requestId: request,
    retryable: problem === undefined && isRetryable(asked.method, status),
  };
  const say = (what: string, notes: Record<string, string | null | undefined> = {}): string => {
    const told = Object.entries(defined({ ...notes, request }))
      .map(([name, value]) => `${name} ${foldText(value)}`)
      .join(', ');
    const trail = told && ` (${told})`;
    return clean(`${asked.method} ${realPath}: ${foldText(what)}${trail}`);
  };

  const cut = (text: string): string => clean(text.slice(0, 2 * KEEP)).slice(0, KEEP);

  if (response && !response.ok) {
    const kept = typeof body === 'string' ? cut(body) : clean(body ?? null);
    const errors = readErrorItems(kept);
    const { code = statusText, title, detail = title, parameter, pointer } = errors[0] ?? {};
    const head = `${status} ${code}`.trim();
    const rateLimit = rateLimitOf(response);
    return new ConfluentApiError(
      say(detail ? `${head}: ${detail}` : head, { parameter, pointer }),
      {
        ...facts,
        status,
        errors,
        body: kept === '' ? undefined : kept,
        headers,
        retryAfterMs: readRetryAfter(response, Date.now()),
        rateLimit: Object.keys(rateLimit).length > 0 ? rateLimit : undefined,
      },
    );
  }
  if (problem !== undefined) {
    const message = say(`${status}, but ${problem}`);
    return new ConfluentResponseError(message, { ...facts, body: cut(String(body)) });
  }
  if (fault === undefined) {
    const message = say(`no complete answer within ${timeoutMs} ms`);
    return new ConfluentTimeoutError(message, { ...facts, timeoutMs });
  }
  const cause = redactCause(fault, secrets);
  const message = say(`no complete answer: ${describe(cause)}`);
  return new ConfluentConnectionError(message, { ...facts, cause });
}

/** fetch itself says no more than 'fetch failed': the reason is its cause. */
function describe(fault: unknown): string {
  const { cause = fault } = Object(fault) as { cause?: unknown };
  const { message, code } = Object(cause) as { message?: unknown; code?: unknown };
  return String([message, code, cause].find(Boolean));
}
