import type { FakeConfluent } from 'confluent-connect-plugins/testing';
import { UTF8_API_KEY, UTF8_API_SECRET } from '../test/support/constants.js';
import { handleWithFetch } from '../test/support/fetch-handler.js';
import { startServer } from '../test/support/loopback-server.js';
import type { Received, Reply } from '../test/support/loopback-server.js';
import { TOKEN_PATH } from './app/identity.js';
import type { Expectation } from './expectations/expectation.js';
import { exchangeToken } from './token-endpoint.js';

/** A server that has one fake Confluent for each scenario. */
export interface ScenarioServer {
  /** The origin. Each scenario has its name as the path prefix. */
  url: string;
  /** Returns the number of requests of a scenario so far, exchanges of a token among them. */
  countRequests: (scenario: string) => number | undefined;
  close: () => Promise<void>;
}

/** Let a page of another origin read all responses. */
const CORS_HEADERS = {
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, user-agent',
  'Access-Control-Expose-Headers':
    'retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id',
};
const UTF8_AUTHORIZATION = basicAuthorization(UTF8_API_KEY, UTF8_API_SECRET);

/** Serves the fakes of all scenarios on a free port of 127.0.0.1. */
export async function serveScenarios(
  expectations: Record<string, Expectation>,
  createFakeConfluent: (options: Expectation['fake']) => FakeConfluent,
): Promise<ScenarioServer> {
  const fakes = new Map(
    Object.entries(expectations).map(([name, { fake }]) => [name, createFakeConfluent(fake)]),
  );
  const exchanges = new Map<string, number>();
  const countExchanges = (scenario: string): number => exchanges.get(scenario) ?? 0;
  const handle = async (request: Received, index: number): Promise<Reply> => {
    if (request.method === 'OPTIONS') return { status: 204 };
    const [, scenario = ''] = request.path.split('/');
    const fake = fakes.get(scenario);
    if (fake === undefined) return { status: 404 };
    if (request.path === `/${scenario}${TOKEN_PATH}`) {
      exchanges.set(scenario, countExchanges(scenario) + 1);
      return exchangeToken(request, fake.accessToken);
    }
    const forwarded = forward(request, scenario, fake);
    return handleWithFetch(server.url, fake.fetch)(forwarded, index);
  };
  const server = await startServer(
    async (request, index) => allowOtherOrigins(await handle(request, index)),
    { record: false },
  );
  return {
    url: server.url,
    countRequests(scenario) {
      const fake = fakes.get(scenario);
      return fake && fake.requests.length + countExchanges(scenario);
    },
    close: server.close,
  };
}

/** Takes the prefix off, and replaces the UTF-8 API key by that of the fake. */
function forward(request: Received, scenario: string, { options }: FakeConfluent): Received {
  const target = request.target.slice(`/${scenario}`.length);
  if (request.headers.authorization !== UTF8_AUTHORIZATION) return { ...request, target };
  const authorization = basicAuthorization(options.apiKey, options.apiSecret);
  return { ...request, target, headers: { ...request.headers, authorization } };
}

function allowOtherOrigins(reply: Reply): Reply {
  if (reply.kind !== undefined && reply.kind !== 'response') return reply;
  return { ...reply, headers: { ...reply.headers, ...CORS_HEADERS } };
}

/** Encodes with Node's Buffer, independently of the client. */
function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
