/** The most bytes that a successful body may have: 64 MiB. */
export const MAX_BODY_BYTES: number = 64 * 1024 * 1024;

/** The most bytes that are read of the body of a failed response: 64 KiB. */
export const MAX_ERROR_BODY_BYTES: number = 64 * 1024;

/** How a body ended: whole, cut at the limit, or broken off. */
type BodyEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'broken'; readonly fault: unknown };

/** The text of a body, or of its start. */
export type BodyText = BodyEnd & { readonly text: string };

/**
 * Reads a body as UTF-8 text, up to a number of bytes, and cancels the rest. Never rejects. A
 * character that the end cuts in the middle is left out.
 *
 * The limit holds for web streams. The body of a fetch that has others, as node-fetch does, is read
 * whole.
 */
export async function readBody(response: Response, maxBytes: number): Promise<BodyText> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let end: BodyEnd = { kind: 'whole' };
  try {
    // `text()` also rejects for a body that somebody has read.
    if (response.bodyUsed || !response.body?.getReader) {
      return { ...end, text: await response.text() };
    }
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.byteLength;
      if (length <= maxBytes) continue;
      end = { kind: 'cut' };
      await reader.cancel();
      break;
    }
  } catch (fault) {
    end = { kind: 'broken', fault };
  }
  // All chunks are decoded at once: one by one takes several times as long.
  const size = end.kind === 'cut' ? MAX_ERROR_BODY_BYTES : length;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    if (offset > size) break;
    bytes.set(chunk.subarray(0, size - offset), offset);
    offset += chunk.byteLength;
  }
  return { ...end, text: new TextDecoder().decode(bytes, { stream: end.kind !== 'whole' }) };
}
