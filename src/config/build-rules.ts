import { didYouMean } from '../lib/closest.js';
import type { Bilingual } from '../model/bilingual.js';
import type { Rule } from '../model/rule.js';
import type { Tier } from '../model/tier.js';
import { buildRule, type KnownNames, unique } from './build-rule.js';
import type { Problem } from './problem.js';
import type { RawCommon, RawPack, RawRule } from './rule-schema.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

export interface ParsedPack {
  readonly source: YamlSource;
  readonly pack: RawPack;
  /** Shipped packs must carry four examples of each kind and bounded patterns. */
  readonly shipped: boolean;
}

export interface ParsedCommon {
  readonly source: YamlSource;
  readonly common: RawCommon;
}

/** A rule with the place it was written at, for later checks. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly tier?: Tier;
  readonly shipped: boolean;
  at(...path: YamlPath): { readonly file: string; readonly line: number; readonly column: number };
}

export interface BuiltRules {
  readonly rules: readonly PlacedRule[];
  readonly packs: readonly { readonly name: string; readonly version: string; readonly rules: number }[];
  readonly negative: readonly string[];
  readonly precedence: readonly (readonly string[])[];
  /** Tiers set by packs, on top of tiers.yaml. */
  readonly tiers: Readonly<Record<string, Tier>>;
  readonly problems: readonly Problem[];
}

/** Resolves lists, defaults and `extends`, expands macros, and checks every name and pattern. Pure; collects all problems. */
export function buildRules(
  packs: readonly ParsedPack[],
  commons: readonly ParsedCommon[],
  known: KnownNames,
): BuiltRules {
  const problems: Problem[] = [];
  const shared: Record<string, readonly string[]> = {};
  for (const { common } of commons) Object.assign(shared, common.lists);

  const raws = new Map<string, RawRule>();
  const placed = new Map<string, PlacedRule>();
  const tiers: Record<string, Tier> = {};

  for (const { source, pack, shipped } of packs) {
    const lists = { ...shared, ...pack.lists };
    const report = (
      path: YamlPath,
      rule: string | undefined,
      code: string,
      message: Bilingual,
      hint?: Bilingual,
    ) =>
      problems.push({
        severity: 'error',
        file: source.file,
        ...source.at(path),
        ...(rule === undefined ? {} : { rule }),
        code,
        message,
        hint,
      });

    Object.assign(tiers, pack.tiers);
    for (const [index, id] of (pack.disable ?? []).entries()) {
      if (!placed.delete(id))
        report(
          ['disable', index],
          undefined,
          'unknown-rule',
          { en: `unknown rule "${id}" in disable`, zh: `disable 中的规则“${id}”不存在` },
          didYouMean(id, placed.keys()),
        );
    }

    for (const [index, own] of (pack.rules ?? []).entries()) {
      const base = own.extends === undefined ? undefined : raws.get(own.extends);
      const id = own.id ?? own.extends;
      const fail = (path: YamlPath, code: string, message: Bilingual, hint?: Bilingual) =>
        report(['rules', index, ...path], id, code, message, hint);
      if (own.extends !== undefined && base === undefined) {
        fail(
          ['extends'],
          'unknown-rule',
          {
            en: `extends the unknown rule "${own.extends}"`,
            zh: `extends 所指的规则“${own.extends}”不存在`,
          },
          didYouMean(own.extends, raws.keys(), {
            en: 'a pack loaded before this one must define it',
            zh: '须由在此之前加载的规则包定义',
          }),
        );
        continue;
      }
      if (id === undefined) {
        fail(
          [],
          'missing-key',
          { en: 'id is missing', zh: '缺少 id' },
          {
            en: 'every rule has an id such as "cn.mobile", or extends one',
            zh: '每条规则有自己的 id（如 cn.mobile），或以 extends 扩展一条',
          },
        );
        continue;
      }
      if (placed.has(id) && id !== own.extends) {
        const first = placed.get(id)!.at();
        fail(
          ['id'],
          'duplicate-rule',
          {
            en: `duplicate rule id, first used at ${first.file}:${first.line}`,
            zh: `规则 id 重复，首次出现于 ${first.file}:${first.line}`,
          },
          { en: 'to change a rule, write "extends: " and its id', zh: '要修改规则，请写 extends: 加其 id' },
        );
        continue;
      }
      const expand = listExpander(lists, (path, name) =>
        fail(
          path,
          'unknown-list',
          { en: `unknown list "$${name}"`, zh: `未知的词表“$${name}”` },
          didYouMean(name, [...Object.keys(lists), 'base'], {
            en: 'define it under "lists:"',
            zh: '请在 lists: 下定义',
          }),
        ),
      );
      const raw = mergeRule(expand(withoutId(own), base), base ?? expand(pack.defaults ?? {}, undefined));
      if (base !== undefined && raw.infoType === undefined) raw.infoType = own.extends;
      raws.set(id, raw);
      const rule = buildRule(id, pack.pack, raw, known, fail);
      if (rule === undefined) continue;
      placed.set(id, {
        rule,
        ...(raw.tier === undefined ? {} : { tier: raw.tier }),
        shipped,
        at: (...path) => ({ file: source.file, ...source.at(['rules', index, ...path]) }),
      });
      if (raw.tier !== undefined) tiers[rule.infoType] = raw.tier;
    }
  }

  const rules = [...placed.values()];
  const precedence = commons.flatMap(({ common }) => common.precedence ?? []);
  const infoTypes = new Set([...raws.entries()].map(([id, raw]) => raw.infoType ?? id));
  for (const { source, common } of commons) {
    for (const [i, chain] of (common.precedence ?? []).entries()) {
      for (const [j, name] of chain.entries()) {
        if (infoTypes.has(name)) continue;
        problems.push({
          severity: 'error',
          file: source.file,
          ...source.at(['precedence', i, j]),
          code: 'unknown-info-type',
          message: {
            en: `unknown infoType "${name}" in precedence`,
            zh: `precedence 中的类型“${name}”不存在`,
          },
          hint: didYouMean(name, infoTypes),
        });
      }
    }
  }
  return {
    rules,
    packs: packs.map(({ pack }) => ({
      name: pack.pack,
      version: pack.version,
      rules: rules.filter(({ rule }) => rule.pack === pack.pack).length,
    })),
    negative: unique(
      commons
        .flatMap(({ common }) => common.negative ?? [])
        .flatMap((item) => (item.startsWith('$') ? (shared[item.slice(1)] ?? []) : [item])),
    ),
    precedence,
    tiers,
    problems,
  };
}

function withoutId(raw: RawRule): RawRule {
  const { id: _id, extends: _extends, ...rest } = raw;
  return rest;
}

/** Own fields win over the base; `context` and `confidence` are merged field by field. */
function mergeRule(own: RawRule, base: RawRule): RawRule {
  const merged: RawRule = { ...base, ...own };
  if (base.context !== undefined && own.context !== undefined)
    merged.context = { ...base.context, ...own.context };
  if (base.confidence !== undefined && own.confidence !== undefined)
    merged.confidence = { ...base.confidence, ...own.confidence };
  // A rule either has patterns or a parser: naming one replaces the other.
  if (own.patterns !== undefined && own.parser === undefined) delete merged.parser;
  if (own.parser !== undefined && own.patterns === undefined) delete merged.patterns;
  return merged;
}

/** Splices `$name` lists into every list of strings of a rule. `$base` is the same list of the extended rule. */
function listExpander(
  lists: Readonly<Record<string, readonly string[]>>,
  unknown: (path: YamlPath, name: string) => void,
) {
  const expandList = (
    items: readonly string[],
    base: readonly string[] | undefined,
    path: YamlPath,
    depth = 0,
  ): string[] =>
    unique(
      items.flatMap((item) => {
        if (!item.startsWith('$')) return [item];
        if (item.startsWith('$$')) return [item.slice(1)];
        const name = item.slice(1);
        const list = name === 'base' && base !== undefined ? base : lists[name];
        if (list === undefined || depth > 8) {
          unknown(path, name);
          return [];
        }
        return expandList(list, undefined, path, depth + 1);
      }),
    );
  return (raw: RawRule, base: RawRule | undefined): RawRule => {
    const out: RawRule = { ...raw };
    for (const field of ['patterns', 'validators', 'placeholders', 'references'] as const) {
      const items = raw[field];
      // A pattern may begin with "$" only by mistake, but it is not a list either.
      if (items !== undefined)
        out[field] = field === 'patterns' ? [...items] : expandList(items, base?.[field], [field]);
    }
    if (raw.context !== undefined) {
      const context = { ...raw.context };
      for (const field of ['words', 'columns', 'hints', 'negative'] as const) {
        const items = raw.context[field];
        if (items !== undefined)
          context[field] = expandList(items, base?.context?.[field], ['context', field]);
      }
      out.context = context;
    }
    if (raw.anchors !== undefined) {
      out.anchors = raw.anchors.map((anchor, index) =>
        anchor.literals === undefined
          ? anchor
          : { ...anchor, literals: expandList(anchor.literals, undefined, ['anchors', index, 'literals']) },
      );
    }
    return out;
  };
}
