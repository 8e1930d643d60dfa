/** A request as far as the fake looks at it. */
export interface Asked {
  /** The request id. */
  id: string;
  method: string;
  url: URL;
  authorization: string | null;
  /** What a fault puts in place of the page's own `metadata.next`. */
  next?: string | null | undefined;
}

/** An answer before it is sent: a string body as it is, another as JSON. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** What an error item says; Confluent often leaves out code and title. */
export interface Problem {
  status: number;
  code?: string;
  title?: string;
  detail: string;
  /** The query parameter at fault. */
  parameter?: string;
}

/** An error answer in Confluent's shape. */
export function failure({ id }: Asked, { status, parameter, ...said }: Problem): Answer {
  const error = { id, status: String(status), ...said, source: { parameter } };
  return { status, body: { errors: [error] } };
}
