/** The middle one of some figures; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
};

/** The figure below which this share of all figures lies. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

/**
 * Microseconds of processor time that the work took on its own thread, system calls included. The system counts in ticks of
 * some milliseconds, so only sums over much longer work mean anything.
 */
export const cpuMicros = async (work: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
};

/** A goal and whether the figure keeps it, in words. */
export const verdict = (value: number, goal: { readonly most: number } | { readonly least: number }, unit = 'x'): string => {
  const [held, says] = 'most' in goal ? [value <= goal.most, `at most ${goal.most}`] : [value >= goal.least, `at least ${goal.least}`];
  return `goal: ${says}${unit}: ${held ? 'held' : 'MISSED'}`;
};

/** Rows as columns, the first to the left and all others to the right. */
export const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows.map(row =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd(),
  );
};
