import { tierOfAsset } from '../classify/tier-of-asset.js';
import { infoTypeNames, loadRules } from '../config/rules.js';
import { loadConfig } from '../config/scanner-config.js';
import { resolveSecrets } from '../config/secret-ref.js';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';
import type { Lang } from '../model/bilingual.js';
import type { Report } from '../model/report.js';
import { type Tier, tierRank } from '../model/tier.js';
import { loadReporter } from '../reporters/index.js';
import type { Reporter } from '../reporters/reporter.js';
import { fill, textsFor } from '../reporters/texts/texts.js';
import { wasFullyRead } from '../scan/coverage.js';
import { runScan } from '../scan/pipeline.js';
import { EXIT } from './exit-codes.js';
import { languageOfLocale } from './language.js';
import { saveFile, writeOut } from './output.js';
import { parseFormats } from './outputs.js';
import { createProgress } from './progress.js';
import { chooseScope, emptyRoots, type Scope } from './scope.js';

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
  readonly ocr?: boolean;
  readonly maxDepth?: number;
  readonly passwords?: string[];
  readonly progress?: boolean;
  readonly color?: boolean;
  readonly lang?: Lang | undefined;
}

/** `trawl scan`: options and config → one call → reports → exit status. */
export async function scanCommand(paths: readonly string[], flags: ScanFlags): Promise<number> {
  const outputs = parseFormats(flags.format ?? ['table']);
  const config = await loadConfig({ file: flags.config, needed: paths.length === 0 });
  const lang = flags.lang ?? config.report.lang ?? languageOfLocale(process.env);
  const scope = chooseScope(paths, flags, config.sources);
  const failOn = flags.failOn ?? config.report.failOn;
  const strict = flags.strict ?? config.report.strict;
  const minConfidence = flags.minConfidence ?? config.scan.minConfidence;
  const rulesDirs = flags.rules ?? config.rules;
  // Only packs of the user need checking; the engine itself loads in the threads.
  const known = rulesDirs.length === 0 ? {} : (await import('../scan/engine.js')).shelfNames();
  const loadedRules = await loadRules({ dirs: rulesDirs, known });
  const { ruleSet, tiers } = loadedRules;

  const ocr = flags.ocr ?? config.scan.ocr;
  if (ocr) await requireOcr();

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
        ocr,
        expand: given('depth', flags.maxDepth ?? config.scan.maxDepth),
        passwords: resolveSecrets(flags.passwords ?? config.scan.passwords),
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
  warnOfNothing(scope, report, lang);
  return exitStatus(report, failOn, strict);
}

/** Asked for and not there is an error of usage, not a reason on every picture. */
async function requireOcr(): Promise<void> {
  const missing = (await import('../scan/ocr-packages.js')).missingOcrPackages();
  if (missing.length === 0) return;
  const names = missing.join(' ');
  throw new UserError(
    'ocr.missing',
    { en: `--ocr needs packages that are not installed: ${names}`, zh: `--ocr 所需的组件未安装：${names}` },
    { en: `npm install ${names}`, zh: `请运行 npm install ${names}` },
  );
}

/** Zero and less mean "not given". */
function given<K extends string>(key: K, value: number): { [P in K]?: number } {
  return value > 0 ? ({ [key]: value } as { [P in K]: number }) : {};
}

async function print(chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) if (!(await writeOut(chunk))) return;
}

/** One line where it cannot be overlooked: whoever reads only the exit status or a report file should not take nothing for clean. */
function warnOfNothing(scope: Scope, report: Report, lang: Lang): void {
  if (report.scan.interrupted === true) return;
  const { words } = textsFor(lang);
  const { complete, partial } = report.summary.assets;
  const lines = emptyRoots(scope, report).map((root) => fill(words.emptyRoot, root));
  if (lines.length === 0 && complete + partial === 0) lines.push(words.noneReadable);
  if (report.scan.unprotected !== undefined)
    lines.push(fill(words.unprotected, report.scan.unprotected.join(', ')));
  for (const line of lines) process.stderr.write(`trawl: ${displayPath(line)}\n`);
}

function exitStatus(report: Report, failOn: Tier | 'none', strict: boolean): number {
  if (report.scan.interrupted === true) return EXIT.interrupted;
  const { assets, tier } = report.summary;
  if (failOn !== 'none' && tierRank(tier) <= tierRank(failOn)) return EXIT.findings;
  const somethingRead = assets.complete + assets.partial > 0;
  return strict && !(somethingRead && wasFullyRead(report)) ? EXIT.incomplete : EXIT.clean;
}
