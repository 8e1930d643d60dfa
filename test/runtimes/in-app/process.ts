/** Observes in a runtime that has processes: the server is the argument, the outcome one line. */
import process from 'node:process';
import { inspect } from 'node:util';
import { observe } from './observe.js';

console.log(JSON.stringify(await observe(process.argv[2] ?? '', inspect)));
