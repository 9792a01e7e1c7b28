import { missingForOcr } from '../extractors/ocr.js';

/** The optional packages that recognition of text needs and this installation lacks. */
export function missingOcrPackages(): readonly string[] {
  return missingForOcr();
}
