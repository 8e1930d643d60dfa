import { generate } from 'selfsigned';

/** A certificate and its private key, both as PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A private certificate authority. */
export interface Authority extends Certificate {
  /** Issues a certificate for servers and clients. Default: for `localhost`, and valid. */
  issue: (options?: { hostName?: string; isExpired?: boolean }) => Promise<Certificate>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ELLIPTIC = { keyType: 'ec', algorithm: 'sha256' } as const;

/** Creates a certificate authority that no runtime trusts by itself. */
export async function createAuthority(name = 'Private CA'): Promise<Authority> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    ...ELLIPTIC,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return {
    cert,
    key,
    issue: async ({ hostName = 'localhost', isExpired = false } = {}) => {
      const issued = await generate([{ name: 'commonName', value: hostName }], {
        ...ELLIPTIC,
        ca: { cert, key },
        notBeforeDate: new Date(Date.now() - 2 * DAY_MS),
        notAfterDate: new Date(Date.now() + (isExpired ? -DAY_MS : DAY_MS)),
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
}

/** Creates a certificate for `localhost` that is its own issuer. */
export async function createSelfSigned(): Promise<Certificate> {
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: 'localhost' }],
    ELLIPTIC,
  );
  return { cert, key };
}
