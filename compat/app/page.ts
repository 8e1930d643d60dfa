/** The app as a web page: its query has the origin of the scenarios, and it posts the results. */
import { runScenarios } from './run-scenarios.js';

const server = new URLSearchParams(location.search).get('server') ?? '';
const output = await runScenarios(server, JSON.stringify).catch(String);
await fetch('/output', { method: 'POST', body: JSON.stringify(output) });
