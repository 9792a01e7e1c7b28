import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { parseSize } from '../config/scanner-config.js';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';
import { FORMATS } from '../reporters/index.js';
import { EXIT } from './exit-codes.js';
import { tolerateClosedOutput } from './output.js';
import { version } from './version.js';

/** Runs one command line and returns the exit status. The only place where errors become words on the terminal. */
export async function run(argv: readonly string[]): Promise<number> {
  tolerateClosedOutput();
  let status: number = EXIT.clean;
  const program = buildProgram((code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.clean;
      // Without a command, its help was the answer.
      if (error.code !== 'commander.help')
        process.stderr.write(`${oneLine(error.message)} — see trawl help\n`);
      return EXIT.usage;
    }
    if (error instanceof UserError) {
      process.stderr.write(
        `trawl: ${oneLine(error.message)}${error.hint ? ` — ${oneLine(error.hint)}` : ''}\n`,
      );
      return EXIT.usage;
    }
    throw error;
  }
}

function oneLine(text: string): string {
  return displayPath(
    text
      .replace(/^error: /, 'trawl: ')
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  );
}

function buildProgram(done: (status: number) => void): Command {
  const program = new Command('trawl')
    .description(
      'Find customer data in files and exports, and classify it.\n查找文件与导出数据中的客户资料，并按敏感程度分级。',
    )
    .version(version(), '-V, --version')
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', HELP_TAIL);

  program
    .command('scan')
    .description('scan files and folders; prints a summary, writes reports')
    .argument('[path...]', 'files or folders to scan')
    .option('--config <file>', 'scanner.config.yaml to use')
    .option('--source <name>', 'scan this source of the config (repeatable)', collect)
    .addOption(rulesOption())
    .option(
      '--format <kind[=FILE]>',
      `report to write: ${FORMATS.join(', ')}; without =FILE to standard output (repeatable)`,
      collect,
    )
    .addOption(
      new Option('--fail-on <tier>', 'exit 1 when something of this tier or above is found').choices([
        'core',
        'general',
        'basic',
        'none',
      ]),
    )
    .option('--min-confidence <n>', 'report from this likelihood on, 0..1 (default 0.5)', fraction)
    .option('--workers <n>', 'worker threads (default: one per processor, at most 8)', positive)
    .option('--include <glob>', 'only paths that match, relative to the root given (repeatable)', collect)
    .option('--exclude <glob>', 'leave out paths that match (repeatable)', collect)
    .option('--max-file-size <size>', 'skip larger files, e.g. 500M', bytes)
    .option(
      '--timeout-per-asset <seconds>',
      'give up on a file after this long (default 120 and 1 more per 20 MB)',
      seconds,
    )
    .option('--max-occurrences <n>', 'places kept per finding (default 20)', positive)
    .option('--strict', 'exit 3 when something in scope was not fully read')
    .option('--no-progress', 'no progress line')
    .option('--no-color', 'no colours')
    .addOption(new Option('--lang <lang>', 'language of the summary and the HTML page').choices(['zh', 'en']))
    .action(async (paths: string[], options: Record<string, unknown>) => {
      const { scanCommand } = await import('./scan.js');
      done(await scanCommand(paths, options));
    });

  program
    .command('detect')
    .description('try the rules on text; prints matches WITH their values')
    .argument('[file]', 'file to read, - for standard input', '-')
    .option('--jsonl', 'one {"id","text"} per input line, one {"id","matches"} per output line')
    .addOption(rulesOption())
    .option('--min-confidence <n>', 'print from this likelihood on, 0..1 (default 0.5)', fraction)
    .action(async (file: string, options: Record<string, unknown>) => {
      const { detectCommand } = await import('./detect.js');
      done(await detectCommand(file, options));
    });

  const rules = program.command('rules').description('the rule catalogue');
  const lang = new Option('--lang <lang>', 'language of names').choices(['zh', 'en']);
  const json = new Option('--json', 'machine-readable output');
  const output = new Option('--output <file>', 'where to write (default: standard output)');
  for (const [name, description, options] of [
    ['list', 'every rule with its type, tier and likelihoods', [lang, json]],
    ['check', 'lint packs: schema, references, slow or dangerous patterns, missing examples', [json]],
    ['test', 'run every example of every rule through the engine', [json]],
    ['docs', 'generate the catalogue (rules/README.md)', [output]],
  ] as const) {
    const command = rules
      .command(name)
      .description(description)
      .addOption(rulesOption())
      .action(async (flags: Record<string, unknown>) => {
        const { rulesCommand } = await import('./rules.js');
        done(await rulesCommand(name, flags));
      });
    for (const option of options) command.addOption(option);
  }
  return program;
}

const HELP_TAIL = `
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 incomplete (--strict), 130 interrupted.

Examples:
  trawl scan /srv/share                             summary on the terminal; nothing is kept
  trawl scan . --format html=report.html --lang zh  a page to hand to a reviewer
  trawl scan export/ --fail-on core --strict        in a pipeline
  echo '手机：13900001234' | trawl detect             what the rules see in a text`;

function rulesOption(): Option {
  return new Option(
    '--rules <dir>',
    'folder with further rule packs, or one such file (repeatable)',
  ).argParser(collect);
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('give a number from 0 to 1.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1024)
    throw new InvalidArgumentError('give a whole number from 1 to 1024.');
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('give a number of seconds above 0.');
  return value;
}

function bytes(text: string): number {
  const value = parseSize(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError('give a size such as 500M or 2G.');
  return value;
}
