import { byCodeUnit } from './json.js';
import { printable } from './spec-error.js';

/** Collects what the generator did to the specs: a count of each repair, warnings and notes. */
export class Report {
  readonly #repairs = new Map<string, number>();
  readonly #remarks = new Set<string>();

  /** Counts a repair. The text says what was done. A repair that was done 0 times is not shown. */
  countRepair(repair: string, times = 1): void {
    if (times === 0) return;
    this.#repairs.set(repair, (this.#repairs.get(repair) ?? 0) + times);
  }

  /** Adds a mistake of the publisher that does not stop the run. */
  warn(warning: string): void {
    this.#remarks.add(`warning: ${printable(warning)}`);
  }

  /** Adds a decision that the reader may not expect. */
  note(note: string): void {
    this.#remarks.add(`note: ${printable(note)}`);
  }

  /** Returns the whole report, one line for each entry. It is '' if there is no entry. */
  toString(): string {
    const repairs = [...this.#repairs].sort(([a], [b]) => byCodeUnit(a, b));
    const width = Math.max(0, ...repairs.map(([, times]) => String(times).length));
    return [
      ...(repairs.length > 0 ? ['repairs:'] : []),
      ...repairs.map(([repair, times]) => `  ${String(times).padStart(width)}  ${repair}`),
      ...[...this.#remarks].sort(byCodeUnit),
    ].join('\n');
  }
}
