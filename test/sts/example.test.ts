import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectWithTokenFile } from '../../examples/sts-token.js';
import { runNode, useDirectory } from '../examples/support.js';
import { rejectionOf } from '../support/client.js';
import { useBundled } from '../support/bundled.js';
import { startConfluent } from './support/confluent.js';
import type { StsConfluent } from './support/confluent.js';
import { list } from './support/connect.js';

describe('the example sts-token', () => {
  const directory = useDirectory();
  const bundled = useBundled('examples/sts-token');
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** Puts an identity token into a file. */
  async function writeToken({ identityProvider }: StsConfluent): Promise<string> {
    const file = join(directory(), 'token');
    await writeFile(file, `${await identityProvider.requestToken()}\n`);
    return file;
  }

  async function run(confluent: StsConfluent, ...args: string[]): ReturnType<typeof runNode> {
    const command = [bundled('examples/sts-token'), ...args];
    return runNode(command, { CONFLUENT_CLOUD_REST_ENDPOINT: confluent.url });
  }

  test('lists the plugins with a token for the identity in the file', async () => {
    const confluent = await startConfluent();
    const { code, stdout, stderr } = await run(confluent, 'pool-abc1', await writeToken(confluent));
    expect({ code, stdout: stdout.trim(), stderr }).toEqual({
      code: 0,
      stdout: 'ccp-1 Jira Source',
      stderr: '',
    });
    expect(new URLSearchParams(confluent.exchanges[0]?.body).get('identity_pool_id')).toBe(
      'pool-abc1',
    );
  });

  test('ends with one line that says what is wrong if Confluent refuses the token', async () => {
    const confluent = await startConfluent();
    const file = await writeToken(await startConfluent());
    const { code, stderr } = await run(confluent, 'pool-abc1', file);
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(
      'POST /sts/v1/oauth2/token: 401 Unauthorized: The subject token is not valid',
    );
  });

  test('reads the file at every exchange', async () => {
    const confluent = await startConfluent();
    vi.stubEnv('CONFLUENT_CLOUD_REST_ENDPOINT', confluent.url);
    const client = connectWithTokenFile('pool-abc1', join(directory(), 'token'));
    expect(await rejectionOf(list(client))).toMatchObject({ code: 'ENOENT' });
    await writeToken(confluent);
    await list(client);
    confluent.revokeAll();
    await writeToken(confluent);
    await list(client);
    const [first, second, ...more] = confluent.exchanges.map(({ body }) => body);
    expect(first).not.toBe(second);
    expect(more).toEqual([]);
  });
});
