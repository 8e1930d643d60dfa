/** Where a progress line goes: `process.stderr`, for instance. */
export interface ProgressStream {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

/**
 * Shows one line that counts `done` of `total`, and clears it at the end. Whatever is written after
 * it starts on the same line. Writes nothing where the stream is no terminal, so that a log file
 * stays clean.
 */
export function showProgress(stream: ProgressStream, done: number, total: number): void {
  if (!stream.isTTY) return;
  const clearLine = '\r\u001b[K';
  stream.write(done < total ? `${clearLine}${done} of ${total} plugins\r` : clearLine);
}
