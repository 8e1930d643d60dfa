import { Comment, Converter, PageEvent } from 'typedoc';

/** The types of the whole document. One line says what each is; its content has a thousand lines. */
const DOCUMENT_TYPES = ['components', 'operations', 'paths'];

/**
 * Fits typedoc to this package: it shows the generated contract types on a page of their own, and
 * the classes of errors that a function throws.
 *
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const child of project.children) {
      if (child.name === 'generated/contracts') child.name = 'contracts';
      for (const exported of child.children ?? []) {
        if (DOCUMENT_TYPES.includes(exported.name)) summarizeDocumentType(project, exported);
      }
    }
    for (const reflection of Object.values(project.reflections)) {
      const { comment } = reflection;
      if (!comment) continue;
      useDescription(comment);
      for (const tag of comment.getTags('@throws')) showClass(tag);
    }
  });
  // An open enum has the type `string & {}`.
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = page.contents.replaceAll(/`(string|number)` & `object`/g, '`$1` & `{}`');
  });
}

function summarizeDocumentType(project, reflection) {
  for (const member of [...(reflection.children ?? [])]) project.removeReflection(member);
  reflection.comment = new Comment([
    { kind: 'text', text: `The ${reflection.name} of ` },
    { kind: 'code', text: '`openapi.yaml`' },
    { kind: 'text', text: ' as openapi-typescript writes them, for openapi-fetch.' },
  ]);
}

/** openapi-typescript writes a description as `@description`; its first paragraph is enough here. */
function useDescription(comment) {
  const description = comment.getTag('@description');
  if (!description) return;
  const [paragraph = ''] = Comment.combineDisplayParts(description.content).split(/\n\s*\n/);
  comment.summary = [{ kind: 'text', text: paragraph.replaceAll(/\s+/g, ' ') }];
  comment.blockTags = [];
}

function showClass(tag) {
  const name = tag.typeAnnotation?.slice(1, -1);
  if (name)
    tag.content.unshift({ kind: 'code', text: `\`${name}\`` }, { kind: 'text', text: ': ' });
  delete tag.typeAnnotation;
}
