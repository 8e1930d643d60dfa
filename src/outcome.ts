/** What one attempt came to, before anybody judges it. */
export interface Outcome {
  /** The URL asked for, as far as it is known. */
  url: string;
  /** The credentials sent, which no error may repeat. */
  secrets: readonly string[];
  /** The answer, once its headers are there. */
  response?: Response;
  /**
   * Of a good answer the text; of another what openapi-fetch made of the start of its body. Absent
   * if it did not come.
   */
  body?: unknown;
  /** What the network failed with; absent also if the time was over. */
  fault?: unknown;
}
