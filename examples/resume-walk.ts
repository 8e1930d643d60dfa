/**
 * Prints every plugin, through an outage that outlasts the client's own retries: it pauses, and
 * goes on at the page that failed. No plugin is lost, none comes twice.
 *
 *     npx tsx examples/resume-walk.ts
 */
import { setTimeout } from 'node:timers/promises';
import { ConfluentError, createConfluentClient } from 'confluent-connect-plugins';
import type {
  ConfluentClient,
  ConnectV1CustomConnectorPlugin,
  Page,
} from 'confluent-connect-plugins';
import { runAsProgram } from './run-as-program.js';

export interface ResumeOptions {
  /** Milliseconds between a failure and the next try. Default: 60000. */
  pauseMs?: number;
  /** How often the walk is resumed before its error is thrown. Default: 10. */
  maxResumes?: number;
}

/**
 * The plugins page by page. `nextPageToken` of a page is where another run would go on, if this
 * one were killed.
 *
 * @throws {ConfluentError} At once if a repeat is no use, else after the last resume.
 */
export async function* walkPlugins(
  confluent: ConfluentClient,
  { pauseMs = 60_000, maxResumes = 10 }: ResumeOptions = {},
): AsyncGenerator<Page<ConnectV1CustomConnectorPlugin>, void> {
  let pageToken: string | undefined;
  for (let resumes = 0; ; resumes += 1) {
    try {
      yield* confluent.paginate('/connect/v1/custom-connector-plugins', { pageToken }).pages();
      return;
    } catch (error) {
      const walk = error instanceof ConfluentError && error.retryable ? error.walk : undefined;
      if (!walk || resumes === maxResumes) throw error;
      ({ pageToken } = walk);
      await setTimeout(pauseMs);
    }
  }
}

await runAsProgram(import.meta, async () => {
  for await (const { items } of walkPlugins(createConfluentClient())) {
    for (const { id, display_name } of items) console.log(id, display_name);
  }
});
