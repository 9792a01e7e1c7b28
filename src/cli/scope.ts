import { statSync } from 'node:fs';
import type { FileSourceConfig } from '../config/scanner-config.js';
import { didYouMean } from '../lib/closest.js';
import { UserError } from '../lib/user-error.js';
import type { Bilingual } from '../model/bilingual.js';
import type { Report } from '../model/report.js';

/** What to scan. */
export interface Scope {
  readonly roots: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

interface ScopeFlags {
  readonly source?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** The paths given, or the sources of the configuration. Throws UserError when there is nothing, or what is named is not there. */
export function chooseScope(
  paths: readonly string[],
  flags: ScopeFlags,
  sources: readonly FileSourceConfig[],
): Scope {
  const { source: names, include, exclude } = flags;
  if (paths.length > 0) {
    if (names !== undefined)
      throw new UserError(
        'paths-and-sources',
        { en: 'paths and --source exclude each other', zh: '路径与 --source 不能同时使用' },
        {
          en: 'give paths, or name sources of the configuration',
          zh: '要么给出路径，要么指明配置中的数据源',
        },
      );
    checkRoots(paths);
    return { roots: paths, include: include ?? [], exclude: exclude ?? [] };
  }
  const known = sources.map(({ name }) => name);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UserError(
      'unknown-source',
      { en: `no source "${unknown}" in the configuration`, zh: `配置中没有数据源“${unknown}”` },
      didYouMean(unknown, known, {
        en: known.length === 0 ? 'it names none' : `use one of ${known.join(', ')}`,
        zh: known.length === 0 ? '配置中没有任何数据源' : `可用：${known.join('、')}`,
      }),
    );
  const chosen = names === undefined ? sources : sources.filter(({ name }) => names.includes(name));
  if (chosen.length === 0)
    throw new UserError(
      'nothing-to-scan',
      { en: 'nothing to scan', zh: '没有要扫描的内容' },
      {
        en: 'give a path (trawl scan /srv/share) or list sources in scanner.config.yaml',
        zh: '请给出路径（trawl scan /srv/share），或在 scanner.config.yaml 中列出数据源',
      },
    );
  for (const { name, paths: roots } of chosen) checkRoots(roots, name);
  return {
    roots: chosen.flatMap(({ paths: roots }) => roots),
    include: include ?? chosen.flatMap((each) => each.include ?? []),
    exclude: exclude ?? chosen.flatMap((each) => each.exclude ?? []),
  };
}

/** A root that is not there is a slip: a scan of nothing would pass for a clean one. */
function checkRoots(roots: readonly string[], source?: string): void {
  const missing = roots.find((root) => !exists(root));
  if (missing === undefined) return;
  const name = missing === '' ? '""' : missing;
  throw new UserError(
    'no-such-path',
    source === undefined
      ? { en: `no such file or folder: ${name}`, zh: `没有这个文件或目录：${name}` }
      : {
          en: `source "${source}": no such file or folder: ${name}`,
          zh: `数据源“${source}”：没有这个文件或目录：${name}`,
        },
    hintFor(missing, source),
  );
}

function hintFor(missing: string, source: string | undefined): Bilingual {
  if (/^~(?:\/|$)/.test(missing))
    return {
      en: 'the shell expands ~ only where it is not quoted; write the path out',
      zh: '~ 只在未加引号时由 shell 展开；请写出完整路径',
    };
  if (source !== undefined)
    return {
      en: 'check the spelling; paths in a configuration are relative to its own folder',
      zh: '请检查拼写；配置中的路径相对于配置文件所在的目录',
    };
  return {
    en: 'check the spelling; paths are relative to the current folder',
    zh: '请检查拼写；路径相对于当前目录',
  };
}

/** Everything but certainly missing: why a path cannot be looked at belongs into the report. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/** The roots below which the report names nothing at all: empty, or left out by patterns. */
export function emptyRoots({ roots }: Scope, report: Report): readonly string[] {
  const named = new Set<string>();
  for (const { path } of report.assets) named.add(path);
  for (const { asset, code } of report.issues) if (code !== 'excluded') named.add(asset);
  const places = [...named];
  return roots.filter((root) => {
    const plain = root.replace(/^(?:\.\/+)+/, '').replace(/(?<=.)\/+$/, '');
    if (plain === '' || plain === '.') return !places.some((place) => !place.startsWith('/'));
    return !places.some((place) => place === plain || place.startsWith(plain === '/' ? '/' : `${plain}/`));
  });
}
