import type { Oas3Rule } from '@redocly/openapi-core/lib/visitors.js';

/** Rules that the linter lacks, in the form that its plugins have. */
export const structureRules: Readonly<Record<string, Oas3Rule>> = {
  /** The pages are dereferenced, so what a reference means stands in no file. */
  'no-reference': () => ({
    ref: {
      enter: (node, context) => {
        context.report({ message: `a reference to ${JSON.stringify(node.$ref)}` });
      },
    },
  }),

  'path-parameter-required': () => ({
    Parameter: (parameter, context) => {
      if (parameter.in !== 'path' || parameter.required === true) return;
      context.report({ message: `the path parameter ${parameter.name} is not \`required: true\`` });
    },
  }),

  'no-query-in-path': () => ({
    PathItem: (_item, context) => {
      if (!String(context.key).includes('?')) return;
      context.report({ message: `the path ${String(context.key)}, which holds a query` });
    },
  }),

  /** A path names each parameter once, in braces that hold a name. */
  'path-template': () => ({
    PathItem: (_item, context) => {
      const path = String(context.key);
      const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) context.report({ message: `the path names {${twice}} twice` });
      if (!/^(?:[^{}#\s\p{Cc}]|\{[\w.-]+\})+$/u.test(path)) {
        context.report({ message: `${path}, which is no path template` });
      }
    },
  }),

  'no-empty-name': () => ({
    Parameter: (parameter, context) => {
      if (parameter.name === '') context.report({ message: 'a parameter without a name' });
    },
    Operation: (operation, context) => {
      if (operation.operationId === '') context.report({ message: 'an empty operationId' });
    },
  }),

  'no-callbacks': () => ({
    Operation: (operation, context) => {
      if (!('callbacks' in operation)) return;
      context.report({ message: 'callbacks, which no client can ask for' });
    },
  }),
};
