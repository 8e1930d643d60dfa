import { afterEach, beforeEach, expect } from 'vitest';

/** Expects that no test of the file leaves an unhandled rejection or a warning behind. */
export function expectNothingUnhandled(): void {
  const rejections: unknown[] = [];
  const warnings: Error[] = [];
  const onRejection = (reason: unknown): void => void rejections.push(reason);
  const onWarning = (warning: Error): void => void warnings.push(warning);

  beforeEach(() => {
    rejections.length = 0;
    warnings.length = 0;
    process.on('unhandledRejection', onRejection);
    process.on('warning', onWarning);
  });
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', onRejection);
    process.off('warning', onWarning);
    expect(rejections).toEqual([]);
    expect(warnings).toEqual([]);
  });
}
