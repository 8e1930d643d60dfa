import type { Reply } from './loopback-server.js';

const PROXY_PAGE = '<!doctype html>\n<html><body>Sign in</body></html>';
const HTML = { 'Content-Type': 'text/html' };

/** The replies of a server, a network or a proxy that fails. */
export const faults = {
  reset: { kind: 'reset' },
  stall: { kind: 'stall' },
  'stall-body': { kind: 'stall-body', start: '{"data":' },
  'stall-error-body': { kind: 'stall-body', status: 503, start: '{"errors":' },
  /** The body ends before its Content-Length. */
  'cut-body': { kind: 'cut-body', headers: { 'Content-Length': '1000' }, start: '{"data":' },
  'cut-chunked-body': { kind: 'cut-body', start: '{"data":' },
  'cut-error-body': { kind: 'cut-body', status: 500, start: '{"errors":' },
  html: { headers: HTML, body: PROXY_PAGE },
  empty: {},
  /** JSON that is not a list. */
  'wrong-envelope': { body: { items: [] } },
  /** A proxy's page of 4 MB. */
  'huge-html': {
    status: 502,
    headers: HTML,
    body: `<html>${'<p>Bad gateway</p>'.repeat(220_000)}`,
  },
} satisfies Record<string, Reply>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as FaultName[];
