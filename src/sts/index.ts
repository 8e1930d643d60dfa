export { createStsTokenProvider } from './create-sts-token-provider.js';

export type { FetchFunction } from '../options.js';
export type { StsTokenProvider } from './create-sts-token-provider.js';
export type { StsTokenProviderOptions, SubjectTokenFunction } from './options.js';
