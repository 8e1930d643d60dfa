/* global URL */
import Stripe from 'stripe';

/** @type {import('./peer-client.js').CreatePeer} */
export function create({ origin, apiSecret }) {
  const { hostname, port } = new URL(origin);
  const stripe = new Stripe(apiSecret, { protocol: 'http', host: hostname, port });
  return {
    getPage: async () => (await stripe.products.list()).data,
    items: ({ pageSize }) => stripe.products.list(pageSize ? { limit: pageSize } : {}),
  };
}
