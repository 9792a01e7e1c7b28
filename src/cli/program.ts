import { Command, CommanderError, Option } from 'commander';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';
import { textWidth, wrapText } from '../lib/width.js';
import type { Bilingual, Lang } from '../model/bilingual.js';
import { EXIT } from './exit-codes.js';
import { HELP } from './help-texts.js';
import { languageAsked, languageOfLocale } from './language.js';
import { type CommandSpec, DETECT, DOCTOR, type OptionSpec, RULES_COMMANDS, SCAN } from './options.js';
import { tolerateClosedOutput } from './output.js';
import { usageError } from './usage-error.js';
import { version } from './version.js';

/** Runs one command line and returns the exit status. The only place where errors become words on the terminal. */
export async function run(argv: readonly string[]): Promise<number> {
  tolerateClosedOutput();
  const asked = languageAsked(argv);
  const lang = asked ?? languageOfLocale(process.env);
  let status: number = EXIT.clean;
  const program = buildProgram(lang, asked, (code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.clean;
      // Without a command, its help was the answer.
      if (error.code !== 'commander.help') complain(`${usageError(error)[lang]} — ${HELP.seeHelp[lang]}`);
      return EXIT.usage;
    }
    if (error instanceof UserError) {
      complain(error.line(lang));
      return EXIT.usage;
    }
    // What the error says may quote content; where it arose does not.
    const { name, message, stack = '' } = error instanceof Error ? error : new Error();
    const frames = stack.slice(stack.indexOf(message) + message.length).match(/^ {4}at .*$/gm) ?? [];
    complain(`${HELP.broken[lang]} (${name})`);
    process.stderr.write(`${frames.slice(0, 8).join('\n')}\n`);
    return EXIT.broken;
  }
}

function complain(text: string): void {
  process.stderr.write(`trawl: ${displayPath(text)}\n`);
}

function buildProgram(lang: Lang, asked: Lang | undefined, done: (status: number) => void): Command {
  const program = new Command('trawl')
    .description(HELP.what[lang])
    .version(version(), '-V, --version', HELP.version[lang])
    .option('--lang <zh|en>', HELP.lang[lang])
    .addHelpText('after', `\n${HELP.tail[lang]}`);
  dress(program, lang);

  add(program, SCAN, lang, async (flags, paths) => {
    const { scanCommand } = await import('./scan.js');
    done(await scanCommand(paths as string[], { ...flags, lang: asked }));
  });
  add(program, DETECT, lang, async (flags, file) => {
    const { detectCommand } = await import('./detect.js');
    done(await detectCommand((file as string | undefined) ?? '-', flags));
  });
  const rules = program.command('rules').description(HELP.rules[lang]);
  dress(rules, lang);
  for (const [name, spec] of Object.entries(RULES_COMMANDS)) {
    add(rules, spec, lang, async (flags) => {
      const { rulesCommand } = await import('./rules.js');
      done(await rulesCommand(name as keyof typeof RULES_COMMANDS, { ...flags, lang }));
    });
  }
  add(program, DOCTOR, lang, async (flags) => {
    const { doctorCommand } = await import('./doctor.js');
    done(await doctorCommand({ ...flags, lang }));
  });
  return program;
}

function add(
  parent: Command,
  { usage, means, options }: CommandSpec,
  lang: Lang,
  action: (flags: Record<string, unknown>, argument: unknown) => Promise<void>,
): void {
  // Under `rules`, its own name stands there already.
  const [name = '', argument] = usage[lang].replace(/^rules /, '').split(' ');
  const command = parent.command(name).description(means[lang]);
  if (argument !== undefined) command.argument(argument);
  command.usage([HELP.anyOptions[lang], argument].filter((word) => word !== undefined).join(' '));
  for (const option of options) command.addOption(toOption(option, lang));
  command.action((...given: unknown[]) =>
    action(given[argument === undefined ? 0 : 1] as Record<string, unknown>, given[0]),
  );
  dress(command, lang);
}

function toOption({ flags, means, list, value }: OptionSpec, lang: Lang): Option {
  const option = new Option(flags[lang], means[lang]);
  const flag = option.long ?? '';
  if (list === true)
    option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  else if (value !== undefined) option.argParser((text: string) => value(text, flag));
  return option;
}

/** The parser's own words in the language of the user, aligned for wide characters; nothing printed but help. */
function dress(command: Command, lang: Lang): void {
  const titles: Readonly<Record<string, Bilingual>> = HELP.titles;
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({ outputError: () => {} })
    .helpOption('-h, --help', HELP.help[lang])
    .configureHelp({
      displayWidth: textWidth,
      boxWrap: (text, width) =>
        text
          .split('\n')
          .flatMap((line) => wrapText(line, width))
          .join('\n'),
      subcommandTerm: (each) =>
        `${each.name()} ${each.registeredArguments.length > 0 ? each.usage().split(' ').at(-1) : ''}`.trim(),
      styleTitle: (title) => titles[title]?.[lang] ?? title,
      optionDescription: (option) => option.description,
    });
  if (command.name() === 'trawl' || command.name() === 'rules')
    command.usage(HELP.anyCommand[lang]).helpCommand(HELP.helpCommand[lang], HELP.help[lang]);
}
