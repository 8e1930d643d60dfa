/* global URL */

/**
 * Returns the page token of a link to the next page, as a hand-written loop would read it.
 *
 * @param {string | null | undefined} next
 * @returns {string | undefined}
 */
export function pageTokenOf(next) {
  return (next && new URL(next).searchParams.get('page_token')) || undefined;
}
