import type { Document, LineCounter, Node, ParsedNode } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** A parsed YAML file that knows where everything in it stands. */
export interface YamlSource {
  readonly file: string;
  readonly data: unknown;
  /** First syntax error, if any; then `data` is undefined. */
  readonly error?: { readonly message: string; readonly line: number; readonly column: number };
  /** Position of the value at `path` (of the key itself with `key`), or of the deepest part of the path that exists. */
  at(path: YamlPath, key?: boolean): { readonly line: number; readonly column: number };
}

/** Parses one YAML 1.2 document. Duplicate keys and more than 100 alias uses are errors. Never throws on bad content. */
export async function parseYaml(file: string, text: string): Promise<YamlSource> {
  const yaml = await import('yaml');
  const lines: LineCounter = new yaml.LineCounter();
  const document: Document.Parsed<ParsedNode> = yaml.parseDocument(text, {
    version: '1.2',
    uniqueKeys: true,
    lineCounter: lines,
    prettyErrors: false,
  });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const at = (path: YamlPath, key = false) => {
    let offset = document.contents?.range?.[0] ?? 0;
    let node: unknown = document.contents;
    for (const [depth, segment] of path.entries()) {
      if (yaml.isAlias(node)) node = node.resolve(document);
      if (yaml.isMap(node)) {
        const pair = node.items.find(
          (item) => String(yaml.isScalar(item.key) ? item.key.value : item.key) === String(segment),
        );
        if (pair === undefined) break;
        const useKey = (key && depth === path.length - 1) || !yaml.isNode(pair.value);
        offset = rangeOf(useKey ? pair.key : pair.value) ?? offset;
        node = pair.value;
      } else if (yaml.isSeq(node)) {
        node = node.items[Number(segment)];
        offset = rangeOf(node) ?? offset;
      } else break;
    }
    return position(offset);
  };

  const syntax = document.errors[0];
  if (syntax !== undefined) {
    return { file, data: undefined, error: { message: syntax.message, ...position(syntax.pos[0]) }, at };
  }
  try {
    return { file, data: document.toJS({ maxAliasCount: 100 }), at };
  } catch (error) {
    return { file, data: undefined, error: { message: (error as Error).message, line: 1, column: 1 }, at };
  }
}

function rangeOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
