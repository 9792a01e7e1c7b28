import type { CommanderError } from 'commander';
import type { Bilingual } from '../model/bilingual.js';

/** What the option parser complained about, in both languages. */
export function usageError(error: CommanderError): Bilingual {
  const text = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  const quoted = /'([^']*)'/.exec(text)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(text)?.[1];
  const zh = CHINESE[error.code]?.(quoted);
  return {
    en: text,
    zh: zh === undefined ? text : near === undefined ? zh : `${zh}（是否想写 ${near}？）`,
  };
}

const CHINESE: Readonly<Record<string, (quoted: string) => string>> = {
  'commander.unknownOption': (name) => `未知的选项“${name}”`,
  'commander.unknownCommand': (name) => `未知的命令“${name}”`,
  'commander.optionMissingArgument': (flags) => `选项“${flags}”缺少值`,
  'commander.missingArgument': (name) => `缺少参数“${name}”`,
  'commander.excessArguments': () => '参数过多',
};
