import { groupBy } from '../scripts/shared/values.js';
import type { ContractCheck, StatusCount, Verdict } from './check-contract.js';
import type { CorrectionVerdict } from './corrections.js';
import type { FindingGroup } from './group-findings.js';
import type { HeaderCount } from './headers.js';
import type { Refusal, RequestFault } from './refusals.js';
import type { SharedIds } from './shared-ids.js';
import type { ListCheck } from './walk-lists.js';

/** What ran the check. */
export interface Run {
  /** The version of the package. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly date: Date;
}

/**
 * Renders a check as text that can be sent to others: operations, property paths, counts, statuses
 * and header names, but no id, name, link, token or secret.
 */
export function renderReport(check: ContractCheck, verdict: Verdict, run: Run): string {
  const { findings } = check;
  const date = run.date.toISOString().slice(0, 10);
  const sections: [title: string, lines: string[]][] = [
    ['Lists', check.lists.map(describeList)],
    ['Violations', findings.filter(({ kind }) => kind === 'violation').map(describeFinding)],
    ['New enum values', findings.filter(({ kind }) => kind === 'new value').map(describeFinding)],
    ['Corrections', check.corrections.map(describeCorrection)],
    ['Headers', describeHeadersByOperation(check.headers)],
    ['Statuses', describeByPath(check.statuses, describeStatus)],
    ['Refused requests', check.refusals.map(describeRefusal)],
    ['Next links', describeByPath(check.nextForms, ({ form, count }) => `${form} (${count})`)],
    ['Ids in two lists', check.sharedIds.map(describeSharedIds)],
    ['Result', [describeVerdict(verdict)]],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return [
    '# Contract check of confluent-connect-plugins',
    `Package ${run.version}, Node ${run.nodeVersion}, ${date}`,
    ...shown.flatMap(([title, lines]) => ['', `## ${title}`, ...lines.map((line) => `- ${line}`)]),
  ].join('\n');
}

function describeList(list: ListCheck): string {
  const operation = `GET ${list.path}`;
  if (list.kind === 'skipped') return `${operation}: skipped, ${list.reason}`;
  const { walks, found } = list;
  const complete = walks.filter((walk) => walk.kind === 'complete');
  const items = complete.reduce((sum, walk) => sum + walk.items, 0);
  const pages = complete.reduce((sum, walk) => sum + walk.pages, 0);
  const failures = walks.flatMap((walk) => (walk.kind === 'complete' ? [] : [walk.reason]));
  const counted = [...groupBy(failures, (reason) => reason)].map(
    ([reason, all]) => `, ${all.length} not read (${reason})`,
  );
  const size = `items ${items}, pages ${pages}`;
  return `${operation}: ${size}, lists ${complete.length} of ${found}${counted.join('')}`;
}

function describeFinding({ path, status, property, problem, count, total }: FindingGroup): string {
  return `${nameOperation(path, status)} ${property}: ${problem} in ${count} of ${total}`;
}

function describeCorrection({ fact, shouldBe, verdict, broken, seen }: CorrectionVerdict): string {
  const counts =
    verdict === 'unknown' ? 'nothing seen' : `${broken} of ${seen} break the published schema`;
  return `${fact} is ${shouldBe}: ${verdict}, ${counts}`;
}

function describeHeadersByOperation(headers: readonly HeaderCount[]): string[] {
  return [...groupBy(headers, ({ path, status }) => nameOperation(path, status))].map(
    ([operation, all]) => `${operation}: ${describeHeaders(all)}`,
  );
}

function describeHeaders(headers: readonly HeaderCount[]): string {
  const byPresence = groupBy(headers, ({ missing, notInteger, total }) => {
    const wrong = notInteger > 0 ? `, no integer in ${notInteger}` : '';
    return missing > 0
      ? `missing in ${missing} of ${total}${wrong}`
      : `in ${total} of ${total}${wrong}`;
  });
  return [...byPresence]
    .map(([presence, all]) => `${all.map(({ header }) => header).join(', ')} ${presence}`)
    .join('; ');
}

function describeStatus({ status, isDeclared, count }: StatusCount): string {
  return `${status} (${count}${isDeclared ? '' : ', not declared'})`;
}

function describeRefusal(refusal: Refusal): string {
  const request = `GET ${refusal.path} with ${describeFault(refusal.fault)}`;
  switch (refusal.kind) {
    case 'response': {
      const declared = refusal.isDeclared ? '' : ' (not declared)';
      return `${request}: ${refusal.status}${declared}, body ${refusal.body}`;
    }
    case 'failed':
      return `${request}: ${refusal.reason}`;
  }
}

function describeFault(fault: RequestFault): string {
  switch (fault.kind) {
    case 'wrong key':
      return 'a wrong key';
    case 'unknown id':
      return `an unknown ${fault.name}`;
    case 'foreign id':
      return `an id of GET ${fault.otherPath}`;
  }
}

function describeSharedIds({ paths, counts, shared }: SharedIds): string {
  const [one, other] = paths;
  return `GET ${one} (${counts[0]} ids) and GET ${other} (${counts[1]} ids): ${shared} in both`;
}

function describeVerdict(verdict: Verdict): string {
  switch (verdict) {
    case 'holds':
      return 'The contract holds for all responses seen.';
    case 'broken':
      return 'The contract does not hold.';
    case 'incomplete':
      return 'The check is not complete: see the lists and refused requests without a response.';
  }
}

function nameOperation(path: string, status: number): string {
  return status === 200 ? `GET ${path}` : `GET ${path} (${status})`;
}

function describeByPath<T extends { path: string }>(
  counts: readonly T[],
  describe: (count: T) => string,
): string[] {
  return [...groupBy(counts, ({ path }) => path)].map(
    ([path, all]) => `GET ${path}: ${all.map(describe).join('; ')}`,
  );
}
