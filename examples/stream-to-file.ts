/**
 * Writes every custom connector plugin to a file, one JSON object on each line (NDJSON). The file
 * gets its name when it is complete, so that a run that fails leaves the last file as it was.
 *
 *     npx tsx examples/stream-to-file.ts plugins.ndjson
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createConfluentClient } from 'confluent-connect-plugins';
import type { ConfluentClient } from 'confluent-connect-plugins';
import { runAsProgram } from './shared/run-as-program.js';

/** Streams every plugin to a file. A slow disk slows the walk, and memory holds two pages. */
export async function streamToFile(confluent: ConfluentClient, file: string): Promise<void> {
  // It is beside the file, because a rename is atomic within one file system only.
  const unfinished = `${file}.${randomUUID()}.part`;
  try {
    await pipeline(
      Readable.from(confluent.paginate('/connect/v1/custom-connector-plugins', { prefetch: true })),
      toLines,
      createWriteStream(unfinished, { flags: 'wx', flush: true }),
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function* toLines(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

await runAsProgram(import.meta, async (file) => {
  await streamToFile(createConfluentClient(), file);
});
