import type { components } from '../../src/generated/openapi.js';

type Plugin = components['schemas']['connect.v1.CustomConnectorPlugin'];

export const nameOf = (plugin: Plugin): string => plugin.display_name;
