/** What a peer can do, written as its users would write it. */
export interface PeerClient {
  /** Requests the first page, in the default page size of the API, and returns its items. */
  getPage(): Promise<readonly unknown[]>;
  /** Iterates over all items. Absent if the client cannot. */
  items?: (options: WalkOptions) => AsyncIterable<unknown>;
  /** Iterates over all pages. Absent if there is `items`. */
  pages?: (options: WalkOptions) => AsyncIterable<readonly unknown[]>;
}

export interface WalkOptions {
  /** Default: what the client's documentation uses. */
  pageSize?: number | undefined;
  /** Whether to request the next page ahead, if the client can. */
  prefetch?: boolean | undefined;
}

/** Where the server is, and what to send to it. */
export interface Target {
  origin: string;
  /** The path of the list of plugins, in Confluent's paging convention. */
  path: string;
  apiKey: string;
  apiSecret: string;
  /** The value of the header `Authorization` for this API key. */
  authorization: string;
}

/** The function `create` that the module of each peer exports. */
export type CreatePeer = (target: Target) => PeerClient;
