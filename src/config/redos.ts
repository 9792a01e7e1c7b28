import { Worker } from 'node:worker_threads';
import type { Bilingual } from '../model/bilingual.js';
import type { PlacedRule } from './build-rules.js';
import type { Problem } from './problem.js';

/** Longest text a pattern is ever run on is a 4 KB cell; on an attack text of that size it must end within this. */
const ATTACK_CHARS = 4_000;
const ATTACK_MS = 200;
/** When the pattern has not come back at all after this, it is ended together with its thread. */
const GIVE_UP_MS = 1_500;
/** However little a busy machine gave the thread. */
const GIVE_UP_AT_LAST_MS = 60_000;

/**
 * Patterns that can be made to run in more than linear time, with the reason. Two judges: a static analysis of the
 * quantifiers (scslre), and a run on texts built from the pattern itself to make it fail late, in a thread with a time limit.
 */
export async function findSlowPatterns(rules: readonly PlacedRule[]): Promise<Problem[]> {
  const { analyse } = await import('scslre');
  const problems: Problem[] = [];
  const runner = new AttackRunner();
  try {
    for (const { rule, shipped, at } of rules) {
      const flags = rule.ignoreCase ? 'i' : '';
      for (const [index, source] of rule.patterns.entries()) {
        const add = (code: string, message: Bilingual, hint: Bilingual) =>
          problems.push({ severity: 'error', ...at('patterns', index), rule: rule.id, code, message, hint });
        const { parsed, reports } = analyse({ source, flags }, { maxReports: 1 });
        const tree = parsed.pattern as unknown as PatternNode;

        const unsafe = findUnsafe(tree, shipped);
        if (unsafe !== undefined) {
          add('unsafe-pattern', unsafe.message, unsafe.hint);
          continue;
        }
        const [report] = reports;
        if (report !== undefined) {
          const cost = report.exponential ? EXPONENTIAL : QUADRATIC;
          const how = HOW[report.type];
          const pick = report.character.pick;
          add(
            'slow-pattern',
            {
              en: `pattern can take ${cost.en} time: ${how.en} (repeat "${pick}")`,
              zh: `该正则可能耗费${cost.zh}时间：${how.zh}（重复“${pick}”）`,
            },
            {
              en: 'bound the quantifiers, as in {1,40}, or begin with {W<} or {D<}',
              zh: '给量词设上限，如 {1,40}，或以 {W<}、{D<} 开头',
            },
          );
          continue;
        }
        const elapsed = await runner.worst(source, flags, attacks(tree));
        if (elapsed > ATTACK_MS) {
          const took = Number.isFinite(elapsed) ? `${Math.round(elapsed)} ms` : `> ${GIVE_UP_MS} ms`;
          add(
            'slow-pattern',
            {
              en: `pattern took ${took} on ${ATTACK_CHARS} characters made to defeat it`,
              zh: `在 ${ATTACK_CHARS} 个刻意构造的字符上，该正则耗时 ${took}`,
            },
            {
              en: 'bound nested quantifiers and make alternatives differ in their first character',
              zh: '给嵌套量词设上限，并让各分支的首字符不同',
            },
          );
        }
      }
    }
  } finally {
    await runner.close();
  }
  return problems;
}

const EXPONENTIAL: Bilingual = { en: 'exponential', zh: '指数级' };
const QUADRATIC: Bilingual = { en: 'quadratic or worse', zh: '平方级以上' };
const HOW = {
  Trade: { en: 'two quantifiers compete for the same characters', zh: '两个量词争夺相同的字符' },
  Self: { en: 'a repeated group repeats its own content', zh: '重复的组又重复自身的内容' },
  Move: {
    en: 'the search starts over at every character of a long run',
    zh: '搜索会从长串的每个字符重新开始',
  },
} as const satisfies Record<string, Bilingual>;

/** What this file needs of the syntax tree scslre hands out (regexpp's). */
interface PatternNode {
  readonly type: string;
  readonly raw: string;
  readonly kind?: string;
  readonly negate?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly element?: PatternNode;
  readonly elements?: readonly PatternNode[];
  readonly alternatives?: readonly PatternNode[];
}

function children(node: PatternNode): readonly PatternNode[] {
  if (node.type === 'CharacterClass') return [];
  return node.alternatives ?? node.elements ?? (node.element === undefined ? [] : [node.element]);
}

/** Constructs refused whatever they cost: back-references; no upper bound in a look-behind, or anywhere in a shipped rule. */
function findUnsafe(
  node: PatternNode,
  bounded: boolean,
): { readonly message: Bilingual; readonly hint: Bilingual } | undefined {
  if (node.type === 'Backreference')
    return {
      message: { en: `back-reference ${node.raw}`, zh: `反向引用 ${node.raw}` },
      hint: { en: 'write the repeated part out', zh: '请把重复部分写出来' },
    };
  if (node.type === 'Quantifier' && node.max === Number.POSITIVE_INFINITY && bounded) {
    return {
      message: {
        en: `quantifier without an upper bound in ${node.raw.slice(0, 40)}`,
        zh: `量词没有上限：${node.raw.slice(0, 40)}`,
      },
      hint: { en: 'values are short: write {1,40} instead of +', zh: '值都不长：用 {1,40} 代替 +' },
    };
  }
  const lookbehind = node.type === 'Assertion' && node.kind === 'lookbehind';
  for (const child of children(node)) {
    const found = findUnsafe(child, bounded || lookbehind);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Characters that stand for the classes a pattern may use. */
const PICKS = [
  'a',
  '1',
  'Z',
  '9',
  'A',
  '0',
  '汉',
  ' ',
  '-',
  '.',
  '_',
  '/',
  ':',
  '@',
  '"',
  '\t',
  '·',
  '，',
  '<',
  '(',
  '%',
  '+',
  '€',
  '\u0001',
];

/** Texts that walk into every quantifier of the pattern, go round it as often as fits, and then fail. */
function attacks(pattern: PatternNode): string[] {
  const texts = new Set<string>();
  for (const variant of [0, 1]) {
    const walk = (node: PatternNode, prefix: string): void => {
      if (node.type === 'Quantifier' && (node.max ?? 0) > 2 && node.element !== undefined) {
        // One alternative again and again, and all of them in turn.
        const all = (node.element.alternatives ?? []).map((each) => sample(each, variant)).join('');
        for (const unit of new Set([sample(node.element, variant) || 'a', all || 'a']))
          texts.add(
            `${prefix}${unit.repeat(Math.ceil(ATTACK_CHARS / unit.length)).slice(0, ATTACK_CHARS)}\u0001`,
          );
      }
      let before = prefix;
      for (const child of children(node)) {
        walk(child, before);
        // Alternatives stand side by side; elements follow one another.
        if (node.alternatives === undefined) before += sample(child, variant);
      }
    };
    walk(pattern, '');
    // Nearly a match, again and again: the cost of starting over.
    const near = sample(pattern, variant).slice(0, -1) || 'a';
    texts.add(near.repeat(Math.ceil(ATTACK_CHARS / near.length)).slice(0, ATTACK_CHARS));
  }
  return [...texts];
}

/** A short text the node is likely to match. */
function sample(node: PatternNode, variant: number): string {
  switch (node.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const one = new RegExp(`^(?:${node.raw})$`, 's');
      const fitting = PICKS.filter((pick) => one.test(pick));
      const literal = node.type === 'Character' ? evaluate(node.raw) : undefined;
      return literal ?? fitting[variant % Math.max(1, fitting.length)] ?? firstFitting(one);
    }
    case 'Quantifier':
      return sample(node.element!, variant).repeat(
        Math.max(node.min ?? 0, variant === 1 && (node.max ?? 0) > 0 ? 1 : 0),
      );
    case 'Assertion':
      return node.kind === 'lookbehind' && node.negate === false ? sampleAny(node, variant) : '';
    default:
      return node.alternatives === undefined
        ? children(node)
            .map((child) => sample(child, variant))
            .join('')
        : sampleAny(node, variant);
  }
}

function sampleAny(node: PatternNode, variant: number): string {
  const { alternatives = [] } = node;
  const chosen = alternatives[Math.min(variant, alternatives.length - 1)];
  return chosen === undefined ? '' : sample(chosen, variant);
}

function evaluate(raw: string): string | undefined {
  return raw.startsWith('\\') ? undefined : raw;
}

function firstFitting(one: RegExp): string {
  for (let code = 1; code < 0xffff; code++) {
    const char = String.fromCharCode(code);
    if (one.test(char)) return char;
  }
  return '';
}

/** Runs one pattern at a time in a thread that can be ended: a regular expression cannot be interrupted otherwise. */
class AttackRunner {
  #worker: Worker | undefined;

  /** Worst milliseconds over the texts (the better of two runs); Infinity when it had to be ended. */
  async worst(source: string, flags: string, texts: readonly string[]): Promise<number> {
    const first = await this.#run(source, flags, texts);
    // One slow run may be the machine, not the pattern.
    return first > ATTACK_MS && Number.isFinite(first)
      ? Math.min(first, await this.#run(source, flags, texts))
      : first;
  }

  #run(source: string, flags: string, texts: readonly string[]): Promise<number> {
    this.#worker ??= new Worker(WORKER, { eval: true });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearInterval(giveUp);
        worker.off('message', onMessage);
        worker.off('error', onError);
        then();
      };
      const onMessage = (milliseconds: number) => settle(() => resolve(milliseconds));
      const onError = (error: unknown) => settle(() => reject(error));
      const begun = process.cpuUsage();
      let waited = 0;
      // What counts is the time the thread had, or a busy machine would condemn sound patterns; this one only waits.
      const giveUp = setInterval(() => {
        waited += GIVE_UP_MS;
        const { user, system } = process.cpuUsage(begun);
        if ((user + system) / 1000 < GIVE_UP_MS && waited < GIVE_UP_AT_LAST_MS) return;
        this.#worker = undefined;
        settle(() => void worker.terminate().then(() => resolve(Number.POSITIVE_INFINITY)));
      }, GIVE_UP_MS);
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.postMessage({ source, flags, texts });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}

const WORKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ source, flags, texts }) => {
  const regex = new RegExp(source, flags + 'g');
  let worst = 0;
  for (const text of texts) {
    const start = performance.now();
    const spent = process.cpuUsage();
    regex.lastIndex = 0;
    for (let match = regex.exec(text); match !== null; match = regex.exec(text)) if (match[0] === '') regex.lastIndex++;
    const { user, system } = process.cpuUsage(spent);
    worst = Math.max(worst, Math.min(performance.now() - start, (user + system) / 1000));
  }
  parentPort.postMessage(worst);
});`;
