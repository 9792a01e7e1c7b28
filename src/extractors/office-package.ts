import type { ExtractContext, PartOutput, TextPlace } from './extractor.js';
import { unescapeUri } from './uri-text.js';
import { type Relations, readRelations } from './xlsx-package.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import { handlerByRoot } from './xml-roots.js';
import type { ZipArchive, ZipEntry } from './zip-reader.js';

/** Parts that are not XML and hold nothing to read. */
const IDLE = /(?:\.(?:odttf|fntdata|ttf|otf)|\/printersettings\d*\.bin)$/i;

/**
 * The parts of an Office package, each read once as what its root element says it is, wherever it lies; what is not XML is a
 * file of its own. Nothing depends on one part being reachable from another, so that neither circles nor missing relations
 * hide content.
 */
export class OfficePackage {
  readonly #done = new Set<string>();
  readonly #links = new Set<string>();

  private constructor(
    private readonly zip: ZipArchive,
    private readonly out: PartOutput,
    private readonly context: ExtractContext,
    readonly relations: Relations,
  ) {}

  static async open(zip: ZipArchive, out: PartOutput, context: ExtractContext): Promise<OfficePackage> {
    return new OfficePackage(zip, out, context, await readRelations(zip, context.budget));
  }

  /** Reads the part of this path, unless it was read before. `name` = what it is called in reports. */
  async part(path: string, name: string, place: TextPlace = {}, tables = name): Promise<void> {
    const entry = this.zip.find(path);
    if (entry !== undefined) await this.#read(entry, name, place, tables);
  }

  /** Reads what was not read yet; `nameOf` names parts by their path. */
  async rest(nameOf: (path: string) => string = baseName): Promise<void> {
    for (const entry of this.zip.entries) {
      if (!entry.folder) await this.#read(entry, nameOf(entry.name), {}, nameOf(entry.name));
    }
    this.#externals();
  }

  /** Reads an XML part that only the caller understands; it counts as read. */
  async xml(path: string, handler: XmlHandler): Promise<void> {
    const entry = this.zip.find(path);
    if (entry === undefined || this.#closed(entry)) return;
    this.#done.add(entry.name);
    const trouble = await readXml(this.zip.stream(entry), handler, this.context.budget);
    if (trouble !== undefined) this.out.issue(trouble.code, trouble.message, entry.name);
  }

  async #read(entry: ZipEntry, name: string, place: TextPlace, tables: string): Promise<void> {
    if (this.#done.has(entry.name)) return;
    this.#done.add(entry.name);
    if (IDLE.test(entry.name) || this.#closed(entry)) return;
    // A small picture of the first page, whose text is read as such.
    if (/^docProps\/thumbnail\./i.test(entry.name)) return;
    if (!/\.(?:xml|rels|vml)$/i.test(entry.name)) {
      await this.out.file(entry.name, this.zip.stream(entry));
      return;
    }
    if (/\.rels$/i.test(entry.name)) return;
    // The drawing of a diagram repeats the text of its data.
    if (/diagrams\/drawing[^/]*$/i.test(entry.name) && this.#hasDiagramData()) return;
    const part = handlerByRoot(this.out, name, place, tables);
    const trouble = await readXml(this.zip.stream(entry), part, this.context.budget);
    await part.end();
    if (trouble !== undefined) this.out.issue(trouble.code, trouble.message, name === '' ? '' : entry.name);
  }

  #hasDiagramData(): boolean {
    return this.zip.entries.some(({ name }) => /diagrams\/data[^/]*$/i.test(name));
  }

  #closed(entry: ZipEntry): boolean {
    if (entry.encrypted) {
      this.out.fact('encrypted', 'zip');
      this.out.issue('encrypted', 'encrypted part', entry.name);
      return true;
    }
    if (entry.method === 0 || entry.method === 8) return false;
    this.out.issue('unsupported-format', `packed with method ${entry.method}`, entry.name);
    return true;
  }

  /** What is linked to: addresses of people among it. */
  #externals(): void {
    for (const { name } of this.zip.entries) {
      const place = /^(.*?)_rels\/([^/]*)\.rels$/i.exec(name);
      if (place === null) continue;
      for (const { external, target } of this.relations.of(`${place[1]}${place[2]}`.toLowerCase())) {
        if (external && target.length < 1 << 16 && this.#links.size < 100_000)
          this.#links.add(unescapeUri(target));
      }
    }
    if (this.#links.size > 0) this.out.text('links', [...this.#links].join('\n'));
  }
}

/** "word/header1.xml" -> "header1" */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
