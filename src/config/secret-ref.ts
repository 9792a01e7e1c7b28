import { readFileSync } from 'node:fs';
import { UserError } from '../lib/user-error.js';

/**
 * What a reference to a secret stands for: `env:NAME` or `file:PATH` (its text without the last line end). Secrets are never
 * written into a configuration or a command line. Throws UserError, which names the reference and never the secret.
 */
export function resolveSecret(reference: string): string {
  const [, kind, name = ''] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === 'env') {
    const value = process.env[name];
    if (value !== undefined) return value;
    throw new UserError(
      'secret.missing',
      { en: `the environment has no ${name}`, zh: `环境变量 ${name} 不存在` },
      { en: `set it, or use file:PATH`, zh: '请先设置，或改用 file:路径' },
    );
  }
  if (kind === 'file') {
    try {
      return readFileSync(name, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UserError(
        'secret.unreadable',
        { en: `cannot read ${name} (${code})`, zh: `无法读取 ${name}（${code}）` },
        { en: 'name a file this user may read', zh: '请给出当前用户可读的文件' },
      );
    }
  }
  throw new UserError(
    'secret.form',
    { en: 'a secret must be given by reference', zh: '口令只能以引用方式给出' },
    { en: 'write env:NAME or file:PATH', zh: '请写 env:变量名 或 file:路径' },
  );
}

/** The lines of what the references stand for: several passwords may stand in one file. */
export function resolveSecrets(references: readonly string[]): string[] {
  return references
    .flatMap((reference) => resolveSecret(reference).split(/\r?\n/))
    .filter((line) => line !== '');
}
