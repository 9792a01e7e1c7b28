import type { Bilingual } from '../model/bilingual.js';
import { FORMATS } from '../reporters/index.js';
import { bytes, choice, fraction, positive, seconds } from './option-values.js';

/**
 * One option: the one source of `trawl help` and of the tables in both READMEs. `flags` is its name, a space, and what
 * stands for its value; a list may be given several times.
 */
export interface OptionSpec {
  readonly flags: Bilingual;
  readonly means: Bilingual;
  readonly list?: true;
  /** From the word given to the value; throws UserError. */
  readonly value?: (text: string, flag: string) => unknown;
}

export interface CommandSpec {
  /** After `trawl`: name and arguments as in `scan [path...]`. */
  readonly usage: Bilingual;
  readonly means: Bilingual;
  readonly options: readonly OptionSpec[];
}

const same = (text: string): Bilingual => ({ zh: text, en: text });

const LANG: OptionSpec = {
  flags: same('--lang <zh|en>'),
  means: {
    en: 'language of help, messages and reports (default: report.lang of the configuration, else the locale)',
    zh: '帮助、提示与报告的语言（默认：配置中的 report.lang，否则按系统区域设置）',
  },
  value: choice('zh', 'en'),
};
const RULES: OptionSpec = {
  flags: { en: '--rules <dir>', zh: '--rules <目录>' },
  means: {
    en: 'folder with further rule packs, or one such file (repeatable)',
    zh: '追加规则包所在的目录，或其中一个文件（可重复）',
  },
  list: true,
};
const MIN_CONFIDENCE: OptionSpec = {
  flags: { en: '--min-confidence <n>', zh: '--min-confidence <数>' },
  means: {
    en: 'report from this likelihood on, 0 to 1 (default 0.5)',
    zh: '从该可能性起报告，0 到 1（默认 0.5）',
  },
  value: fraction,
};
const JSON_OUTPUT: OptionSpec = {
  flags: same('--json'),
  means: { en: 'machine-readable output', zh: '以 JSON 输出，供程序读取' },
};

export const SCAN: CommandSpec = {
  usage: { en: 'scan [path...]', zh: 'scan [路径...]' },
  means: {
    en: 'scan files and folders, or the sources of the configuration; prints a summary, writes reports',
    zh: '扫描文件与目录，或配置中的数据源；打印摘要，生成报告',
  },
  options: [
    {
      flags: { en: '--format <kind[=file]>', zh: '--format <格式[=文件]>' },
      means: {
        en: `report to write: ${FORMATS.join(', ')}; without =file to standard output, where only one may go (repeatable; default table)`,
        zh: `要生成的报告：${FORMATS.join('、')}；不写“=文件”则输出到标准输出，且只能有一个（可重复；默认 table）`,
      },
      list: true,
    },
    {
      flags: same('--fail-on <core|general|basic|none>'),
      means: {
        en: 'exit 1 when something of this tier or above is found (default none)',
        zh: '发现该级别及以上的资料时，退出码为 1（默认 none）',
      },
      value: choice('core', 'general', 'basic', 'none'),
    },
    {
      flags: same('--strict'),
      means: {
        en: 'exit 3 when something in scope was not fully read, or nothing was',
        zh: '范围内有内容未完整读取，或什么都没读到时，退出码为 3',
      },
    },
    MIN_CONFIDENCE,
    RULES,
    {
      flags: { en: '--include <glob>', zh: '--include <通配>' },
      means: {
        en: 'only paths that match, relative to the root given (repeatable; quote it)',
        zh: '只扫描匹配的路径，相对于所给的根目录（可重复；请加引号）',
      },
      list: true,
    },
    {
      flags: { en: '--exclude <glob>', zh: '--exclude <通配>' },
      means: {
        en: 'leave out paths that match; !glob takes back (repeatable; quote it)',
        zh: '排除匹配的路径；“!通配”表示取回（可重复；请加引号）',
      },
      list: true,
    },
    {
      flags: { en: '--config <file>', zh: '--config <文件>' },
      means: {
        en: 'configuration to use; paths in it are relative to its own folder',
        zh: '使用的配置文件；其中的路径相对于它所在的目录',
      },
    },
    {
      flags: { en: '--source <name>', zh: '--source <名称>' },
      means: {
        en: 'scan this source of the configuration (repeatable)',
        zh: '扫描配置中的该数据源（可重复）',
      },
      list: true,
    },
    {
      flags: { en: '--workers <n>', zh: '--workers <数>' },
      means: {
        en: 'scanning threads (default: one per processor, at most 8)',
        zh: '扫描线程数（默认每个处理器一个，最多 8 个）',
      },
      value: positive,
    },
    {
      flags: { en: '--max-file-size <size>', zh: '--max-file-size <大小>' },
      means: {
        en: 'skip larger files, e.g. 500M (default: no limit)',
        zh: '跳过更大的文件，如 500M（默认不限）',
      },
      value: bytes,
    },
    {
      flags: { en: '--timeout-per-asset <seconds>', zh: '--timeout-per-asset <秒>' },
      means: {
        en: 'give up on a file after this long (default 120, and 1 more per 20 MB)',
        zh: '单个文件的时间上限（默认 120，每 20 MB 再加 1）',
      },
      value: seconds,
    },
    {
      flags: { en: '--max-occurrences <n>', zh: '--max-occurrences <数>' },
      means: {
        en: 'places kept per finding (default 20); counts stay exact',
        zh: '每项发现保留的位置数（默认 20）；数量始终准确',
      },
      value: positive,
    },
    {
      flags: same('--ocr'),
      means: {
        en: 'recognise text in pictures and scanned pages, in a second pass (slow; off by default)',
        zh: '识别图片与扫描页中的文字，另作一遍（较慢；默认关闭）',
      },
    },
    {
      flags: { en: '--max-depth <n>', zh: '--max-depth <层>' },
      means: {
        en: 'levels of containers in containers that are taken apart (default 10)',
        zh: '逐层拆开的嵌套容器层数（默认 10）',
      },
      value: positive,
    },
    {
      flags: { en: '--passwords <ref>', zh: '--passwords <引用>' },
      means: {
        en: 'passwords to try on encrypted documents, one per line: env:NAME or file:PATH (repeatable)',
        zh: '用来尝试打开加密文档的口令，每行一个：env:变量名 或 file:路径（可重复）',
      },
      list: true,
    },
    {
      flags: same('--no-progress'),
      means: { en: 'no progress on standard error', zh: '不在标准错误上显示进度' },
    },
    {
      flags: same('--no-color'),
      means: { en: 'no colours; NO_COLOR does the same', zh: '不用颜色；设置 NO_COLOR 亦可' },
    },
    LANG,
  ],
};

export const DETECT: CommandSpec = {
  usage: { en: 'detect [file]', zh: 'detect [文件]' },
  means: {
    en: 'try the rules on a text (a file, or - for standard input); prints matches WITH their values',
    zh: '用规则试一段文本（文件，或 - 表示标准输入）；会打印原值',
  },
  options: [
    {
      flags: same('--jsonl'),
      means: {
        en: 'one {"id","text"} per input line, one {"id","matches"} per output line, in the same order',
        zh: '每行输入一个 {"id","text"}，每行输出一个 {"id","matches"}，顺序相同',
      },
    },
    MIN_CONFIDENCE,
    RULES,
    LANG,
  ],
};

export const RULES_COMMANDS = {
  list: {
    usage: same('rules list'),
    means: {
      en: 'every rule with its type, tier and likelihoods',
      zh: '列出全部规则及其类型、级别与可能性',
    },
    options: [RULES, JSON_OUTPUT, LANG],
  },
  check: {
    usage: same('rules check'),
    means: {
      en: 'lint packs: schema, references, slow or dangerous patterns, missing examples',
      zh: '检查规则包：结构、引用、缓慢或危险的正则、缺失的示例',
    },
    options: [RULES, JSON_OUTPUT, LANG],
  },
  test: {
    usage: same('rules test'),
    means: {
      en: 'run every example of every rule through the engine',
      zh: '用引擎运行每条规则的每个示例',
    },
    options: [RULES, JSON_OUTPUT, LANG],
  },
  docs: {
    usage: same('rules docs'),
    means: { en: 'write the catalogue (rules/README.md)', zh: '生成规则目录（rules/README.md）' },
    options: [
      RULES,
      {
        flags: { en: '--output <file>', zh: '--output <文件>' },
        means: {
          en: 'where to write (default: standard output)',
          zh: '写到哪里（默认标准输出）',
        },
      },
      LANG,
    ],
  },
} as const satisfies Record<string, CommandSpec>;

export const DOCTOR: CommandSpec = {
  usage: same('doctor'),
  means: {
    en: 'check program, configuration, protections of parser processes and optional packages',
    zh: '检查程序、配置、解析进程的保护措施与可选组件',
  },
  options: [
    {
      flags: { en: '--config <file>', zh: '--config <文件>' },
      means: { en: 'configuration to check', zh: '要检查的配置文件' },
    },
    JSON_OUTPUT,
    LANG,
  ],
};

/** Every command, in the order help and README list them. */
export const COMMANDS: readonly CommandSpec[] = [SCAN, DETECT, ...Object.values(RULES_COMMANDS), DOCTOR];
