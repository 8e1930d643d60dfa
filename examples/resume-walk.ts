/**
 * Prints every custom connector plugin, also through an outage that is longer than the client's own
 * retries: it pauses, and resumes at the page that failed. No plugin is lost, and none comes twice.
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
import { runAsProgram } from './shared/run-as-program.js';

export interface ResumeOptions {
  /** Milliseconds from a failure to the resumed walk. Default: 60000. */
  pauseMs?: number;
  /** How often the walk is resumed before its error is thrown. Default: 10. */
  maxResumes?: number;
}

/**
 * Yields the plugins page by page. Store the `nextPageToken` of a page to resume in another process.
 *
 * @throws {ConfluentError} At once if the error is not retryable, else after the last resume.
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
