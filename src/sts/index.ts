export { createStsTokenProvider } from './create-sts-token-provider.js';

export type { AccessTokenFunction } from '../credentials.js';
export type { FetchFunction } from '../options.js';
export type { StsTokenProviderOptions, SubjectTokenFunction } from './options.js';
