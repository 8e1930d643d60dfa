/* global btoa, URL */

/** Credentials that no server checks. */
export const apiKey = 'BENCHMARKKEY0000';
export const apiSecret = 'benchmark-secret-of-a-realistic-length-0123456789abcdef';
export const basic = `Basic ${btoa(`${apiKey}:${apiSecret}`)}`;

export const path = '/connect/v1/custom-connector-plugins';

/**
 * What a hand-written loop does with the link to the next page.
 *
 * @param {string | null | undefined} next
 * @returns {string | undefined}
 */
export function pageTokenOf(next) {
  return (next && new URL(next).searchParams.get('page_token')) || undefined;
}
