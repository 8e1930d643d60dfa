/** An API key beyond ASCII: Confluent reads HTTP Basic as UTF-8. */
export const UTF8_KEY = { apiKey: 'ключ-ñ', apiSecret: 'пароль-€-😀' };
