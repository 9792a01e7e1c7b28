import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LINES } from '../../scripts/containers/people.mjs';
import { type Extracted, type ExtractOptions, extract } from './extract.js';

const FOLDER = fileURLToPath(new URL('../../fixtures/containers', import.meta.url));

function take(name: string, options: ExtractOptions = {}): Promise<Extracted> {
  return extract(readFileSync(join(FOLDER, name)), name.slice(name.lastIndexOf('/') + 1), options);
}

function everything({ texts, files }: Extracted): string {
  return [...texts.map(({ text }) => text), ...files.map(({ bytes }) => bytes.toString('utf8'))].join('\n');
}

function linesIn(found: Extracted): number {
  const text = everything(found);
  return LINES.filter((line: string) => text.includes(line)).length;
}

/** Fixture -> path of the part that holds the people. */
const OPEN: Readonly<Record<string, string>> = {
  'plain.zip': 'plain.zip!/客户/名单.txt',
  'streamed.zip': 'streamed.zip!/-',
  'stub.zip': 'stub.zip!/客户/名单.txt',
  'deflate64.zip': 'deflate64.zip!/客户/名单.txt',
  'bzip2.zip': 'bzip2.zip!/客户/名单.txt',
  'lzma.zip': 'lzma.zip!/客户/名单.txt',
  'ppmd.zip': 'ppmd.zip!/客户/名单.txt',
  'gbk.zip': 'gbk.zip!/東京支店/名簿一覽.txt',
  'big5.zip': 'big5.zip!/東京支店/名簿一覽.txt',
  'shift-jis.zip': 'shift-jis.zip!/東京支店/名簿一覽.txt',
  'v7.tar': 'v7.tar!/客户/名单.txt',
  'ustar.tar': 'ustar.tar!/客户/名单.txt',
  'gnu.tar': 'gnu.tar!/客户/名单.txt',
  'pax.tar': 'pax.tar!/客户/名单.txt',
  'people.tar.gz': 'people.tar.gz!/people.tar!/客户/名单.txt',
  'sparse-0.0.tar': 'sparse-0.0.tar!/sparse.txt',
  'sparse-0.1.tar': 'sparse-0.1.tar!/sparse.txt',
  'sparse-1.0.tar': 'sparse-1.0.tar!/sparse.txt',
  'sparse-gnu.tar': 'sparse-gnu.tar!/sparse.txt',
  'newc.cpio': 'newc.cpio!/客户/名单.txt',
  'odc.cpio': 'odc.cpio!/客户/名单.txt',
  'people.a': 'people.a!/people.txt',
  'people.deb': 'people.deb!/data.tar.xz!/data.tar!/./usr/share/people.txt',
  'people.rpm': 'people.rpm!/payload!/content!/./usr/share/people.txt',
  'people.txt.gz': 'people.txt.gz!/people.txt',
  'people.txt.bz2': 'people.txt.bz2!/people.txt',
  'people.txt.xz': 'people.txt.xz!/people.txt',
  'people.txt.lzma': 'people.txt.lzma!/people.txt',
  'people.txt.zst': 'people.txt.zst!/people.txt',
  'people.txt.lz4': 'people.txt.lz4!/people.txt',
  'people.txt.lz': 'people.txt.lz!/people.txt',
  'people.txt.Z': 'people.txt.Z!/people.txt',
  'people.7z': 'people.7z!/客户/名单.txt',
  'people.iso': 'people.iso!/名单.txt',
  'people.arj': 'people.arj!/people.txt',
  'signed.gpg': 'signed.gpg!/people.txt',
  'signed.asc': 'signed.asc!/people.txt',
  'clearsigned.asc': '',
};

describe('archives of other programs', () => {
  test.each(Object.entries(OPEN))('%s is read whole', async (name, part) => {
    const found = await take(name);
    expect(found.issues).toEqual([]);
    expect([...found.files, ...found.texts].map((each) => each.part)).toContain(part);
    expect(linesIn(found)).toBe(LINES.length);
  });
});

/** Fixture -> how it is closed, and whether a password opens it. */
const CLOSED: readonly (readonly [string, string, boolean])[] = [
  ['closed/zipcrypto.zip', 'zip', true],
  ['closed/aes.zip', 'zip', true],
  ['closed/content.7z', '7z', true],
  ['closed/names.7z', '7z', true],
  ['closed/symmetric.gpg', 'pgp', false],
  ['closed/symmetric.asc', 'pgp', false],
  ['closed/public.gpg', 'pgp', false],
  ['closed/people.age', 'age', false],
  ['closed/armoured.age', 'age', false],
  ['closed/openssl.bin', 'openssl-salted', false],
  ['closed/openssl.b64', 'openssl-salted', false],
  ['closed/store.p12', 'keystore', false],
  ['closed/enveloped.p7m', 'smime', false],
];

describe('encryption is a fact', () => {
  test.each(CLOSED)('%s is closed by %s', async (name, way) => {
    for (const passwords of [[], ['wrong']]) {
      const found = await take(name, { passwords });
      expect(found.facts).toMatchObject({ encrypted: way });
      expect(found.issues.map(({ code }) => code)).toEqual(['encrypted']);
      expect(everything(found)).toBe('');
    }
  });

  test.each(CLOSED.filter(([, , opens]) => opens))('%s opens with its password', async (name, way) => {
    const found = await take(name, { passwords: ['wrong', 'secret'] });
    expect(found.facts).toMatchObject({ encrypted: way });
    expect(found.issues).toEqual([]);
    expect(linesIn(found)).toBe(LINES.length);
  });

  test('names of encrypted members are listed, those of encrypted directories are not', async () => {
    expect((await take('closed/aes.zip')).issues[0]!.part).toBe('aes.zip!/客户/名单.txt');
    expect((await take('closed/content.7z')).issues[0]!.part).toBe('content.7z!/客户/名单.txt');
    expect((await take('closed/names.7z')).issues[0]!.part).toBe('');
  });

  test.each(['closed/agile.xlsx', 'closed/standard.xlsx', 'closed/secret.xls', 'closed/secret.doc'])(
    '%s opens with its password only',
    async (name) => {
      const closed = await take(name, { passwords: ['wrong'] });
      expect(closed.facts).toMatchObject({ encrypted: 'office' });
      expect(closed.issues.map(({ code }) => code)).toEqual(['encrypted']);
      const opened = await take(name, { passwords: ['wrong', 'secret'] });
      expect(opened.facts).toMatchObject({ encrypted: 'office' });
      expect(opened.issues.map(({ code }) => code)).not.toContain('encrypted');
    },
  );

  test('a workbook closed with the password that Excel itself knows is open to everyone', async () => {
    const found = await take('rounded/default-password.xlsx');
    expect(found.facts).toMatchObject({ encrypted: 'office' });
    expect(found.issues.map(({ code }) => code)).not.toContain('encrypted');
  });
});
