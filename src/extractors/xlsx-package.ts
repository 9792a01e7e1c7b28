import type { Budget } from './budget.js';
import { readXml } from './xml-reader.js';
import type { ZipArchive } from './zip-reader.js';

export interface Relation {
  readonly id: string;
  /** Last word of its type: "worksheet", "comments", "sharedStrings". */
  readonly type: string;
  /** Path of the part in lower case, or what is outside as it is written. */
  readonly target: string;
  readonly external: boolean;
}

/** What the relation parts of an Open Packaging Conventions package say (ECMA-376, part 2): who refers to what. */
export interface Relations {
  /** Relations of a part, by its path in lower case; '' = the package. */
  of(part: string): readonly Relation[];
}

export async function readRelations(zip: ZipArchive, budget: Budget): Promise<Relations> {
  const relations = new Map<string, Relation[]>();
  for (const entry of zip.entries) {
    const name = entry.name.toLowerCase();
    const place = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name);
    if (place === null || entry.encrypted) continue;
    const folder = place[1]!;
    const list: Relation[] = [];
    relations.set(folder + place[2]!, list);
    // Damage shows where what is referred to is missed.
    await readXml(
      zip.stream(entry),
      {
        open(element, { Id = '', Type = '', Target = '', TargetMode }) {
          if (element !== 'Relationship') return;
          budget.entry();
          const external = TargetMode === 'External';
          list.push({
            id: Id,
            type: Type.slice(Type.lastIndexOf('/') + 1),
            target: external ? Target : resolve(folder, Target),
            external,
          });
        },
        text() {},
        close() {},
      },
      budget,
    );
  }
  return { of: (part) => relations.get(part) ?? [] };
}

function resolve(folder: string, target: string): string {
  const path: string[] = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.toLowerCase().split(/[/\\]/)) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
