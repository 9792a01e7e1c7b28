import { statSync } from 'node:fs';
import { tierOfAsset } from '../classify/tier-of-asset.js';
import { infoTypeNames, loadRules } from '../config/rules.js';
import { loadConfig } from '../config/scanner-config.js';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';
import type { Report } from '../model/report.js';
import { type Tier, tierRank } from '../model/tier.js';
import { FORMATS, loadReporter } from '../reporters/index.js';
import type { Reporter } from '../reporters/reporter.js';
import { runScan } from '../scan/pipeline.js';
import { EXIT } from './exit-codes.js';
import { saveFile, writeOut } from './output.js';
import { createProgress } from './progress.js';

export interface ScanFlags {
  readonly config?: string;
  readonly source?: string[];
  readonly rules?: string[];
  readonly format?: string[];
  readonly failOn?: Tier | 'none';
  readonly minConfidence?: number;
  readonly workers?: number;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly maxFileSize?: number;
  readonly timeoutPerAsset?: number;
  readonly maxOccurrences?: number;
  readonly strict?: boolean;
  readonly progress?: boolean;
  readonly color?: boolean;
  readonly lang?: 'zh' | 'en';
}

/** `trawl scan`: options and config → one call → reports → exit status. */
export async function scanCommand(paths: readonly string[], flags: ScanFlags): Promise<number> {
  const outputs = parseFormats(flags.format ?? ['table']);
  const config = await loadConfig({ file: flags.config, needed: paths.length === 0 });
  const lang = flags.lang ?? config.report.lang ?? languageOf(process.env);
  const scope = chooseScope(paths, flags, config.sources);
  const failOn = flags.failOn ?? config.report.failOn;
  const strict = flags.strict ?? config.report.strict;
  const minConfidence = flags.minConfidence ?? config.scan.minConfidence;
  const rulesDirs = flags.rules ?? config.rules;
  // Only packs of the user need checking; the engine itself loads in the threads.
  const known = rulesDirs.length === 0 ? {} : (await import('../scan/engine.js')).shelfNames();
  const loadedRules = await loadRules({ dirs: rulesDirs, known });
  const { ruleSet, tiers } = loadedRules;

  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const progress =
    flags.progress === false
      ? undefined
      : createProgress(process.stderr, { tty: process.stderr.isTTY === true, lang });
  let report: Report;
  let reporters: Reporter[];
  try {
    const scanning = runScan(
      {
        ...scope,
        rulesDirs,
        loadedRules,
        minConfidence,
        limits: { occurrencesPerFinding: flags.maxOccurrences ?? config.scan.maxOccurrences },
        ...given('workers', flags.workers ?? config.scan.workers),
        ...given('maxFileSize', flags.maxFileSize ?? config.scan.maxFileSize),
        ...given('timeoutPerAsset', (flags.timeoutPerAsset ?? config.scan.timeoutPerAsset) * 1000),
        signal: stop.signal,
        // A column that only its name declares (masked, empty) holds nothing.
        tierOfAsset: (findings, columns) =>
          tierOfAsset(
            tiers,
            findings,
            columns.filter(({ matched }) => matched > 0),
          ).tier,
        rules: { packs: ruleSet.packs, hash: ruleSet.hash },
        infoTypes: infoTypeNames(ruleSet),
        shownOptions: { paths: scope.roots, minConfidence, failOn, strict },
      },
      { onProgress: (state) => progress?.update(state) },
    );
    // While the threads start.
    [report, ...reporters] = await Promise.all([scanning, ...outputs.map(({ kind }) => loadReporter(kind))]);
  } finally {
    progress?.done();
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }

  for (const [index, { file }] of outputs.entries()) {
    const chunks = reporters[index]!.render(report, {
      lang,
      colour:
        file === undefined &&
        flags.color !== false &&
        process.stdout.isTTY === true &&
        process.env.NO_COLOR === undefined,
      width: process.stdout.columns ?? 100,
    });
    if (file === undefined) await print(chunks);
    else saveFile(file, chunks);
  }
  return exitStatus(report, failOn, strict);
}

function parseFormats(values: readonly string[]): { kind: string; file: string | undefined }[] {
  const outputs = values.map((value) => {
    const at = value.indexOf('=');
    const kind = at < 0 ? value : value.slice(0, at);
    const file = at < 0 ? undefined : value.slice(at + 1);
    if (!FORMATS.includes(kind))
      throw new UserError(
        'unknown-format',
        `unknown report format "${displayPath(kind)}"`,
        `use one of ${FORMATS.join(', ')}`,
      );
    if (file === '')
      throw new UserError(
        'empty-file',
        `--format ${kind}= names no file`,
        `write --format ${kind}=report.${kind}`,
      );
    return { kind, file };
  });
  const toStandardOutput = outputs.filter(({ file }) => file === undefined);
  if (toStandardOutput.length > 1)
    throw new UserError(
      'two-on-stdout',
      'only one report can go to standard output',
      `give the others a file: --format ${toStandardOutput[1]!.kind}=FILE`,
    );
  return outputs;
}

interface ConfiguredSource {
  readonly name: string;
  readonly paths: readonly string[];
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

function chooseScope(
  paths: readonly string[],
  flags: ScanFlags,
  sources: readonly ConfiguredSource[],
): { roots: string[]; include: string[]; exclude: string[] } {
  const names = flags.source;
  if (paths.length > 0) {
    if (names !== undefined)
      throw new UserError(
        'paths-and-sources',
        'paths and --source exclude each other',
        'give paths, or name sources of the configuration',
      );
    checkRoots(paths, '');
    return { roots: [...paths], include: flags.include ?? [], exclude: flags.exclude ?? [] };
  }
  const unknown = names?.find((name) => !sources.some((source) => source.name === name));
  if (unknown !== undefined)
    throw new UserError(
      'unknown-source',
      `no source "${displayPath(unknown)}" in the configuration`,
      `known: ${sources.map((s) => s.name).join(', ') || 'none'}`,
    );
  const chosen = names === undefined ? sources : sources.filter((source) => names.includes(source.name));
  if (chosen.length === 0)
    throw new UserError(
      'nothing-to-scan',
      'nothing to scan',
      'give a path (trawl scan /srv/share) or list sources in scanner.config.yaml',
    );
  for (const { name, paths: roots } of chosen) checkRoots(roots, `source "${displayPath(name)}": `);
  return {
    roots: chosen.flatMap((source) => [...source.paths]),
    include: flags.include ?? chosen.flatMap((source) => [...(source.include ?? [])]),
    exclude: flags.exclude ?? chosen.flatMap((source) => [...(source.exclude ?? [])]),
  };
}

/** A root that is not there is a slip: a scan of nothing would pass for a clean one. */
function checkRoots(roots: readonly string[], where: string): void {
  const missing = roots.find((root) => !exists(root));
  if (missing !== undefined)
    throw new UserError(
      'no-such-path',
      `${where}no such file or folder: ${displayPath(missing) || '""'}`,
      'check the spelling; paths are relative to the current folder',
    );
}

/** Everything but certainly missing: why a path cannot be looked at belongs into the report. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/** Zero and less mean "not given". */
function given<K extends string>(key: K, value: number): { [P in K]?: number } {
  return value > 0 ? ({ [key]: value } as { [P in K]: number }) : {};
}

function languageOf(env: NodeJS.ProcessEnv): 'zh' | 'en' {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en';
}

async function print(chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) if (!(await writeOut(chunk))) return;
}

function exitStatus(report: Report, failOn: Tier | 'none', strict: boolean): number {
  if (report.scan.interrupted === true) return EXIT.interrupted;
  const { assets, tier } = report.summary;
  if (failOn !== 'none' && tierRank(tier) <= tierRank(failOn)) return EXIT.findings;
  // What patterns left out was not in scope.
  const unlisted = report.issues.some(({ code }) => code !== 'excluded');
  if (strict && (assets.partial > 0 || assets.skipped > 0 || unlisted)) return EXIT.incomplete;
  return EXIT.clean;
}
