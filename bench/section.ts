import type { Spread } from './statistics.js';

/** A limit that the package sets for itself in a workload. */
export interface Goal {
  text: string;
  value: number;
  atMost: number;
}

/** The part of the document about one workload. */
export interface Section {
  title: string;
  text: string;
  columns: readonly string[];
  /** The cells of each row, in the order of the columns. All but the first are numbers. */
  rows: readonly (readonly string[])[];
  goals?: readonly Goal[];
}

export const formatRatio = ({ low, median, high }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

export const formatBytes = (bytes: number, unit: 'KiB' | 'MiB'): string =>
  (bytes / (unit === 'KiB' ? 2 ** 10 : 2 ** 20)).toFixed(1);

/** Returns the section in Markdown. */
export function renderSection({ title, text, columns, rows, goals = [] }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(columns.map((_, index) => (index === 0 ? '---' : '---:')));
  return [
    `## ${title}\n`,
    `${text}\n`,
    line(columns),
    rule,
    ...rows.map(line),
    '',
    ...goals.map(renderGoal),
    '',
  ].join('\n');
}

function renderGoal({ text, value, atMost }: Goal): string {
  const verdict = value <= atMost ? 'met' : 'not met';
  return `- ${text}: ${value.toFixed(3)}, goal at most ${atMost}: **${verdict}**`;
}
