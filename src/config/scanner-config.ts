import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../lib/user-error.js';
import { TIERS, type Tier } from '../model/tier.js';
import { describeProblem } from './problem.js';

export const CONFIG_FILE = 'scanner.config.yaml';

export interface FileSourceConfig {
  readonly name: string;
  readonly kind: 'files';
  readonly paths: readonly string[];
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Zero means "the program decides" for workers, times and sizes. */
export interface ScannerConfig {
  readonly sources: readonly FileSourceConfig[];
  readonly rules: readonly string[];
  readonly scan: {
    readonly minConfidence: number;
    readonly maxOccurrences: number;
    readonly workers: number;
    /** Seconds. */
    readonly timeoutPerAsset: number;
    /** Bytes. */
    readonly maxFileSize: number;
    readonly ocr: boolean;
    /** Levels of containers. */
    readonly maxDepth: number;
    /** References to passwords for encrypted documents (secret-ref.ts). */
    readonly passwords: readonly string[];
  };
  readonly report: {
    readonly lang?: 'zh' | 'en' | undefined;
    readonly failOn: Tier | 'none';
    readonly strict: boolean;
  };
}

export const DEFAULT_CONFIG: ScannerConfig = {
  sources: [],
  rules: [],
  scan: {
    minConfidence: 0.5,
    maxOccurrences: 20,
    workers: 0,
    timeoutPerAsset: 0,
    maxFileSize: 0,
    ocr: false,
    maxDepth: 0,
    passwords: [],
  },
  report: { failOn: 'none', strict: false },
};

/**
 * The configuration of `file`, or of scanner.config.yaml in the current folder when it is `needed` (no path was given), or the
 * defaults. Relative paths in it are taken from its own folder, wherever the program is started. Throws UserError naming file, line and fix.
 */
export async function loadConfig(options: {
  readonly file: string | undefined;
  readonly needed: boolean;
}): Promise<ScannerConfig> {
  const file = options.file ?? (options.needed && existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  if (file === undefined) return DEFAULT_CONFIG;
  let text: string;
  try {
    text = readFileSync(resolve(file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      'config.unreadable',
      { en: `cannot read ${file} (${code})`, zh: `无法读取 ${file}（${code}）` },
      { en: 'name a readable file with --config', zh: '请用 --config 给出可读的文件' },
    );
  }
  const [{ z }, { checkShape }, { parseYaml }] = await Promise.all([
    import('zod'),
    import('./check-shape.js'),
    import('./yaml-source.js'),
  ]);
  const list = z.array(z.string().min(1, 'must not be empty'));
  const size = z.union([
    z.number().min(0, 'must not be negative'),
    z.string().regex(/^\d+(\.\d+)?\s*[kmgt]?i?b?$/i, 'must be a size such as 500M or 2G'),
  ]);
  const schema = z.strictObject({
    sources: z
      .array(
        z.strictObject({
          name: z.string().min(1, 'must not be empty'),
          kind: z.literal('files'),
          paths: list.min(1, 'must name at least one path'),
          include: list.optional(),
          exclude: list.optional(),
        }),
      )
      .nullish(),
    rules: list.nullish(),
    scan: z
      .strictObject({
        minConfidence: z.number().min(0, 'must be 0..1').max(1, 'must be 0..1').optional(),
        maxOccurrences: z.number().int().min(1, 'must be at least 1').optional(),
        workers: z.number().int().min(0, 'must not be negative').optional(),
        timeoutPerAsset: z.number().min(0, 'must not be negative').optional(),
        maxFileSize: size.optional(),
        ocr: z.boolean().optional(),
        maxDepth: z.number().int().min(0, 'must not be negative').optional(),
        passwords: list.optional(),
      })
      .nullish(),
    report: z
      .strictObject({
        lang: z.enum(['zh', 'en', '']).optional(),
        failOn: z.enum([...TIERS, 'none']).optional(),
        strict: z.boolean().optional(),
      })
      .nullish(),
  });
  const source = await parseYaml(file, text);
  // A file of comments only sets nothing.
  const { value, problems } = checkShape(
    source.data === null ? { ...source, data: {} } : source,
    schema,
    KNOWN_KEYS,
  );
  const problem = problems[0];
  if (problem !== undefined) {
    const text = { zh: describeProblem(problem, 'zh'), en: describeProblem(problem, 'en') };
    throw new UserError(`config.${problem.code}`, text, problem.hint);
  }
  const fromHere = (path: string) => (isAbsolute(path) ? path : join(dirname(file), path));
  const { maxFileSize, passwords, ...scan } = value?.scan ?? {};
  const { lang, ...report } = value?.report ?? {};
  return {
    sources: (value?.sources ?? []).map((source) => ({ ...source, paths: source.paths.map(fromHere) })),
    rules: (value?.rules ?? []).map(fromHere),
    scan: {
      ...DEFAULT_CONFIG.scan,
      ...defined(scan),
      ...(maxFileSize === undefined ? {} : { maxFileSize: parseSize(maxFileSize) }),
      ...(passwords === undefined
        ? {}
        : {
            passwords: passwords.map((ref) =>
              ref.replace(/^file:(.+)$/s, (_, path) => `file:${fromHere(path)}`),
            ),
          }),
    },
    report: { ...DEFAULT_CONFIG.report, ...defined(report), ...(lang ? { lang } : {}) },
  };
}

const KNOWN_KEYS = [
  'sources',
  'name',
  'kind',
  'paths',
  'include',
  'ocr',
  'maxDepth',
  'passwords',
  'exclude',
  'rules',
  'scan',
  'minConfidence',
  'maxOccurrences',
  'workers',
  'timeoutPerAsset',
  'maxFileSize',
  'report',
  'lang',
  'failOn',
  'strict',
];

/** "500M" → bytes. Units are powers of 1024. NaN for anything else. */
export function parseSize(value: number | string): number {
  if (typeof value === 'number') return value;
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(value.trim());
  if (match === null) return Number.NaN;
  return Math.round(Number(match[1]) * 1024 ** ' kmgt'.indexOf((match[2] || ' ').toLowerCase()));
}

function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
