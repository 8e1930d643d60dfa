/* global AbortController, AbortSignal */
import { create as createWithoutSignal } from './openapi-fetch.js';

/** The signal of an app that never aborts. */
const { signal } = new AbortController();

/** @type {import('./peer-client.js').CreatePeer} */
export function create(target) {
  return createWithoutSignal(target, () => AbortSignal.any([signal, AbortSignal.timeout(30_000)]));
}
