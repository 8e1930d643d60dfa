/** Observes in a page: the server is in its address, the outcome is posted to where it is from. */
import { observe } from './observe.js';

const server = new URLSearchParams(location.search).get('server') ?? '';
const outcome = await observe(server, JSON.stringify).catch(String);
await fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
