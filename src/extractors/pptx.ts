import { baseName, OfficePackage } from './office-package.js';
import type { PackageReader } from './office-reader.js';
import type { XmlAttributes, XmlHandler } from './xml-reader.js';

/** Presentations (ECMA-376 part 1, 13): slides in their order, hidden ones included, with notes and comments. */
export const pptx: PackageReader = async (zip, _input, out, context) => {
  const parts = await OfficePackage.open(zip, out, context);
  const main =
    parts.relations.of('').find(({ type, external }) => type === 'officeDocument' && !external)?.target ??
    'ppt/presentation.xml';
  const ids: string[] = [];
  const order: XmlHandler = {
    open(name, attributes) {
      if (name === 'sldId') ids.push(relationId(attributes));
    },
    text() {},
    close() {},
  };
  await parts.xml(main, order);
  const relations = new Map(parts.relations.of(main).map((relation) => [relation.id, relation]));
  const slides = ids.map((id) => relations.get(id)?.target ?? '').filter((target) => target !== '');
  const listed = new Set(slides);
  // Slides nobody lists are content as well.
  const others = zip.entries
    .map(({ name }) => name.toLowerCase())
    .filter((name) => /(?:^|\/)slides\/[^/]+\.xml$/.test(name) && !listed.has(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  let page = 0;
  for (const slide of [...listed, ...others]) {
    page++;
    await parts.part(slide, '', { page }, `slide${page}`);
    for (const { type, target, external } of parts.relations.of(slide)) {
      if (external) continue;
      if (type === 'notesSlide') await parts.part(target, 'notes', { page }, `slide${page}!notes`);
      else if (type === 'comments') await parts.part(target, 'comments', { page }, `slide${page}!comments`);
      else if (/^(?:chart|chartEx|diagramData)$/.test(type))
        await parts.part(target, baseName(target), { page });
    }
  }
  await parts.rest();
};

/** `r:id`, whatever the prefix of the namespace of relations; `id` alone is another number. */
function relationId(attributes: XmlAttributes): string {
  for (const key in attributes) if (key.endsWith(':id')) return attributes[key]!;
  return '';
}
