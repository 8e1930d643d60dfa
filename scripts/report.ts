import { byCodeUnit } from './json.js';

/** What the generator did to the specs: repairs by number, warnings and notes in full. */
export class Report {
  readonly #repairs = new Map<string, number>();
  readonly #remarks = new Set<string>();

  /** Counts a repair, named by what was done. */
  repaired(repair: string, times = 1): void {
    this.#repairs.set(repair, (this.#repairs.get(repair) ?? 0) + times);
  }

  /** Notes a fault of the publisher that does not stop the run. */
  warn(warning: string): void {
    this.#remarks.add(`warning: ${warning}`);
  }

  /** Notes a decision that the reader would not expect. */
  note(note: string): void {
    this.#remarks.add(`note: ${note}`);
  }

  /** The whole report, a line an entry; '' where there is nothing to tell. */
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
