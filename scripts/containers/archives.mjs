// Archives, compressed streams and encrypted files of the twelve people, by the programs that people use for them:
// zip, p7zip-full, tar, cpio, gzip, bzip2, xz-utils, zstd, lz4, lzip, ncompress, dpkg-deb, rpm, genisoimage, arj, gnupg, age, openssl.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import officeCrypto from 'officecrypto-tool';
import { HEADER, LINES, PEOPLE } from './people.mjs';

const scripts = dirname(fileURLToPath(import.meta.url));
const target = join(dirname(dirname(scripts)), 'fixtures', 'containers');
const work = mkdtempSync(join(tmpdir(), 'archives-'));
const PASSWORD = 'secret';
mkdirSync(join(target, 'closed'), { recursive: true });
mkdirSync(join(work, '客户'));
const file = '客户/名单.txt';
writeFileSync(join(work, file), `${LINES.join('\n')}\n`);
writeFileSync(join(work, 'people.txt'), `${LINES.join('\n')}\n`);

const run = (program, args, options = {}) =>
  execFileSync(program, args, {
    cwd: work,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    ...options,
  });
const keep = (name, to = name) => copyFileSync(join(work, name), join(target, to));
const save = (name, bytes) => writeFileSync(join(target, name), bytes);

// zip
run('zip', ['-q', 'plain.zip', file]);
keep('plain.zip');
save('streamed.zip', run('zip', ['-q', '-', '-'], { input: readFileSync(join(work, file)) }));
save(
  'stub.zip',
  Buffer.concat([
    Buffer.from('#!/bin/sh\nexec unzip "$0"\n# padding so that places are moved\n'),
    readFileSync(join(work, 'plain.zip')),
  ]),
);
for (const method of ['Deflate64', 'BZip2', 'LZMA', 'PPMd']) {
  run('7z', ['a', '-bd', '-tzip', `-mm=${method}`, `${method}.zip`, file]);
  keep(`${method}.zip`, `${method.toLowerCase()}.zip`);
}
for (const [name, encoding] of [
  ['gbk', 'gb18030'],
  ['big5', 'big5'],
  ['shift-jis', 'shift_jis'],
]) {
  run('python3', [
    '-c',
    `
import sys, zipfile
class Plain(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.filename.encode('${encoding}'), self.flag_bits & ~0x800
with zipfile.ZipFile('${name}.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    for i, name in enumerate(['東京支店/名簿一覽.txt', '東京支店/空.txt', '東京支店/電話.txt']):
        info = Plain(name); info.compress_type = zipfile.ZIP_DEFLATED
        z.writestr(info, open('${file}', encoding='utf-8').read() if i == 0 else '')
`,
  ]);
  keep(`${name}.zip`);
}

// tar and its company
for (const format of ['v7', 'ustar', 'gnu', 'pax']) {
  run('tar', [`--format=${format}`, '-cf', `${format}.tar`, '客户']);
  keep(`${format}.tar`);
}
run('tar', ['--format=gnu', '-czf', 'people.tar.gz', '客户']);
keep('people.tar.gz');
run('truncate', ['-s', '1M', 'sparse.txt']);
run('sh', ['-c', `cat ${file} >> sparse.txt`]);
for (const version of ['0.0', '0.1', '1.0']) {
  run('tar', [
    '-S',
    '--format=pax',
    `--sparse-version=${version}`,
    '-cf',
    `sparse-${version}.tar`,
    'sparse.txt',
  ]);
  keep(`sparse-${version}.tar`);
}
run('tar', ['-S', '--format=gnu', '-cf', 'sparse-gnu.tar', 'sparse.txt']);
keep('sparse-gnu.tar');
save('newc.cpio', run('cpio', ['-o', '-H', 'newc', '--quiet'], { input: `${file}\n` }));
save('odc.cpio', run('cpio', ['-o', '-H', 'odc', '--quiet'], { input: `${file}\n` }));
run('ar', ['rc', 'people.a', 'people.txt']);
keep('people.a');
mkdirSync(join(work, 'deb/DEBIAN'), { recursive: true });
mkdirSync(join(work, 'deb/usr/share'), { recursive: true });
writeFileSync(
  join(work, 'deb/DEBIAN/control'),
  'Package: people\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: made up\n',
);
copyFileSync(join(work, file), join(work, 'deb/usr/share/people.txt'));
run('dpkg-deb', ['--build', '-Zxz', '--root-owner-group', 'deb', 'people.deb']);
keep('people.deb');
writeFileSync(
  join(work, 'people.spec'),
  `Name: people
Version: 1
Release: 1
Summary: made up
License: none
BuildArch: noarch
%description
made up
%install
mkdir -p %{buildroot}/usr/share
cp ${join(work, 'people.txt')} %{buildroot}/usr/share/people.txt
%files
/usr/share/people.txt
`,
);
run(
  'rpmbuild',
  [
    '-bb',
    '--quiet',
    '--define',
    `_rpmdir ${work}`,
    '--define',
    `_topdir ${work}/rpm`,
    '--define',
    '_binary_payload w9.gzdio',
    '--define',
    '_build_name_fmt people.rpm',
    'people.spec',
  ],
  { stdio: 'ignore' },
);
keep('people.rpm');

// Single streams
save('people.txt.gz', run('gzip', ['-c', 'people.txt']));
save('people.txt.bz2', run('bzip2', ['-c', 'people.txt']));
save('people.txt.xz', run('xz', ['-c', 'people.txt']));
save('people.txt.lzma', run('xz', ['--format=lzma', '-c', 'people.txt']));
save('people.txt.zst', run('zstd', ['-q', '-c', 'people.txt']));
save('people.txt.lz4', run('lz4', ['-q', '-c', 'people.txt']));
save('people.txt.lz', run('lzip', ['-c', 'people.txt']));
save('people.txt.Z', run('compress', ['-c', 'people.txt']));

// Others
run('7z', ['a', '-bd', 'people.7z', file]);
keep('people.7z');
run('genisoimage', ['-quiet', '-no-pad', '-J', '-R', '-o', 'people.iso', '客户']);
keep('people.iso');
run('arj', ['a', 'people.arj', 'people.txt']);
keep('people.arj');
save('signed.gpg', gpg(['--passphrase', '', '--sign', '-o', '-', 'people.txt']));
save('signed.asc', gpg(['--passphrase', '', '--armor', '--sign', '-o', '-', 'people.txt']));
save('clearsigned.asc', gpg(['--passphrase', '', '--clearsign', '-o', '-', 'people.txt']));

// Encrypted, all with the same password
run('zip', ['-q', '-P', PASSWORD, 'zipcrypto.zip', file]);
keep('zipcrypto.zip', 'closed/zipcrypto.zip');
run('7z', ['a', '-bd', '-tzip', '-mem=AES256', `-p${PASSWORD}`, 'aes.zip', file]);
keep('aes.zip', 'closed/aes.zip');
run('7z', ['a', '-bd', `-p${PASSWORD}`, 'content.7z', file]);
keep('content.7z', 'closed/content.7z');
run('7z', ['a', '-bd', `-p${PASSWORD}`, '-mhe=on', 'names.7z', file]);
keep('names.7z', 'closed/names.7z');
save('closed/symmetric.gpg', gpg(['--passphrase', PASSWORD, '-c', '-o', '-', 'people.txt']));
save('closed/symmetric.asc', gpg(['--passphrase', PASSWORD, '--armor', '-c', '-o', '-', 'people.txt']));
save(
  'closed/public.gpg',
  gpg(['--trust-model', 'always', '-r', 'nobody@example.com', '-e', '-o', '-', 'people.txt']),
);
const identity = run('age-keygen', [], { stdio: ['pipe', 'pipe', 'ignore'] }).toString();
const recipient = /age1\w+/.exec(identity)[0];
save('closed/people.age', run('age', ['-r', recipient, 'people.txt']));
save('closed/armoured.age', run('age', ['-a', '-r', recipient, 'people.txt']));
save(
  'closed/openssl.bin',
  run('openssl', ['enc', '-aes-256-cbc', '-pbkdf2', '-k', PASSWORD, '-in', 'people.txt']),
);
save(
  'closed/openssl.b64',
  run('openssl', ['enc', '-aes-256-cbc', '-pbkdf2', '-a', '-k', PASSWORD, '-in', 'people.txt']),
);
run(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-subj',
    '/CN=nobody',
  ],
  { stdio: 'ignore' },
);
save(
  'closed/store.p12',
  run('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    'key.pem',
    '-in',
    'cert.pem',
    '-passout',
    `pass:${PASSWORD}`,
  ]),
);
save(
  'closed/enveloped.p7m',
  run('openssl', [
    'cms',
    '-encrypt',
    '-binary',
    '-aes256',
    '-outform',
    'DER',
    '-in',
    'people.txt',
    'cert.pem',
  ]),
);
// Office: LibreOffice writes the old formats and its own with a password; packages are encrypted by officecrypto-tool.
writeFileSync(join(work, 'people.tsv'), [HEADER, ...PEOPLE].map((row) => row.join('\t')).join('\n'));
run('/usr/bin/python3', [join(scripts, 'office-password.py'), join(target, 'closed'), 'people.tsv']);
run('soffice', ['--headless', '--convert-to', 'xlsx', '--infilter=CSV:9,34,76', 'people.tsv']);
const workbook = readFileSync(join(work, 'people.xlsx'));
save('closed/agile.xlsx', officeCrypto.encrypt(workbook, { password: PASSWORD }));
save('closed/standard.xlsx', officeCrypto.encrypt(workbook, { password: PASSWORD, type: 'standard' }));
save('rounded/default-password.xlsx', officeCrypto.encrypt(workbook, { password: 'VelvetSweatshop' }));

rmSync(work, { recursive: true });

function gpg(args) {
  const home = join(work, 'gnupg');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const base = ['--homedir', home, '--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback'];
  if (gpg.ready !== true) {
    run('gpg', [
      ...base,
      '--passphrase',
      '',
      '--quick-gen-key',
      'nobody@example.com',
      'default',
      'default',
      'never',
    ]);
    gpg.ready = true;
  }
  return run('gpg', [...base, ...args]);
}
