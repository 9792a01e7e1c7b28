import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadRules } from '../config/rules.js';
import { loadConfig } from '../config/scanner-config.js';
import { displayPath } from '../lib/display-path.js';
import { padEnd } from '../lib/width.js';
import type { Bilingual, Lang } from '../model/bilingual.js';
import { shelfNames } from '../scan/engine.js';
import { findSandbox, type Protection } from '../scan/sandbox.js';
import { EXIT } from './exit-codes.js';
import { writeOut } from './output.js';
import { version } from './version.js';

interface DoctorFlags {
  readonly config?: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

type State = 'ok' | 'missing';

interface Check {
  readonly about: string;
  readonly state: State;
  readonly detail: string;
}

const WORDS = {
  program: { en: 'program', zh: '程序' },
  rules: { en: 'rules', zh: '规则' },
  config: { en: 'configuration', zh: '配置' },
  noConfig: { en: 'none: defaults apply, nothing is kept', zh: '无：使用默认值，不保留任何数据' },
  source: { en: 'source {0}', zh: '数据源 {0}' },
  notFound: { en: 'not found: {0}', zh: '不存在：{0}' },
  package: { en: 'optional package', zh: '可选组件' },
  install: { en: 'not installed: npm install {0}', zh: '未安装：npm install {0}' },
  installed: { en: 'installed', zh: '已安装' },
  ok: { en: 'ok', zh: '正常' },
  missing: { en: 'MISSING', zh: '缺失' },
} as const satisfies Record<string, Bilingual>;

/** What each protection of a parser host is for. */
const PROTECTIONS: Readonly<Record<Protection['id'], Bilingual>> = {
  permissions: { en: 'parsers: no files, no programs', zh: '解析进程：禁止访问文件、启动程序' },
  network: { en: 'parsers: no network', zh: '解析进程：禁止联网' },
  memory: { en: 'parsers: bounded memory', zh: '解析进程：限制内存' },
  orphans: { en: 'parsers: end with the program', zh: '解析进程：随主程序结束' },
  privileges: { en: 'parsers: no privileges', zh: '解析进程：无特权' },
  oom: { en: 'parsers: first to go when memory is short', zh: '解析进程：内存不足时最先结束' },
};

/** `trawl doctor`: says what this machine gives and what a scan would find missing. Changes nothing. */
export async function doctorCommand({ config: file, lang, json }: DoctorFlags): Promise<number> {
  const say = (text: Bilingual, value = '') => text[lang].replace('{0}', value);
  const { ruleSet } = await loadRules({ dirs: [], known: shelfNames() });
  const config = await loadConfig({ file, needed: true });
  const checks: Check[] = [
    {
      about: say(WORDS.program),
      state: 'ok',
      detail: `trawl ${version()}, Node.js ${process.version}, ${process.platform}, ${availableParallelism()} CPU`,
    },
    {
      about: say(WORDS.rules),
      state: 'ok',
      detail: `${ruleSet.rules.length} (${ruleSet.packs.length} packs)`,
    },
    {
      about: say(WORDS.config),
      state: 'ok',
      detail: config.sources.length === 0 ? say(WORDS.noConfig) : `${config.sources.length} sources`,
    },
    ...config.sources.map(({ name, paths }): Check => {
      const gone = paths.filter((path) => !existsSync(path));
      return {
        about: say(WORDS.source, name),
        state: gone.length === 0 ? 'ok' : 'missing',
        detail: gone.length === 0 ? paths.join(', ') : say(WORDS.notFound, gone.join(', ')),
      };
    }),
    ...findSandbox().protections.map(
      ({ id, active, by }): Check => ({
        about: PROTECTIONS[id][lang],
        state: active ? 'ok' : 'missing',
        detail: by,
      }),
    ),
    ...optionalPackages().map(
      (name): Check => ({
        about: say(WORDS.package),
        state: isInstalled(name) ? 'ok' : 'missing',
        detail: isInstalled(name) ? `${name} ${say(WORDS.installed)}` : say(WORDS.install, name),
      }),
    ),
  ];
  if (json === true) await writeOut(`${JSON.stringify(checks, null, 2)}\n`);
  else
    for (const { about, state, detail } of checks)
      await writeOut(`${padEnd(WORDS[state][lang], 8)} ${padEnd(about, 44)} ${displayPath(detail)}\n`);
  return EXIT.clean;
}

/** The packages that some formats need and a lean installation lacks. */
function optionalPackages(): string[] {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { optionalDependencies = {}, peerDependencies = {} } = JSON.parse(text) as {
    optionalDependencies?: object;
    peerDependencies?: object;
  };
  return Object.keys({ ...optionalDependencies, ...peerDependencies }).sort();
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
