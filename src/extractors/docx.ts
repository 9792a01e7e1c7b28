import { baseName, OfficePackage } from './office-package.js';
import type { PackageReader } from './office-reader.js';

/** Word processing documents (ECMA-376 part 1, 11): body, headers, notes, comments, properties, embedded files. */
export const docx: PackageReader = async (zip, _input, out, context) => {
  const parts = await OfficePackage.open(zip, out, context);
  const main = parts.relations.of('').filter(({ type, external }) => type === 'officeDocument' && !external);
  for (const { target } of main) await parts.part(target, '', {}, '');
  // Where the relation is missing or wrong, the usual place is.
  if (main.length === 0) await parts.part('word/document.xml', '', {}, '');
  await parts.rest((path) => (/\/glossary\//i.test(path) ? `glossary-${baseName(path)}` : baseName(path)));
};
