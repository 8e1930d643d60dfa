import { respondWithFailure } from './fake-response.js';
import type { FakeResponse } from './fake-response.js';
import type { ParsedRequest } from './parse-request.js';

/** The query parameters of an operation. */
export interface Parameters {
  optional: readonly string[];
  required: readonly string[];
}

/** Returns a 400 for a query parameter that is unknown or missing, and undefined if all is well. */
export function refuseParameters(
  request: ParsedRequest,
  { optional, required }: Parameters,
): FakeResponse | undefined {
  const { searchParams } = request.url;
  for (const name of searchParams.keys()) {
    if (!optional.includes(name) && !required.includes(name)) {
      return refuseFilter(request, name, `There is no filter '${name}'`);
    }
  }
  for (const name of required) {
    if (!searchParams.get(name)) {
      return refuseFilter(request, name, `The filter '${name}' is required`);
    }
  }
  return undefined;
}

function refuseFilter(request: ParsedRequest, parameter: string, detail: string): FakeResponse {
  return respondWithFailure(request, {
    status: 400,
    code: 'invalid_filter',
    title: 'Invalid Filter',
    detail,
    parameter,
  });
}
