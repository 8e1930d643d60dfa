/** The app as a Worker: a binding is the origin of the scenarios, one line of its log the results. */
import { runScenarios } from './run-scenarios.js';

export default {
  async test(_: unknown, { server }: { server: string }): Promise<void> {
    console.log(JSON.stringify(await runScenarios(server, JSON.stringify)));
  },
};
