import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffType } from '../../src/extractors/file-type.js';

const bytes = (text: string, length = 0): Uint8Array => {
  const out = new Uint8Array(Math.max(length, text.length));
  out.set(Buffer.from(text, 'latin1'));
  return out;
};

function format(head: Uint8Array): string {
  const type = sniffType(head);
  return type.kind === 'binary' ? type.format : `text${type.format === undefined ? '' : `:${type.format}`}`;
}

/** Local file header and name of a zip member, nothing behind it. */
function member(name: string, flags = 0): string {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return header.toString('latin1') + name;
}

function tar(name: string): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(name);
  block.write('0000644\0', 100);
  block.write('00000000010\0', 124);
  block.write('        ', 148);
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}

describe('sniffType', () => {
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['pdf', bytes('%PDF-1.7\n')],
    ['pdf', bytes('\x00\x01junk\n%PDF-1.4\n1 0 obj\n<<>>')],
    ['ole2', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 512)],
    ['sqlite', bytes('SQLite format 3\0', 100)],
    ['parquet', bytes('PAR1\x15\x04')],
    ['avro', bytes('Obj\x01\x04')],
    ['pst', bytes('!BDN\0\0\0\0SM')],
    ['zip', bytes(member('data.csv'))],
    ['zip', bytes('PK\x05\x06', 22)],
    ['ooxml', bytes(member('[Content_Types].xml'))],
    ['ooxml', bytes(`${member('customXml/item1.xml')}${member('xl/workbook.xml')}`)],
    ['odf', bytes(`${member('mimetype')}application/vnd.oasis.opendocument.textPK`)],
    ['ofd', bytes(member('OFD.xml'))],
    ['gzip', gzipSync('x')],
    ['bzip2', bytes('BZh91AY&SY')],
    ['xz', bytes('\xfd7zXZ\0')],
    ['zstd', bytes('\x28\xb5\x2f\xfd\x04')],
    ['7z', bytes('7z\xbc\xaf\x27\x1c')],
    ['rar', bytes('Rar!\x1a\x07\x01\0')],
    ['tar', tar('客户/名单.csv')],
    ['png', bytes('\x89PNG\r\n\x1a\n')],
    ['jpeg', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['gif', bytes('GIF89a')],
    ['bmp', bytes('BM\x36\0\0\0\0\0\0\0')],
    ['tiff', bytes('II*\0\x08\0\0\0')],
    ['webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['mp4', bytes('\0\0\0\x18ftypmp42')],
    ['mp3', bytes('ID3\x03\0\0\0')],
    ['asf', bytes('\x30\x26\xb2\x75\x8e\x66\xcf\x11', 55)],
    ['font', bytes('\0\x01\0\0\0\x0f\0\x80\0\x03\0\x70DSIG')],
    ['elf', bytes('\x7fELF\x02\x01')],
    ['pe', bytes('MZ\x90\0\x03', 128)],
    ['macho', bytes('\xcf\xfa\xed\xfe\x07')],
    ['class', bytes('\xca\xfe\xba\xbe\0\0\0\x34')],
    ['wasm', bytes('\0asm\x01\0\0\0')],
    [
      'dbf',
      (() => {
        const head = bytes('\x03\x7c\x01\x0f', 97);
        head.set([2, 0, 0, 0, 97, 0, 21, 0], 4);
        head.set(Buffer.from('NAME\0\0\0\0\0\0\0C'), 32);
        return head;
      })(),
    ],
    ['openssl-salted', bytes('Salted__12345678')],
    ['luks', bytes('LUKS\xba\xbe\0\x02')],
    ['text:pgp', bytes('-----BEGIN PGP MESSAGE-----\n\nhQEM')],
    ['pgp', bytes('\x85\x01\x0c\x03\x01\x02\x03\x04\x05\x06\x07\x08\x01\x08', 64)],
    ['text:age', bytes('age-encryption.org/v1\n-> X25519 ')],
    ['text:rtf', bytes('{\\rtf1\\ansi\\ansicpg936')],
    ['text:xml', bytes('\xef\xbb\xbf<?xml version="1.0"?>')],
    ['text:html', bytes('\n<!DOCTYPE html>')],
  ];
  test.each(cases)('%s', (name, head) => {
    expect(format(head)).toBe(name);
  });

  test('says what is encrypted', () => {
    expect(sniffType(bytes(member('秘密.xlsx', 1)))).toMatchObject({ format: 'zip', encrypted: 'zip' });
    expect(sniffType(bytes('Salted__'))).toMatchObject({ encrypted: 'openssl-salted' });
    const office = bytes(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${' '.repeat(600)}`, 2048);
    office.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024);
    expect(sniffType(office)).toMatchObject({ format: 'ole2', encrypted: 'office' });
    expect(sniffType(bytes(member('a.txt')))).not.toHaveProperty('encrypted');
  });

  test('text that resembles a signature stays text', () => {
    const texts = [
      'BM 2024 report',
      'MZ,LN,CA',
      'PAR1',
      'ORC',
      'ORC\n',
      'ID3 tag',
      'PGDMP is a format',
      'REDIS',
      'RIFF',
      'GIF',
      '%PD',
      'wOFF,wOF2',
      'A PDF file starts with %PDF-1.4 and so on.',
      'BZh',
      'PK,name',
      'II* MM*',
      '',
      'ftyp',
      '客户姓名,电话',
      'Rar!',
      '0707070',
      'U2Fsd',
    ];
    for (const text of texts) expect([text, format(Buffer.from(text))]).toEqual([text, 'text']);
    expect(format(Buffer.of(0xff, 0xfe, 0x41, 0))).toBe('text');
  });

  test('never throws, whatever the bytes', () => {
    const signatures = [
      'PK\x03\x04',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '\x03',
      '%PDF-',
      '\xff\xfb',
      '\x8c',
      '\xc1',
      'MZ',
      '\0\x01\0\0\0',
      '0707',
    ];
    fc.assert(
      fc.property(fc.constantFrom('', ...signatures), fc.uint8Array({ maxLength: 700 }), (start, rest) => {
        const type = sniffType(new Uint8Array(Buffer.concat([Buffer.from(start, 'latin1'), rest])));
        expect(['text', 'binary']).toContain(type.kind);
      }),
      { numRuns: 1000 },
    );
  });
});
