/** What loggers print of an error, and what a structured clone keeps of it. */
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { ConfluentApiError, ConfluentConnectionError } from 'confluent-connect-plugins';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import winston from 'winston';
import { connect, failureOf } from '../support/client.js';
import { API_SECRET, BASIC_CREDENTIALS, CONNECTOR_PLUGINS_PATH } from '../support/constants.js';
import { faults } from '../support/faults.js';
import { expectNoPartOfSecret } from '../support/secrets.js';
import { serve } from '../support/serve.js';

/** Returns the error of a walk whose server sends the credentials back wherever it can. */
async function apiError(): Promise<ConfluentApiError> {
  const echo = `${API_SECRET} ${BASIC_CREDENTIALS}`;
  const server = await serve(() => ({
    status: 403,
    headers: { 'X-Request-Id': 'req-1', 'X-Echo': echo },
    body: { errors: [{ code: 'forbidden', detail: `not allowed: ${echo}` }], echo },
  }));
  const walk = connect(server.url).paginate(CONNECTOR_PLUGINS_PATH).collect({ limit: 1 });
  return failureOf(ConfluentApiError, walk);
}

async function connectionError(): Promise<ConfluentConnectionError> {
  const server = await serve(() => faults.reset);
  const call = connect(server.url, { maxRetries: 0 }).GET(CONNECTOR_PLUGINS_PATH);
  return failureOf(ConfluentConnectionError, call);
}

/** Returns a stream, and a function that returns what was written to it. */
function createSink(): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

/** Logs by winston, and returns the text that its transports get. */
async function logByWinston(
  options: winston.LoggerOptions,
  log: (logger: winston.Logger) => unknown,
): Promise<string> {
  const texts: unknown[] = [];
  const sink = new Writable({
    objectMode: true,
    write(info: Record<symbol, unknown>, _, done) {
      texts.push(info[Symbol.for('message')]);
      done();
    },
  });
  const logger = winston.createLogger(options);
  logger.pipe(sink);
  log(logger);
  await new Promise((resolve) => setImmediate(resolve));
  return texts.join('\n');
}

const printers: Record<string, (error: Error) => string | Promise<string>> = {
  'util.inspect': (error) => inspect(error, { depth: 9 }),
  'pino, as the error': (error) => {
    const { stream, text } = createSink();
    pino(stream).error(error);
    return text();
  },
  'pino, as a property': (error) => {
    const { stream, text } = createSink();
    pino(stream).error({ failure: error }, 'no list');
    return text();
  },
  'winston, as the error': async (error) => {
    const { combine, errors, json } = winston.format;
    const format = combine(errors({ stack: true, cause: true }), json());
    return logByWinston({ format }, (logger) => logger.error(error));
  },
  'winston, as a property': async (error) =>
    logByWinston({}, (logger) => logger.error('no list', { failure: error })),
};

describe.each(Object.entries(printers))('%s', (_, print) => {
  test('prints status, code, path, request id and position of an API error, and no secret', async () => {
    const printed = await print(await apiError());
    for (const told of [
      '403',
      'forbidden',
      'not allowed',
      CONNECTOR_PLUGINS_PATH,
      'req-1',
      'pages',
    ]) {
      expect(printed).toContain(told);
    }
    expectNoPartOfSecret(printed);
  });

  test('prints the code behind a connection error', async () => {
    const printed = await print(await connectionError());
    expect(printed).toContain('ConfluentConnectionError');
    expect(printed).toContain('ECONNRESET');
  });
});

// winston's format `errors` prints an empty object as the cause of an error that is logged itself.
const causePrinters = Object.entries(printers).filter(([name]) => name !== 'winston, as the error');

test.each(causePrinters)(
  '%s prints the cause of a connection error, which is more than its message tells',
  async (_, print) => {
    const error = await connectionError();
    expect(error.message).not.toContain('fetch failed');
    expect(await print(error)).toContain('fetch failed');
  },
);

test('a structured clone of an error keeps message and stack, with the name of its class', async () => {
  for (const error of [await apiError(), await connectionError()]) {
    const clone = structuredClone(error);
    expect(clone).toBeInstanceOf(Error);
    expect(clone.message).toBe(error.message);
    expect(clone.stack).toContain(`${error.name}: ${error.message}`);
    expectNoPartOfSecret(inspect(clone, { depth: 9, showHidden: true }));
  }
});

test('a structured clone of the JSON data of an error keeps all of it', async () => {
  const error = await apiError();
  const clone = structuredClone(error.toJSON());
  expect(clone).toEqual(error.toJSON());
  expect(clone).toMatchObject({
    name: 'ConfluentApiError',
    status: 403,
    errors: [{ code: 'forbidden' }],
    requestId: 'req-1',
    walk: { pages: 0, items: 0 },
  });
});
