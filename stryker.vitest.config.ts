import { defineConfig } from 'vitest/config';
import config, { client } from './vitest.config.js';

/** The client's tests alone: Stryker runs all projects of a configuration. */
export default defineConfig({ test: { ...config.test, maxWorkers: 1, projects: [client] } });
