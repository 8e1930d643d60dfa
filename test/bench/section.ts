import type { Spread } from './statistics.js';

/** What the package promises itself of a workload. */
export interface Aim {
  text: string;
  value: number;
  atMost: number;
}

/** A workload's part of the document. */
export interface Section {
  title: string;
  text: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  aims?: readonly Aim[];
}

export const formatRatio = ({ low, median, high }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

export const formatBytes = (bytes: number, unit: 'KiB' | 'MiB'): string =>
  (bytes / (unit === 'KiB' ? 2 ** 10 : 2 ** 20)).toFixed(1);

/** The section in Markdown; all columns after the first hold numbers. */
export function renderSection({ title, text, head, rows, aims = [] }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 ? '---' : '---:')));
  return [
    `## ${title}\n`,
    `${text}\n`,
    line(head),
    rule,
    ...rows.map(line),
    '',
    ...aims.map(renderAim),
    '',
  ].join('\n');
}

function renderAim({ text, value, atMost }: Aim): string {
  const verdict = value <= atMost ? 'holds' : 'does not hold';
  return `- ${text}: ${value.toFixed(2)}, aim at most ${atMost}: **${verdict}**`;
}
