import { resolve } from 'node:path';
import { didYouMean } from '../lib/closest.js';
import { UserError } from '../lib/user-error.js';
import { FORMATS } from '../reporters/index.js';
import { checkWritable } from './output.js';

/** A report to write; without a file to standard output. */
export interface OutputTarget {
  readonly kind: string;
  readonly file: string | undefined;
}

/** What `--format` asks for. Throws UserError for unknown formats, two reports in one place, and places that cannot be written to. */
export function parseFormats(values: readonly string[]): readonly OutputTarget[] {
  const targets = values.map(parseFormat);
  const [first, second] = targets.filter(({ file }) => file === undefined);
  if (first !== undefined && second !== undefined)
    throw new UserError(
      'two-on-stdout',
      { en: 'only one report can go to standard output', zh: '只能有一个报告输出到标准输出' },
      {
        en: `give the others a file: --format ${second.kind}=FILE`,
        zh: `其余请写到文件：--format ${second.kind}=文件`,
      },
    );
  const files = targets.map(({ file }) => file).filter((file) => file !== undefined);
  const twice = files.find(
    (file, index) => files.findIndex((other) => resolve(other) === resolve(file)) < index,
  );
  if (twice !== undefined)
    throw new UserError(
      'two-in-one-file',
      { en: `two reports would be written to ${twice}`, zh: `有两个报告要写到 ${twice}` },
      { en: 'give each its own file', zh: '请各写一个文件' },
    );
  for (const file of files) checkWritable(file);
  return targets;
}

function parseFormat(value: string): OutputTarget {
  const at = value.indexOf('=');
  const kind = at < 0 ? value : value.slice(0, at);
  const file = at < 0 ? undefined : value.slice(at + 1);
  if (!FORMATS.includes(kind))
    throw new UserError(
      'unknown-format',
      { en: `unknown report format "${kind}"`, zh: `未知的报告格式“${kind}”` },
      didYouMean(kind, FORMATS, {
        en: `use one of ${FORMATS.join(', ')}`,
        zh: `可用：${FORMATS.join('、')}`,
      }),
    );
  if (file === '')
    throw new UserError(
      'empty-file',
      { en: `--format ${kind}= names no file`, zh: `--format ${kind}= 没有写文件名` },
      { en: `write --format ${kind}=report.${kind}`, zh: `写作 --format ${kind}=report.${kind}` },
    );
  return { kind, file };
}
