import type { ExtractContext, PartOutput } from './extractor.js';
import { PropertiesReader } from './office-properties.js';
import type { PackageReader } from './package-reader.js';
import { StringTable } from './string-table.js';
import { type Relations, readRelations } from './xlsx-package.js';
import { PivotFields, PivotRecords } from './xlsx-pivot.js';
import { SheetReader } from './xlsx-sheet.js';
import { StringsReader, StylesReader, WorkbookReader } from './xlsx-workbook.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import { TextReader } from './xml-text.js';
import type { ZipArchive, ZipEntry } from './zip-reader.js';

/** Excel workbooks (ECMA-376, part 1, 18): every part that can hold what people wrote, whether a sheet refers to it or not. */
export const xlsx: PackageReader = async (zip, _input, out, context) => {
  const relations = await readRelations(zip, context.budget);
  const workbook = new Workbook(zip, out, context, relations);
  if (zip.find('xl/workbook.bin') !== undefined) {
    const { readBinaryWorkbook } = await import('./sheetjs.js');
    await readBinaryWorkbook(zip, out, context);
    await workbook.readAround();
  } else {
    await workbook.readSheets();
    await workbook.readAround();
  }
};

/** Parts that hold nothing people write. */
const IDLE =
  /(?:^\[content_types\]\.xml|\.rels|^xl\/(?:styles|calcchain)\.\w+|^xl\/(?:theme|printersettings)\/.*|\/itemprops\d*\.xml)$/;
/** Parts of a binary workbook, which is read as a whole. */
const BINARY = /^xl\/(?!.*(?:embeddings|activex|vbaproject)).*\.bin$/;
/** Names of parts, by the root of their document. Others are named for their file. */
const LABELS: Readonly<Record<string, string>> = {
  comments: 'comments',
  ThreadedComments: 'comments',
  personList: 'comments',
  wsDr: 'drawing',
  xml: 'drawing',
  userShapes: 'drawing',
  dataModel: 'drawing',
  chartSpace: 'chart',
  connections: 'connections',
};

/** Places and switches of drawings; what is written again for older programs. */
const SKIPPED: ReadonlySet<string> = new Set(['from', 'to', 'ClientData', 'Fallback']);

class Workbook {
  readonly #read = new Set<ZipEntry>();
  readonly #owners = new Map<string, string>();
  readonly #strings: StringTable;
  readonly #book: WorkbookReader;
  readonly #styles = new StylesReader();

  constructor(
    private readonly zip: ZipArchive,
    private readonly out: PartOutput,
    private readonly context: ExtractContext,
    private readonly relations: Relations,
  ) {
    this.#strings = new StringTable(() => context.scratch());
    this.#book = new WorkbookReader(() => context.budget.entry());
  }

  async readSheets(): Promise<void> {
    const main = this.relations.of('').find(({ type }) => type === 'officeDocument')?.target;
    const path = main !== undefined && this.zip.find(main) !== undefined ? main : 'xl/workbook.xml';
    await this.#part(path, this.#book, 'the list of sheets');
    const parts = this.relations.of(path);
    const named = (type: string, usual: string): string =>
      parts.find((relation) => relation.type === type)?.target ?? usual;
    await this.#part(named('styles', 'xl/styles.xml'), this.#styles);
    await this.#readStrings(named('sharedStrings', 'xl/sharedstrings.xml'));
    this.out.fact('sheet.hidden', this.#book.sheets.filter(({ hidden }) => hidden).length);
    for (const name of this.#book.names) this.out.text('names', name);
    const targets = new Map(parts.map(({ id, target }) => [id, target]));
    for (const { name, relation } of this.#book.sheets) {
      const target = targets.get(relation);
      if (target === undefined) {
        this.out.issue('malformed', 'a sheet whose part is missing', name);
        continue;
      }
      this.#own(target, name, 0);
      await this.#part(target, new LazyReader((root) => this.#readerOf(root, name)), name);
    }
  }

  /** Everything no sheet was made of: comments, drawings, caches, properties, what is embedded. */
  async readAround(): Promise<void> {
    const { out } = this;
    for (const entry of this.zip.entries) {
      const path = entry.name.toLowerCase();
      if (entry.folder || this.#read.has(entry) || IDLE.test(path)) continue;
      this.#read.add(entry);
      if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) {
        out.issue(
          entry.encrypted ? 'encrypted' : 'unsupported-format',
          'a part that cannot be unpacked',
          entry.name,
        );
      } else if (/\.(?:xml|vml)$/.test(path)) await this.#xml(entry, path);
      else if (!BINARY.test(path)) await out.file(entry.name, this.zip.stream(entry));
      else if (/^xl\/(?:pivotcache|externallinks)\//.test(path))
        out.issue('unsupported-format', 'cached values of a binary workbook are not read', entry.name);
    }
    for (const text of this.#strings.unused()) out.text('strings', text);
  }

  async #xml(entry: ZipEntry, path: string): Promise<void> {
    const owner = this.#owners.get(path);
    const name = entry.name.slice(entry.name.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    if (/^xl\/pivotcache\/[^/]*definition/.test(path)) return this.#pivot(entry, path, name);
    for (const link of this.relations.of(path)) this.#link(link.external, link.target, owner ?? name);
    await this.#entry(entry, new LazyReader((root) => this.#readerOf(root, owner, name)), name);
  }

  #readerOf(root: string, owner: string | undefined, file = ''): XmlHandler {
    const { out } = this;
    switch (root) {
      case 'worksheet':
      case 'dialogsheet':
      case 'macrosheet':
      case 'externalLink':
        return new SheetReader(owner ?? file, out, {
          kinds: this.#styles.kinds,
          epoch1904: this.#book.epoch1904,
          budget: this.context.budget,
          string: (index) => this.#strings.get(index),
        });
      case 'coreProperties':
      case 'Properties':
        return new PropertiesReader(out);
    }
    const label = LABELS[root] ?? file;
    const say = (line: string): void => out.text(owner === undefined ? label : `${owner}!/${label}`, line);
    return label === 'drawing' ? new TextReader(say, SKIPPED) : new TextReader(say);
  }

  async #readStrings(path: string): Promise<void> {
    let full = false;
    const add = (text: string): void => {
      full ||= !this.#strings.add(text);
      if (full) this.out.text('strings', text);
    };
    await this.#part(path, new StringsReader(add));
    if (full)
      this.out.issue(
        'limit-entries',
        `cells beyond ${this.#strings.count} texts are read out of their place`,
      );
  }

  /** A pivot cache: its definition names the part with the records. */
  async #pivot(entry: ZipEntry, path: string, name: string): Promise<void> {
    const fields = new PivotFields(this.context.budget);
    await this.#entry(entry, fields, name);
    if (fields.full) this.out.issue('limit-entries', 'a pivot cache has more values than are kept', name);
    const records = new PivotRecords(name, this.out, fields);
    for (const { type, target } of this.relations.of(path))
      if (type === 'pivotCacheRecords') await this.#part(target, records, name);
    records.leftOver();
  }

  /** Notes which sheet the parts belong to that are reached from it. */
  #own(part: string, sheet: string, depth: number): void {
    for (const { target, external, type } of this.relations.of(part)) {
      if (external) {
        this.#link(true, target, sheet);
        continue;
      }
      if (depth > 4 || this.#owners.has(target) || /^(?:worksheet|pivotCacheDefinition)$/.test(type))
        continue;
      this.#owners.set(target, sheet);
      this.#own(target, sheet, depth + 1);
    }
  }

  #link(external: boolean, target: string, owner: string): void {
    if (external) this.out.text(`${owner}!/links`, decoded(target));
  }

  /** `what` = its name where it must be there. */
  async #part(path: string, handler: XmlHandler, what?: string): Promise<void> {
    const entry = this.zip.find(path);
    if (entry !== undefined) await this.#entry(entry, handler, what);
    else if (what !== undefined) this.out.issue('malformed', 'a part of the workbook is missing', what);
  }

  async #entry(entry: ZipEntry, handler: XmlHandler, name = entry.name): Promise<void> {
    this.#read.add(entry);
    const trouble = await readXml(this.zip.stream(entry), handler, this.context.budget);
    if (trouble !== undefined) this.out.issue(trouble.code, trouble.message, name);
    if (handler instanceof LazyReader && handler.reader instanceof SheetReader && handler.reader.missing)
      this.out.issue('malformed', 'cells refer to texts that are missing', name);
  }
}

/** Chooses the reader by the root of the document. */
class LazyReader implements XmlHandler {
  reader: XmlHandler | undefined;

  constructor(private readonly choose: (root: string) => XmlHandler) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.reader ??= this.choose(name);
    this.reader.open(name, attributes);
  }

  text(text: string): void {
    this.reader?.text(text);
  }

  close(name: string): void {
    this.reader?.close(name);
  }
}

/** mailto:%E5%BC%A0 as people read it. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
