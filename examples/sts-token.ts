/**
 * Lists the custom connector plugins without an API key: the token of an identity provider is
 * exchanged for a Confluent token, again and again before it ends. The identity token is in a file,
 * as Kubernetes puts it there and renews it.
 *
 *     npx tsx examples/sts-token.ts pool-abc1 /var/run/secrets/tokens/confluent
 */
import { readFile } from 'node:fs/promises';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { createStsTokenProvider } from 'confluent-connect-plugins/sts';
import { runAsProgram } from './shared/run-as-program.js';

/** Creates a client for a workload whose identity token is in a file. */
export function connectWithTokenFile(identityPoolId: string, file: string): ConfluentClient {
  const accessToken = createStsTokenProvider({
    identityPoolId,
    // The file is read at every exchange, because the token in it is renewed.
    subjectToken: async () => (await readFile(file, 'utf8')).trim(),
  });
  return createConfluentClient({ accessToken });
}

await runAsProgram(import.meta, async (identityPoolId: string, file: string) => {
  const confluent = connectWithTokenFile(identityPoolId, file);
  for await (const plugin of confluent.paginate('/connect/v1/custom-connector-plugins')) {
    console.log(plugin.id, plugin.display_name);
  }
});
