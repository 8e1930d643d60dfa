import ts from 'typescript';

const { factory } = ts;

/**
 * Gives each component schema a type of its own: `export type Plugin = { ... }`. The property of
 * `components` and all references then name that type, and so editors and compiler errors do.
 *
 * @param nodes - The statements that openapi-typescript makes.
 * @param typeNames - The name of each type, by component name. Other components stay as they are.
 */
export function declareTypes(
  nodes: readonly ts.Node[],
  typeNames: Readonly<Record<string, string>>,
): ts.Node[] {
  const nameOf = (component: string): string | undefined =>
    Object.hasOwn(typeNames, component) ? typeNames[component] : undefined;
  const named = nodes.map((node) => referByName(node, nameOf));
  return named.flatMap((node) => moveSchemas(node, nameOf));
}

type NameOf = (component: string) => string | undefined;

/** Replaces each `components['schemas']['x']` by the name of its type. */
function referByName(root: ts.Node, nameOf: NameOf): ts.Node {
  const visit = (node: ts.Node): ts.Node => {
    const name = nameOf(referredSchema(node) ?? '');
    if (name !== undefined) return factory.createTypeReferenceNode(name);
    return ts.visitEachChild(node, visit, undefined);
  };
  return visit(root);
}

/** Returns `x` for the type `components['schemas']['x']`. */
function referredSchema(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) {
    return undefined;
  }
  const { objectType: root, indexType: section } = node.objectType;
  const isSchema =
    ts.isTypeReferenceNode(root) &&
    ts.isIdentifier(root.typeName) &&
    root.typeName.text === 'components' &&
    literalText(section) === 'schemas';
  return isSchema ? literalText(node.indexType) : undefined;
}

const literalText = (node: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;

/** Moves the types of the schemas out of the interface `components`, each with its comment. */
function moveSchemas(node: ts.Node, nameOf: NameOf): ts.Node[] {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'components') return [node];
  const aliases: ts.Node[] = [];
  const moveOut = (schema: ts.Node): ts.Node => {
    const name = nameOf(propertyName(schema) ?? '');
    if (!ts.isPropertySignature(schema) || schema.type === undefined || name === undefined) {
      return schema;
    }
    aliases.push(aliasOf(name, schema.type, schema));
    const { modifiers, name: key, questionToken } = schema;
    const reference = factory.createTypeReferenceNode(name);
    return factory.createPropertySignature(modifiers, key, questionToken, reference);
  };
  const moved = ts.visitEachChild(
    node,
    (section) =>
      propertyName(section) === 'schemas'
        ? ts.visitEachChild(
            section,
            (type) => ts.visitEachChild(type, moveOut, undefined),
            undefined,
          )
        : section,
    undefined,
  );
  return [...aliases, moved];
}

/** Returns `export type Name = ...;` with the comment of the property that held the type. */
function aliasOf(name: string, type: ts.TypeNode, property: ts.Node): ts.Node {
  const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const alias = factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.setSyntheticLeadingComments(alias, ts.getSyntheticLeadingComments(property));
}

function propertyName(node: ts.Node): string | undefined {
  if (!ts.isPropertySignature(node)) return undefined;
  const { name } = node;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}
