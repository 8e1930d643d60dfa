/** A program that lists plugins through the proxy PROXY_URL, and trusts the file CA_FILE. */
import { createClientBehindInspection } from '../recipes/inspecting-proxy.js';
import { printList } from './print-list.js';

const { PROXY_URL = '', CA_FILE = '' } = process.env;
await printList(createClientBehindInspection(PROXY_URL, CA_FILE));
