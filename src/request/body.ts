/** The most bytes that a successful body may have: 64 MiB. */
export const MAX_BODY_BYTES: number = 64 * 1024 * 1024;

/** The most bytes that are read of the body of a failed response: 64 KiB. */
export const MAX_ERROR_BODY_BYTES: number = 64 * 1024;

/** The text of a body: all of it, the start of a longer one, or what came before it broke off. */
export type BodyText =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'cut'; readonly text: string }
  | { readonly kind: 'broken'; readonly text: string; readonly fault: unknown };

/**
 * Reads a body as UTF-8 text, up to a number of bytes, and cancels the rest. Never rejects. A
 * character that the end cuts in the middle is left out.
 *
 * The limit holds for web streams. The body of a fetch that has others, as node-fetch does, is read
 * whole.
 */
export async function readBody(response: Response, maxBytes: number): Promise<BodyText> {
  const decoder = new TextDecoder();
  let text = '';
  let bytesLeft = maxBytes;
  try {
    // `text()` also rejects for a body that somebody has read.
    if (response.bodyUsed || !response.body?.getReader) {
      return { kind: 'whole', text: await response.text() };
    }
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'whole', text: text + decoder.decode() };
      text += decoder.decode(value.subarray(0, bytesLeft), { stream: true });
      bytesLeft -= value.byteLength;
      if (bytesLeft >= 0) continue;
      await reader.cancel();
      return { kind: 'cut', text };
    }
  } catch (fault) {
    return { kind: 'broken', text, fault };
  }
}
