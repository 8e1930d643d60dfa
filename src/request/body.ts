/** The most bytes that a successful body may have: 64 MiB. */
export const MAX_BODY_BYTES: number = 64 * 1024 * 1024;

/** The most bytes that are read of the body of a failed response: 64 KiB. */
export const MAX_ERROR_BODY_BYTES: number = 64 * 1024;

/** The text of a body: all of it, the start of a longer one, or what came before it broke off. */
export type BodyText =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'cut'; readonly text: string }
  | { readonly kind: 'broken'; readonly text: string; readonly fault: unknown };

/** Reads a body as UTF-8 text, up to a number of bytes, and cancels the rest. Never rejects. */
export async function readBody(response: Response, maxBytes: number): Promise<BodyText> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    if (response.bodyUsed) throw new TypeError('The body was already read');
    for await (const chunk of chunksOf(response.body)) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length > maxBytes)
        return {
          kind: 'cut',
          text: decodeStart(join(chunks, Math.min(maxBytes, MAX_ERROR_BODY_BYTES))),
        };
    }
    return { kind: 'whole', text: new TextDecoder().decode(join(chunks, length)) };
  } catch (fault) {
    return { kind: 'broken', text: decodeStart(join(chunks, length)), fault };
  }
}

/** Yields the chunks of a web stream, or of the stream of another fetch implementation. */
async function* chunksOf(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  if (!('getReader' in body)) {
    yield* body;
    return;
  }
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** Returns the first `length` bytes of the chunks. */
function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    if (offset >= length) break;
    bytes.set(chunk.subarray(0, length - offset), offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Decodes UTF-8, without a character that the end cuts in the middle. */
function decodeStart(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes, { stream: true });
}
