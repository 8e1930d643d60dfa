/** Constants that tests, benchmarks and compatibility checks share. Nothing is imported here. */

export const CONNECTOR_PLUGINS_PATH = '/connect/v1/custom-connector-plugins';
export const CONNECT_PLUGINS_PATH = '/ccpm/v1/plugins';
export const VERSIONS_PATH = '/ccpm/v1/plugins/{plugin_id}/versions';

/** As long as real credentials: the client keeps only secrets of 8 characters or more out of messages. */
export const API_KEY = 'ABCDEFGHIJ012345';
export const API_SECRET = 'cflt+Zm9v/secretsecretsecretsecretsecretsecretsecretsecret==';
export const ACCESS_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.c2lnbmF0dXJl_-x';

/** The Base64 part of the header `Authorization: Basic ...`. */
export const BASIC_CREDENTIALS = btoa(`${API_KEY}:${API_SECRET}`);

/** An API key that is not ASCII: Confluent reads HTTP Basic as UTF-8. */
export const UTF8_API_KEY = 'ключ-ñ';
export const UTF8_API_SECRET = 'пароль-€-😀';
