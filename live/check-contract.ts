import pMap from 'p-map';
import { readCorrections } from '../scripts/correct/read-corrections.js';
import { connect } from './connect.js';
import type { Connection, Observation } from './connect.js';
import { declaredResponse, readContract } from './contract.js';
import type { Contract } from './contract.js';
import { judgeCorrection } from './corrections.js';
import type { CorrectionVerdict } from './corrections.js';
import { groupFindings } from './group-findings.js';
import type { FindingGroup } from './group-findings.js';
import { groupByOperation } from './groups.js';
import { countHeaders } from './headers.js';
import type { HeaderCount } from './headers.js';
import { countNextForms } from './next-links.js';
import type { NextForm } from './next-links.js';
import { planRefusals, tryRefusal } from './refusals.js';
import type { Refusal } from './refusals.js';
import { countSharedIds } from './shared-ids.js';
import type { SharedIds } from './shared-ids.js';
import { createValidate } from './validate.js';
import { walkLists } from './walk-lists.js';
import type { ListCheck } from './walk-lists.js';

/** What to check, and where. */
export interface CheckOptions {
  /** The text of openapi.yaml. */
  readonly document: string;
  /** The text of corrections.yaml; '' if there is none. */
  readonly corrections: string;
  readonly connection: Connection;
  /** The values of required query parameters, by name: `environment`. */
  readonly query: Readonly<Record<string, string>>;
  /** The largest number of lists to walk below one list. Default: 20. */
  readonly maxWalks?: number;
}

/** How often an operation responded with a status. */
export interface StatusCount {
  readonly path: string;
  readonly status: number;
  readonly isDeclared: boolean;
  readonly count: number;
}

/** What a check found. It holds ids in `lists` and `refusals`, which the report does not show. */
export interface ContractCheck {
  readonly lists: readonly ListCheck[];
  readonly findings: readonly FindingGroup[];
  readonly corrections: readonly CorrectionVerdict[];
  readonly headers: readonly HeaderCount[];
  readonly statuses: readonly StatusCount[];
  readonly refusals: readonly Refusal[];
  readonly nextForms: readonly NextForm[];
  readonly sharedIds: readonly SharedIds[];
}

/** `incomplete` means that nothing broke the contract, and that a part could not be read. */
export type Verdict = 'holds' | 'broken' | 'incomplete';

/**
 * Compares the responses of a Confluent Cloud with the document. It only reads.
 *
 * @throws {TypeError} For credentials or a base URL that the client does not take.
 * @throws {SpecError} For an entry of the corrections that lacks a part.
 */
export async function checkContract(options: CheckOptions): Promise<ContractCheck> {
  const { connection, query, maxWalks = 20 } = options;
  const contract = readContract(options.document);
  const corrections = readCorrections('openapi/corrections.yaml', options.corrections);
  const validate = createValidate(contract);
  const walker = connect(connection);
  const lists = await walkLists(walker.client, contract, { query, maxWalks });
  const attempts = planRefusals(contract, lists, query);
  const context = { contract, validate, connection };
  const refused = await pMap(attempts, (attempt) => tryRefusal(attempt, context), {
    concurrency: 1,
  });
  const observations = [
    ...walker.observations,
    ...refused.flatMap((attempt) => attempt.observations),
  ];
  return {
    lists,
    findings: groupFindings(contract, validate, observations),
    corrections: corrections.map((correction) =>
      judgeCorrection(contract, correction, observations),
    ),
    headers: countHeaders(contract, observations),
    statuses: countStatuses(contract, observations),
    refusals: refused.map(({ refusal }) => refusal),
    nextForms: countNextForms(observations),
    sharedIds: countSharedIds(lists),
  };
}

/**
 * Judges a check. A missing header breaks the contract only where the document requires it. A
 * correction that is no longer needed, a new value of an open enum and an undeclared status do not.
 */
export function judgeCheck({ lists, findings, headers, refusals }: ContractCheck): Verdict {
  const walks = lists.flatMap((list) => (list.kind === 'walked' ? list.walks : []));
  const isBroken =
    findings.some(({ kind }) => kind === 'violation') ||
    walks.some(({ kind }) => kind === 'unreadable') ||
    headers.some(
      ({ isRequired, missing, notInteger }) => notInteger + (isRequired ? missing : 0) > 0,
    ) ||
    refusals.some(isAcceptedKey);
  if (isBroken) return 'broken';
  const isIncomplete =
    walks.some(({ kind }) => kind === 'failed') || refusals.some(({ kind }) => kind === 'failed');
  return isIncomplete ? 'incomplete' : 'holds';
}

function isAcceptedKey(refusal: Refusal): boolean {
  return refusal.fault.kind === 'wrong key' && refusal.kind === 'response' && refusal.status < 400;
}

function countStatuses(contract: Contract, observations: readonly Observation[]): StatusCount[] {
  return groupByOperation(observations).map(({ path, status, responses }) => {
    const isDeclared = declaredResponse(contract, path, status).kind === 'declared';
    return { path, status, isDeclared, count: responses.length };
  });
}
