/** The app as a program: its argument is the origin of the scenarios, its output the results. */
import process from 'node:process';
import { inspect } from 'node:util';
import { runScenarios } from './run-scenarios.js';

console.log(JSON.stringify(await runScenarios(process.argv[2] ?? '', inspect)));
