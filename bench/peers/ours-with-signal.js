/* global AbortController */
import { create as createWithoutSignal } from './ours.js';

/** The signal of an app that never aborts. The client has a timeout of its own. */
const { signal } = new AbortController();

/** @type {import('./peer-client.js').CreatePeer} */
export function create(target) {
  return createWithoutSignal(target, { signal });
}
