import type { Lang } from '../model/bilingual.js';
import { COMMANDS, type CommandSpec, SCAN } from './options.js';

/** The tables of commands and options for the README: the same source as `trawl help`. */
export function commandTable(lang: Lang): string {
  const head = lang === 'zh' ? ['命令', '作用', '选项'] : ['command', 'does', 'options'];
  return table(
    head,
    COMMANDS.map(({ usage, means, options }) => [
      `\`trawl ${usage[lang]}\``,
      means[lang],
      options.length > 8
        ? lang === 'zh'
          ? '见下表'
          : 'see below'
        : options.map(({ flags }) => `\`${flags[lang]}\``).join(' '),
    ]),
  );
}

export function optionTable(lang: Lang, command: CommandSpec = SCAN): string {
  return table(
    lang === 'zh' ? ['选项', '含义'] : ['option', 'meaning'],
    command.options.map(({ flags, means }) => [`\`${flags[lang]}\``, means[lang]]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

/** A README with its generated parts, each between `<!-- NAME:start -->` and `<!-- NAME:end -->`, renewed. */
export function renewReadme(text: string, lang: Lang): string {
  return [
    ['commands', commandTable(lang)],
    ['options', optionTable(lang)],
  ].reduce((page, [name = '', content = '']) => {
    const start = `<!-- ${name}:start -->`;
    const end = `<!-- ${name}:end -->`;
    const from = page.indexOf(start);
    const to = page.indexOf(end);
    if (from < 0 || to < from) throw new Error(`no ${start} ... ${end} in the README`);
    return `${page.slice(0, from + start.length)}\n${content}${page.slice(to)}`;
  }, text);
}
