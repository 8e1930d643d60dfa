/** What a peer has to do, the way its users would write it. */
export interface Peer {
  /** One call: the items of the first page, in the page size of the API. */
  getPage(): Promise<readonly unknown[]>;
  /**
   * All items, where the client iterates over them by itself.
   *
   * @param options.pageSize Default: as in the client's documentation.
   * @param options.prefetch Whether to ask for the next page ahead, where the client can.
   */
  items?: (options: WalkOptions) => AsyncIterable<unknown>;
  /** All pages, where it gives pages or where a user writes the loop. */
  pages?: (options: WalkOptions) => AsyncIterable<readonly unknown[]>;
}

export interface WalkOptions {
  pageSize?: number | undefined;
  prefetch?: boolean | undefined;
}

/** What the module of a peer exports: `create`, given the server's origin. */
export type CreatePeer = (origin: string) => Peer;
