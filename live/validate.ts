import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json } from '../scripts/shared/json.js';
import { groupBy } from '../scripts/shared/values.js';
import type { Contract } from './contract.js';
import { describeProblem } from './describe-problem.js';
import { propertyPath, toPropertyPath } from './property-path.js';

/** A place in a body where it differs from its schema. */
export interface Finding {
  /** `new value` is a value that an open enum does not list, which the contract allows. */
  readonly kind: 'violation' | 'new value';
  /** The path of the property: `data[].upload_source`. */
  readonly property: string;
  /** The path of the values that could have had the problem. */
  readonly outOf: string;
  /** `missing`, `null instead of string`, and so on. It holds no text of the body. */
  readonly problem: string;
}

/** Compares a body with the schema at a JSON pointer into the document. */
export type Validate = (schema: string, body: Json) => Finding[];

const OPEN_ENUM = 'x-extensible-enum';
/** Keywords whose errors say that one of several schemas has errors. */
const SUMMARIES: readonly string[] = ['anyOf', 'oneOf', 'if'];

/** Creates the function that validates bodies against the schemas of a document. */
export function createValidate({ document, propertyNames }: Contract): Validate {
  const options = {
    strict: false,
    allErrors: true,
    verbose: true,
    logger: false,
    // The generator has linted the document; checking its schemas again takes most of the time.
    validateSchema: false,
  } as const;
  const contract = new Ajv2020(options);
  addFormats.default(contract);
  // Open enums have a validator of their own: in a oneOf, a new value must not rule a schema out.
  const openEnums = new Ajv2020({ ...options, validateFormats: false });
  openEnums.addKeyword({
    keyword: OPEN_ENUM,
    validate: (values: readonly unknown[], value: unknown) => values.includes(value),
  });
  for (const ajv of [contract, openEnums]) ajv.addSchema(document, 'contract');

  const findErrors = (ajv: Ajv2020, schema: string, body: Json): ErrorObject[] => {
    const key = `contract${encodeURI(schema)}`;
    const validate = ajv.getSchema(key);
    if (validate === undefined) throw new Error(`The document has no schema at ${schema}`);
    return validate(body) === true ? [] : [...(validate.errors ?? [])];
  };

  return (schema, body) => {
    const violations = findErrors(contract, schema, body).filter(
      (error, _, all) => !SUMMARIES.includes(error.keyword) || !hasDetails(error, all),
    );
    const newValues = findErrors(openEnums, schema, body).filter(
      ({ keyword, data }) => keyword === OPEN_ENUM && typeof data === 'string',
    );
    const toFinding = (kind: Finding['kind'], error: ErrorObject): Finding => {
      const owner = toPropertyPath(body, error.instancePath, propertyNames);
      const name: unknown = error.params['missingProperty'];
      const property = typeof name === 'string' ? propertyPath(owner, name, propertyNames) : owner;
      return { kind, property, outOf: owner, problem: describeProblem(error) };
    };
    const found = [
      ...violations.map((error) => ({ error, finding: toFinding('violation', error) })),
      ...newValues.map((error) => ({ error, finding: toFinding('new value', error) })),
    ];
    // One value counts once, also where two of its undeclared properties look the same.
    const distinct = groupBy(found, ({ error, finding }) =>
      JSON.stringify([error.instancePath, finding]),
    );
    return [...distinct.values()].flatMap((same) => same.slice(0, 1).map(({ finding }) => finding));
  };
}

/** Tells whether another error says more about the place of a summary. */
function hasDetails(summary: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    ({ keyword, instancePath }) =>
      !SUMMARIES.includes(keyword) &&
      (instancePath === summary.instancePath ||
        instancePath.startsWith(`${summary.instancePath}/`)),
  );
}
