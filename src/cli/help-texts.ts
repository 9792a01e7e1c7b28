import type { Bilingual } from '../model/bilingual.js';

/** What help says besides commands and options. */
export const HELP = {
  what: {
    en: 'Find customer data in files and exports, and classify it.',
    zh: '查找文件与导出数据中的客户资料，并按敏感程度分级。',
  },
  rules: { en: 'the rule catalogue: list, check, test, docs', zh: '规则目录：list、check、test、docs' },
  version: { en: 'print the version', zh: '显示版本' },
  help: { en: 'print help', zh: '显示帮助' },
  anyOptions: { en: '[options]', zh: '[选项]' },
  anyCommand: { en: '[command] [options]', zh: '[命令] [选项]' },
  helpCommand: { en: 'help [command]', zh: 'help [命令]' },
  lang: { en: 'language of help and messages', zh: '帮助与提示的语言' },
  broken: {
    en: 'internal error: please report it with the lines below',
    zh: '程序内部错误：请附上以下内容反馈',
  },
  seeHelp: { en: 'see trawl help', zh: '用法见 trawl help' },
  titles: {
    'Usage:': { en: 'Usage:', zh: '用法：' },
    'Options:': { en: 'Options:', zh: '选项：' },
    'Commands:': { en: 'Commands:', zh: '命令：' },
    'Arguments:': { en: 'Arguments:', zh: '参数：' },
  },
  tail: {
    en: `Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 incomplete (--strict), 130 interrupted.

Examples:
  trawl scan /srv/share                         summary on the terminal; nothing is kept
  trawl scan . --format html=report.html        a page to hand to a reviewer
  trawl scan export/ --fail-on core --strict    in a pipeline
  echo 'Tel: 13900001234' | trawl detect        what the rules see in a text
  trawl help scan                               all options of a command

--lang zh shows this help in Chinese (--lang zh 显示中文帮助).`,
    zh: `退出码：0 未达到 --fail-on，1 有达到 --fail-on 的发现，2 用法或配置错误，3 未完整读取（--strict），130 被中断。

示例：
  trawl scan /srv/share                         终端摘要，不保留任何数据
  trawl scan . --format html=report.html        交给复核人员的单文件报告
  trawl scan export/ --fail-on core --strict    用于流水线
  echo '手机：13900001234' | trawl detect        看规则能认出什么
  trawl help scan                               某个命令的全部选项

--lang en shows this help in English (--lang en 显示英文帮助)。`,
  },
} as const satisfies Record<string, Bilingual | Readonly<Record<string, Bilingual>>>;
