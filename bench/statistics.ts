/** Returns the value below which this part (0 to 1) of the sorted values lies. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place % 1);
}

/** A value measured in several rounds: the median and the range of the middle half. */
export interface Spread {
  low: number;
  median: number;
  high: number;
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    low: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.75),
  };
}

/** The measurements of each runner by its name, one for each round. */
export type Rounds<T = number> = ReadonlyMap<string, readonly T[]>;

/** Lets the runners take turns. Each round starts with another one, so that a drift is shared. */
export async function measure<R extends { name: string }, T>(
  runners: readonly R[],
  rounds: number,
  run: (runner: R) => T | Promise<T>,
): Promise<Rounds<T>> {
  const measured = new Map(runners.map(({ name }) => [name, [] as T[]]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % runners.length;
    for (const runner of [...runners.slice(first), ...runners.slice(0, first)]) {
      measured.get(runner.name)?.push(await run(runner));
    }
  }
  return measured;
}

/** Returns one number of each measurement. */
export function select<T>(measured: Rounds<T>, read: (measurement: T) => number): Rounds {
  return new Map([...measured].map(([name, values]) => [name, values.map((value) => read(value))]));
}

/** Divides the measurements of one runner by those of another, round by round. */
export function ratio(measured: Rounds, name: string, base: string): Spread {
  const bases = measured.get(base) ?? [];
  return spread((measured.get(name) ?? []).map((value, round) => value / (bases[round] ?? NaN)));
}

/** Returns the runners sorted by their ratio to a base, lowest first. */
export function sortByRatio<T extends { name: string }>(
  measured: Rounds,
  runners: readonly T[],
  base: { name: string },
): T[] {
  const value = ({ name }: T): number => ratio(measured, name, base.name).median;
  return runners.toSorted((a, b) => value(a) - value(b));
}
