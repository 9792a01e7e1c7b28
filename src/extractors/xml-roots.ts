import type { PartOutput, TextPlace } from './extractor.js';
import { Flow } from './flow.js';
import { OdfMarkup } from './odf-markup.js';
import { OfficeMarkup } from './office-markup.js';
import { PropertiesReader } from './office-properties.js';
import { VisioMarkup } from './visio-markup.js';
import type { PartHandler, XmlAttributes } from './xml-reader.js';
import { XmlRecords } from './xml-records.js';

/** Roots of parts that hold no content: looks, settings of windows. */
const LOOKS = new Set(
  (
    'styles theme themeOverride themeManager fonts numbering webSettings viewPr presentationPr tblStyleLst colorsDef styleDef ' +
    'layoutDef StyleSheets Windows Validation VisioDocument Relationships Types colorStyle chartStyle datastoreItem presentation commentsEx commentsIds commentsExtensible'
  ).split(' '),
);
/** Roots of WordprocessingML and DrawingML, packages in one file and Word 2003 among them. */
const OFFICE = new Set(
  (
    'document hdr ftr footnotes endnotes comments glossaryDocument settings sld notes sldMaster sldLayout notesMaster ' +
    'handoutMaster cmLst cmAuthorLst authorLst people chartSpace dataModel drawing userShapes xml tagLst package wordDocument'
  ).split(' '),
);
/** Namespaces of office programs. */
const NAMESPACES =
  /openxmlformats\.org|purl\.oclc\.org\/ooxml|schemas[.-]microsoft[.-]com|names:tc:opendocument/;
const ODF = /^(?:document-content|document-styles)$/;

/** Reads XML as what its root element says it is. */
export function handlerByRoot(
  out: PartOutput,
  name: string,
  place: TextPlace = {},
  tables = name,
): PartHandler {
  let handler: PartHandler | null = null;
  let begun = false;
  return {
    open(element, attributes, line) {
      if (!begun) {
        begun = true;
        handler = choose(element, attributes, out, name, place, tables);
      }
      handler?.open(element, attributes, line);
    },
    text: (text) => handler?.text(text),
    close: (element) => handler?.close(element),
    comment: (text) => handler?.comment?.(text),
    end: () => handler?.end(),
  };
}

function choose(
  root: string,
  attributes: XmlAttributes,
  out: PartOutput,
  name: string,
  place: TextPlace,
  tables: string,
): PartHandler | null {
  // Elsewhere the same words are somebody's data.
  const known = Object.entries(attributes).some(
    ([key, uri]) => key.startsWith('xmlns') && NAMESPACES.test(uri),
  );
  if (!known) return new XmlRecords(out, name);
  if (LOOKS.has(root)) return null;
  if (/^(?:Properties|coreProperties|document-meta)$/.test(root))
    return Object.assign(new PropertiesReader(out), { end: () => {} });
  if (ODF.test(root)) return new OdfMarkup(new Flow(out, name, place, tables), out);
  if (OFFICE.has(root)) return new OfficeMarkup(new Flow(out, name, place, tables), out);
  if (/^(?:PageContents|MasterContents|Comments)$/.test(root))
    return new VisioMarkup(new Flow(out, name, place, tables));
  return new XmlRecords(out, name);
}
