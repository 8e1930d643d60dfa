import type { ConnectV1CustomConnectorPlugin } from 'confluent-connect-plugins';

export const nameOf = (plugin: ConnectV1CustomConnectorPlugin): string => plugin.display_name;
