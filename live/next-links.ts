import { asObject } from '../scripts/shared/json.js';
import type { Json } from '../scripts/shared/json.js';
import { readNextPage } from '../src/pagination/page-token.js';
import type { Observation } from './connect.js';
import { kindOf } from './describe-problem.js';
import { countEqual } from './groups.js';

/** How often the pages of an operation had a `next` link of one form. */
export interface NextForm {
  readonly path: string;
  readonly form: string;
  readonly count: number;
}

/** Counts the forms of the `next` links. */
export function countNextForms(observations: readonly Observation[]): NextForm[] {
  return countEqual(
    observations.flatMap(({ path, status, origin, body }) => {
      if (status !== 200 || body.kind !== 'json') return [];
      const next = asObject(asObject(body.value)['metadata'])['next'];
      return [{ path, form: describeNext(next, origin) }];
    }),
  );
}

/** Describes a link without any part of it. */
function describeNext(next: Json | undefined, origin: string): string {
  if (next === undefined) return 'absent';
  if (typeof next !== 'string') return kindOf(next);
  if (next === '') return 'empty';
  const token = readNextPage(next).kind === 'token' ? 'with page_token' : 'without page_token';
  if (!URL.canParse(next)) return `relative, ${token}`;
  const place = new URL(next).origin === origin ? 'absolute' : 'absolute at another origin';
  return `${place}, ${token}`;
}
