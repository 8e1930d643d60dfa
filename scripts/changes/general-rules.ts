import { added, always, removed, rules } from './rule.js';

/** How changes are rated that do not depend on who writes and who reads. */
export const generalRules = rules([
  ['documentation changed', 'documentation', always, 'documentation', 'for people alone'],
  ['deprecated set or unset', 'deprecated', always, 'documentation', 'a notice: it still works'],
  ['default changed', 'default', always, 'additive', 'clients must not count on defaults'],
  ['operation removed', 'operation itself', removed, 'breaking', 'calls no longer compile'],
  ['operation added', 'operation itself', added, 'additive', 'nobody calls it yet'],
  ['operationId added', 'operationId', added, 'additive', 'one name more'],
  ['operationId changed', 'operationId', always, 'breaking', 'the old name is gone'],
  ['security removed', 'security alternative itself', removed, 'breaking', 'its users are refused'],
  ['security added', 'security alternative itself', added, 'additive', 'one way in more'],
  ['scheme removed', 'security scheme itself', removed, 'breaking', 'its users are refused'],
  ['scheme added', 'security scheme itself', added, 'additive', 'nobody uses it yet'],
  ['server removed', 'server itself', removed, 'breaking', 'its users get no answer'],
  ['server added', 'server itself', added, 'additive', 'nobody asks it yet'],
  ['type removed', 'exported type itself', removed, 'breaking', 'imports no longer compile'],
  ['type added', 'exported type itself', added, 'additive', 'one type more'],
  ['component replaced', 'component', always, 'breaking', 'the name means another shape'],
]);

/** For what no other rule knows, such as a new keyword: better one warning too many. */
export const otherwise = rules([
  ['unknown change', '', always, 'breaking', 'nobody has judged what it does'],
]);
