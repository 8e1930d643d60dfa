import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { createFakeConfluent } from 'confluent-connect-plugins/testing';
import type { FakeConfluent, FakeConfluentOptions } from 'confluent-connect-plugins/testing';
import { checkContract, judgeCheck } from '../../live/check-contract.js';
import type { CheckOptions, ContractCheck, Verdict } from '../../live/check-contract.js';
import { renderReport } from '../../live/report.js';

export const CONNECTOR_PLUGINS = '/connect/v1/custom-connector-plugins';
export const CONNECT_PLUGINS = '/ccpm/v1/plugins';
export const VERSIONS = '/ccpm/v1/plugins/{plugin_id}/versions';

/** The document with the lists of the fake alone, however many others the project has. */
export const openapi: string = listsOfFake(
  readFileSync(new URL('../../openapi/openapi.yaml', import.meta.url), 'utf8'),
);

function listsOfFake(text: string): string {
  const document = parse(text) as { paths: Record<string, { get?: object }> };
  const lists = [CONNECT_PLUGINS, VERSIONS, CONNECTOR_PLUGINS].map((path) => {
    return [path, { get: document.paths[path]?.get }] as const;
  });
  return stringify({ ...document, paths: Object.fromEntries(lists) }, { lineWidth: 100 });
}

const upload_source = { location: 'PRESIGNED_URL_LOCATION', upload_id: 'upload-4711' } as const;

/** Plugins and versions that hold to the published schemas and to the corrected ones. */
export const valid = {
  customConnectorPlugins: [
    { id: 'ccp-aaa111', display_name: 'Secret Project', upload_source },
    { id: 'ccp-bbb222', upload_source },
    { id: 'ccp-ccc333', upload_source },
  ],
  customConnectPlugins: [
    {
      id: 'ccp-ddd444',
      versions: [
        { id: 'ver-eee555', spec: { upload_source } },
        { id: 'ver-fff666', spec: { upload_source } },
      ],
    },
    { id: 'ccp-ggg777', versions: [] },
  ],
} satisfies FakeConfluentOptions;

/** Responds to a request of the fake, usually with a changed response of the fake. */
export type Respond = (request: Request, fake: FakeConfluent) => Promise<Response>;

export interface CheckRun {
  check: ContractCheck;
  verdict: Verdict;
  report: string;
  fake: FakeConfluent;
}

/** Checks a fake. `respond` stands between the client and the fake. */
export async function runCheck(
  content: FakeConfluentOptions,
  {
    respond = (request, fake) => fake.fetch(request),
    ...options
  }: Partial<CheckOptions> & { respond?: Respond } = {},
): Promise<CheckRun> {
  const fake = createFakeConfluent(content);
  const check = await checkContract({
    document: openapi,
    corrections: '',
    connection: {
      ...fake.options,
      fetch: (request) => respond(request, fake),
      maxRetries: 1,
      maxRetryDelayMs: 0,
    },
    query: { environment: 'env-1' },
    ...options,
  });
  const verdict = judgeCheck(check);
  const run = { version: '1.2.3', nodeVersion: '20.20.0', date: new Date('2026-11-25T12:00:00Z') };
  return { check, verdict, report: renderReport(check, verdict, run), fake };
}

/** Returns the lines of a section of a report, without their bullets; none if it has no such one. */
export function sectionOf(report: string, title: string): string[] {
  const section = report.split('\n\n').find((text) => text.startsWith(`## ${title}\n`));
  return (section?.split('\n').slice(1) ?? []).map((line) => line.slice('- '.length));
}
