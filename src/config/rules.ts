import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../lib/user-error.js';
import type { RuleSet } from '../model/rule.js';
import type { TierTable } from '../model/tier-table.js';
import type { KnownNames } from './build-rule.js';
import type { BuiltRules, ParsedCommon, ParsedPack } from './build-rules.js';
import { type Problem, toUserError } from './problem.js';

/** `rules/` of the package, and what the build step makes of it. From the sources there is no compiled form, only the YAML. */
const SHIPPED = fileURLToPath(new URL('../../rules/', import.meta.url));
const COMPILED = fileURLToPath(new URL('../rules/compiled.json', import.meta.url));

export interface LoadedRules {
  readonly ruleSet: RuleSet;
  readonly tiers: TierTable;
}

export interface LoadRulesOptions {
  /** Folders (or single files) with packs of the user, read after the shipped ones, in this order. */
  readonly dirs?: readonly string[];
  /** Names on the validators and parsers shelves; a list that is absent is not checked. */
  readonly known?: KnownNames;
  /** False: read the YAML even when the compiled form is there. */
  readonly compiled?: boolean;
}

/**
 * The shipped rules and those of `dirs`, checked. Without `dirs`, the form compiled at build time is used (a few
 * milliseconds). Throws UserError for the first slip in a pack; `checkRules` lists them all.
 */
export async function loadRules(options: LoadRulesOptions = {}): Promise<LoadedRules> {
  const { dirs = [], known = {}, compiled = true } = options;
  if (compiled && dirs.length === 0 && existsSync(COMPILED))
    return JSON.parse(readFileSync(COMPILED, 'utf8')) as LoadedRules;

  const { built, tiers, problems } = await readRules(dirs, known);
  if (tiers === undefined || problems.some(({ severity }) => severity === 'error'))
    throw toUserError(problems);
  const user = built.rules.filter(({ shipped }) => !shipped);
  if (user.length > 0) {
    const { findSlowPatterns } = await import('./redos.js');
    const slow = await findSlowPatterns(user);
    if (slow.length > 0) throw toUserError(slow);
  }
  return { ruleSet: toRuleSet(built, tiers), tiers };
}

/** Reads and resolves everything, collecting problems instead of throwing. For `loadRules` and `checkRules`. */
export async function readRules(
  dirs: readonly string[],
  known: KnownNames,
): Promise<{
  readonly built: BuiltRules;
  readonly tiers?: TierTable;
  readonly problems: readonly Problem[];
}> {
  const [{ buildRules }, { buildTiers }, { parseYaml }] = await Promise.all([
    import('./build-rules.js'),
    import('./tiers-config.js'),
    import('./yaml-source.js'),
  ]);
  shippedOnce ??= parseFiles(packFiles(join(SHIPPED, 'packs')), true);
  const shipped = await shippedOnce;
  const user = await parseFiles(dirs.flatMap(packFiles), false);
  const packs = [...shipped.packs, ...user.packs];
  const commons = [...shipped.commons, ...user.commons];
  const problems = [...shipped.problems, ...user.problems];
  const built = buildRules(packs, commons, known);
  problems.push(...built.problems);
  // Names that only a refused pack or a disabled rule defines are no second mistake.
  const broken = problems.length > 0;

  const tiersSource = await parseYaml('tiers.yaml', readFileSync(join(SHIPPED, 'tiers.yaml'), 'utf8'));
  const infoTypes = new Set(
    packs
      .flatMap(({ pack }) => (pack.rules ?? []).flatMap(({ id, infoType }) => [id, infoType]))
      .filter((name) => name !== undefined),
  );
  const { table, problems: tierSlips } = buildTiers(tiersSource, infoTypes);
  if (!broken) problems.push(...tierSlips);
  if (table === undefined) return { built, problems };

  const tiers: TierTable = { ...table, infoTypes: { ...table.infoTypes, ...built.tiers } };
  for (const { rule, at } of built.rules) {
    if (tiers.infoTypes[rule.infoType] !== undefined) continue;
    problems.push({
      severity: 'error',
      ...at('infoType'),
      rule: rule.id,
      code: 'unknown-tier',
      message: { en: `infoType "${rule.infoType}" has no tier`, zh: `类型“${rule.infoType}”没有级别` },
      hint: {
        en: 'add "tier: core", "tier: general" or "tier: basic" to the rule',
        zh: '请在规则中加 tier: core、tier: general 或 tier: basic',
      },
    });
  }
  return { built, tiers, problems };
}

interface ParsedFiles {
  readonly packs: readonly ParsedPack[];
  readonly commons: readonly ParsedCommon[];
  readonly problems: readonly Problem[];
}

/** The shipped packs do not change while the program runs. */
let shippedOnce: Promise<ParsedFiles> | undefined;

async function parseFiles(paths: readonly string[], shipped: boolean): Promise<ParsedFiles> {
  const [{ checkShape }, { commonSchema, KNOWN_KEYS, packSchema }, { parseYaml }] = await Promise.all([
    import('./check-shape.js'),
    import('./rule-schema.js'),
    import('./yaml-source.js'),
  ]);
  const packs: ParsedPack[] = [];
  const commons: ParsedCommon[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const source = await parseYaml(shipped ? basename(path) : path, readPack(path));
    if (basename(path).startsWith('_common.')) {
      const { value, problems: slips } = checkShape(source, commonSchema, KNOWN_KEYS);
      problems.push(...slips);
      if (value !== undefined) commons.push({ source, common: value });
    } else {
      const { value, problems: slips } = checkShape(source, packSchema, KNOWN_KEYS);
      problems.push(...slips);
      if (value !== undefined) packs.push({ source, pack: value, shipped });
    }
  }
  return { packs, commons, problems };
}

function toRuleSet(built: BuiltRules, tiers: TierTable): RuleSet {
  const { packs, negative, precedence } = built;
  const rules = built.rules.map(({ rule }) => rule);
  const effective = rules.map(
    ({ examples: _examples, references: _references, name: _name, pack: _pack, ...rest }) => rest,
  );
  const hash = createHash('sha256')
    .update(
      JSON.stringify([effective, negative, precedence, tiers.infoTypes, tiers.groups, tiers.combinations]),
    )
    .digest('hex');
  return { rules, packs, negative, precedence, hash };
}

/** YAML files of a folder by name, `_common.yaml` first ("_" sorts before lower-case letters); or the one file given. */
function packFiles(path: string): string[] {
  try {
    if (statSync(path).isFile()) return [path];
    const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
    if (names.length > 0) return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(path, name));
  } catch (error) {
    throw unreadable(path, error);
  }
  throw new UserError(
    'rules.no-packs',
    { en: `no *.yaml packs in ${path}`, zh: `${path} 中没有 *.yaml 规则包` },
    { en: 'see rules/README.md for the format', zh: '格式见 rules/README.md' },
  );
}

function readPack(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new UserError(
        'rules.no-folder',
        { en: `rules folder not found: ${path}`, zh: `没有这个规则目录：${path}` },
        {
          en: 'give a folder with *.yaml packs, or one such file',
          zh: '请给出含 *.yaml 规则包的目录，或其中一个文件',
        },
      )
    : new UserError(
        'rules.unreadable',
        { en: `cannot read rules in ${path} (${code})`, zh: `无法读取 ${path} 中的规则（${code}）` },
        { en: 'allow yourself to read it', zh: '请授予读取权限' },
      );
}

/** Display names of infoTypes: those of their first rule. */
export function infoTypeNames(
  ruleSet: RuleSet,
): Record<string, { readonly zh: string; readonly en: string }> {
  const names: Record<string, { readonly zh: string; readonly en: string }> = {};
  for (const { infoType, name } of ruleSet.rules) names[infoType] ??= name;
  return names;
}
