/* global URL */
import Stripe from 'stripe';
import { apiSecret } from './shared.js';

/** @type {import('./peer.js').CreatePeer} */
export function create(origin) {
  const { hostname, port } = new URL(origin);
  const stripe = new Stripe(apiSecret, { protocol: 'http', host: hostname, port });
  return {
    getPage: async () => (await stripe.products.list()).data,
    items: ({ pageSize }) => stripe.products.list(pageSize ? { limit: pageSize } : {}),
  };
}
