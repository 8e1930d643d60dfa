/** Observes in a Worker: the server is a binding, the outcome one line of its log. */
import { observe } from './observe.js';

export default {
  async test(_: unknown, { server }: { server: string }): Promise<void> {
    console.log(JSON.stringify(await observe(server, JSON.stringify)));
  },
};
