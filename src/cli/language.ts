import type { Lang } from '../model/bilingual.js';

/** What `--lang` asks for, wherever it stands; undefined without it. Read before anything else, so that help and errors follow it. */
export function languageAsked(argv: readonly string[]): Lang | undefined {
  let asked: Lang | undefined;
  for (const [index, word] of argv.entries()) {
    if (word === '--') break;
    const value =
      word === '--lang' ? argv[index + 1] : word.startsWith('--lang=') ? word.slice(7) : undefined;
    if (value === 'zh' || value === 'en') asked = value;
  }
  return asked;
}

/** Chinese where the locale is, English elsewhere. */
export function languageOfLocale(env: NodeJS.ProcessEnv): Lang {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en';
}
