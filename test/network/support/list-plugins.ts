/** A program that lists plugins. All settings come from the environment. */
import { createConfluentClient } from 'confluent-connect-plugins';
import { printList } from './print-list.js';

await printList(createConfluentClient({ maxRetries: 1, maxRetryDelayMs: 1 }));
