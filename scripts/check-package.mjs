// Packs the package, installs it into an empty folder as a user would (production dependencies only), and uses it there:
// it must run, find, refuse and stay lean. Further Node.js binaries to try may be given as arguments.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const containers = join(root, 'fixtures/containers');
/** One of each family of readers. */
const DOCUMENTS = [
  'people.xlsx',
  'people.xls',
  'table.docx',
  'table.doc',
  'office-table.pdf',
  'cid-table.pdf',
  'plain.zip',
  'people.7z',
  'people.tar.gz',
  'attachment.eml',
  'people.sqlite',
  'people.parquet',
];
const MOST_BYTES = 150 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'trawl-package-'));
const npm = (args, cwd) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function check(what, holds) {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${what}`);
  if (!holds) process.exitCode = 1;
}

try {
  // The build is there already.
  const [{ filename }] = JSON.parse(
    npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root),
  );
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--no-audit', '--no-fund', '--omit=dev', join(folder, filename)], home);
  const bytes = Number(
    execFileSync('du', ['-sb', join(home, 'node_modules')], { encoding: 'utf8' }).split('\t')[0],
  );
  check(`installed size ${(bytes / 1024 / 1024).toFixed(1)} MB, at most 150`, bytes <= MOST_BYTES);
  const shipped = readdirSync(join(home, 'node_modules/trawl'));
  check(
    'ships no tests, fixtures or sources',
    !shipped.some((name) => ['test', 'fixtures', 'src', 'bench'].includes(name)),
  );

  mkdirSync(join(home, 'share'));
  writeFileSync(join(home, 'share/名单.csv'), '姓名,身份证号,手机\n王小明,11010519491231002X,13900001234\n');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const node of [process.execPath, ...process.argv.slice(2)]) {
    const run = (...args) =>
      spawnSync(node, [join(home, 'node_modules/.bin/trawl'), ...args], { cwd: home, encoding: 'utf8' });
    const label = `Node.js ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`;
    check(`${label}: --version`, run('--version').stdout === `${version}\n`);
    const scan = run(
      'scan',
      'share',
      '--format',
      'json',
      '--format',
      'html=report.html',
      '--fail-on',
      'core',
    );
    const types = scan.stdout === '' ? [] : JSON.parse(scan.stdout).findings.map(({ infoType }) => infoType);
    check(
      `${label}: scan finds a resident ID, status 1`,
      scan.status === 1 && types.includes('cn.resident-id'),
    );
    check(`${label}: writes the page`, readFileSync(join(home, 'report.html'), 'utf8').includes('</html>'));
    // Parser hosts start, find their packages and are let to read nothing else.
    const documents = run('scan', containers, '--format', 'json', '--no-progress');
    const { assets, findings } = JSON.parse(documents.stdout);
    const unread = DOCUMENTS.filter((name) => {
      const path = join(containers, name);
      const ids = findings.filter(({ asset, infoType }) => asset === path && infoType === 'cn.resident-id');
      const whole = assets.some((asset) => asset.path === path && asset.status === 'complete');
      return !whole || ids.length === 0;
    });
    check(
      `${label}: reads documents (${unread.length === 0 ? 'all' : `not ${unread}`})`,
      unread.length === 0,
    );
    const ocr = run('scan', 'share', '--ocr');
    check(
      `${label}: --ocr without its packages is one line and status 2`,
      ocr.status === 2 &&
        /npm install tesseract/.test(ocr.stderr) &&
        ocr.stderr.trim().split('\n').length === 1,
    );
    check(`${label}: rules test`, run('rules', 'test').status === 0);
    check(`${label}: a slip is status 2`, run('scan', 'nowhere').status === 2);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
