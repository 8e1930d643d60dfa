/** The import rules of CONTRIBUTING.md: no cycle, and no import against the flow of the data. */

/** Forbids imports from a folder into the folders that come after it. */
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/** In the order of imports: `correct` finds its targets by the subjects of `contract`. */
const stages = [
  'read',
  'check',
  'repair',
  'flatten',
  'hoist',
  'modernize',
  'name',
  'writable',
  'merge',
  'contract',
  'correct',
  'emit',
  'verdict',
];

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    forbid('errors-first', '^src/errors/', '^src/(request|pagination|testing|sts|client)'),
    forbid('request-second', '^src/request/', '^src/(pagination|testing|sts|client)'),
    forbid('pagination-third', '^src/pagination/', '^src/(testing|sts|client)'),
    forbid('fake-apart', '^src/testing/', '^src/(request|errors|pagination|sts|client|options)'),
    forbid(
      'options-first',
      '^src/(options|credentials|base-url|values|types)',
      '^src/(request|pagination|testing|sts)',
    ),
    forbid('shared-first', '^scripts/shared/', `^scripts/(${stages.join('|')})/`),
    ...stages
      .slice(0, -1)
      .map((stage, index) =>
        forbid(
          `stage-${stage}`,
          `^scripts/${stage}/`,
          `^scripts/(${stages.slice(index + 1).join('|')})/`,
        ),
      ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
