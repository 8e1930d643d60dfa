const READ_CHARACTERS = 65_536;

/**
 * Reads the start of a body, about 64 KiB at most; of one that breaks off, what came. The page of a
 * proxy may be of any size, the errors of Confluent are small.
 */
export async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    const reader = response.body?.getReader();
    while (reader && text.length < READ_CHARACTERS) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
    await reader?.cancel();
  } catch {
    // Broken off, aborted, or read by a middleware.
  }
  return text;
}
