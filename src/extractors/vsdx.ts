import { OfficePackage } from './office-package.js';
import type { PackageReader } from './office-reader.js';

/** Drawings of Visio (MS-VSDX): text of shapes, their data, comments, embedded files. */
export const vsdx: PackageReader = async (zip, _input, out, context) => {
  const parts = await OfficePackage.open(zip, out, context);
  const pages = zip.entries
    .map(({ name }) => name)
    .filter((name) => /(?:^|\/)pages\/page\d+\.xml$/i.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  let page = 0;
  for (const path of pages) await parts.part(path, '', { page: ++page });
  await parts.rest();
};
