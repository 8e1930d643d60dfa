/** A row of a table: one cell for each column, and the lines below it, if any. */
export interface Row {
  cells: readonly string[];
  notes?: readonly string[];
}

/** Lays out rows below a heading, each column as wide as its longest cell. */
export function renderTable(heading: readonly string[], rows: readonly Row[]): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(heading),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.flatMap(({ cells, notes = [] }) => [line(cells), ...notes.map((note) => `  ${note}`)]),
  ].join('\n');
}
