/** How much a workload does: all that reliable numbers need, or just enough to try it. */
export interface Effort {
  /** Returns how many rounds to make in place of this many. */
  rounds: (full: number) => number;
  /** Returns how many calls or pages to make in place of this many. */
  amount: (full: number) => number;
}

export const fullEffort: Effort = { rounds: (full) => full, amount: (full) => full };

/** The numbers are too noisy to compare. */
export const quickEffort: Effort = {
  rounds: () => 2,
  amount: (full) => Math.ceil(full / 20),
};
