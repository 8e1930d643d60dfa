export default {
  input: '../openapi/openapi.yaml',
  output: { path: 'node_modules/.hey-api', module: { extension: '.mjs' } },
  logs: { level: 'silent', file: false },
};
