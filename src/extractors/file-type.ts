import { FROM_LINE, isMessage } from './mail-type.js';
import { markupType } from './markup-type.js';

/** Ways in which content is closed to us. */
export type Encryption =
  | 'pgp'
  | 'age'
  | 'openssl-salted'
  | 'luks'
  | 'bitlocker'
  | 'ansible-vault'
  | 'zip'
  | 'office'
  | 'keystore'
  | 'git-crypt'
  | 'smime'
  | 'dmg'
  | 'axcrypt'
  | 'parquet';
/** What a file is by its first bytes. `text` means only that no other signature is there: see detectEncoding. */
export type FileType =
  | {
      readonly kind: 'text';
      readonly format?: string;
      readonly mediaType?: string;
      readonly encrypted?: Encryption;
    }
  | {
      readonly kind: 'binary';
      readonly format: string;
      readonly mediaType: string;
      readonly encrypted?: Encryption;
    };

/** Bytes that are looked at. */
const HEAD = 4096;
/** Place of the volume descriptor of a CD image (ECMA-119, 6.7.1), which only a longer head shows. */
const ISO_DESCRIPTOR = 32768;

type Test = (head: Uint8Array) => boolean;
/** [signature, format, media type, further test]. Text in a signature stands for its bytes; `?` matches any byte. */
type Signature = readonly [string, string, string, Test?];

const SIGNATURES: readonly Signature[] = [
  // Documents and databases
  ['%PDF-', 'pdf', 'application/pdf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole2', 'application/x-ole-storage'],
  ['SQLite format 3\0', 'sqlite', 'application/vnd.sqlite3'],
  ['\x37\x7f\x06\x82\0\x2d\xe2\x18', 'sqlite-log', 'application/vnd.sqlite3'],
  ['\x37\x7f\x06\x83\0\x2d\xe2\x18', 'sqlite-log', 'application/vnd.sqlite3'],
  ['\xd9\xd5\x05\xf9\x20\xa1\x63\xd7', 'sqlite-log', 'application/vnd.sqlite3'],
  ['PAR1', 'parquet', 'application/vnd.apache.parquet', (h) => control(h, 4)],
  ['Obj\x01', 'avro', 'application/vnd.apache.avro'],
  ['ORC', 'orc', 'application/vnd.apache.orc', (h) => control(h, 3)],
  ['ARROW1\0\0', 'arrow', 'application/vnd.apache.arrow.file'],
  ['\x89HDF\r\n\x1a\n', 'hdf5', 'application/x-hdf5'],
  ['!BDN', 'pst', 'application/vnd.ms-outlook-pst', (h) => (h[8] === 0x53 && h[9] === 0x4d) || h.length < 10],
  ['\0\x01\0\0Standard ????DB\0', 'access', 'application/vnd.ms-access'],
  ['REDIS0', 'rdb', 'application/x-redis-dump', (h) => decimal(h, 6, 3)],
  ['\x6d\xe2\x99\x81', 'bson', 'application/bson'],
  ['\x78\x9f\x3e\x22', 'tnef', 'application/vnd.ms-tnef'],
  ['PGDMP', 'pgdump', 'application/x-pg-dump', (h) => control(h, 5)],
  ['ITSF\x03\0\0\0', 'chm', 'application/vnd.ms-htmlhelp'],
  ['ElfFile\0', 'evtx', 'application/x-ms-evtx'],
  ['regf', 'registry', 'application/x-ms-registry', (h) => hasNul(h, 4, 32)],
  // Worksheets before compound files: BIFF2-8 begins with BOF, Lotus with its version
  ['\x09\0\x04\0', 'biff', 'application/vnd.ms-excel', (h) => h[7] === 0],
  ['\x09\x02\x06\0', 'biff', 'application/vnd.ms-excel', (h) => h[7] === 0],
  ['\x09\x04\x06\0', 'biff', 'application/vnd.ms-excel', (h) => h[7] === 0],
  ['\x09\x08\x08\0\0\x05', 'biff', 'application/vnd.ms-excel'],
  ['\x09\x08\x10\0\0\x06', 'biff', 'application/vnd.ms-excel'],
  ['\0\0\x02\0?\x04', 'lotus', 'application/vnd.lotus-1-2-3'],
  ['\0\0\x1a\0?\x10\x04\0', 'lotus', 'application/vnd.lotus-1-2-3'],
  ['\0\0\x02\0\x01\x10', 'lotus', 'application/vnd.quattro-pro'],
  // Archives and compressed streams
  ['PK\x03\x04', 'zip', 'application/zip'],
  ['PK\x05\x06', 'zip', 'application/zip'],
  ['PK\x07\x08PK', 'zip', 'application/zip'],
  ['\x1f\x8b\x08', 'gzip', 'application/gzip'],
  ['BZh?1AY&SY', 'bzip2', 'application/x-bzip2'],
  ['BZh?\x17\x72\x45\x38\x50\x90', 'bzip2', 'application/x-bzip2'],
  ['\xfd7zXZ\0', 'xz', 'application/x-xz'],
  ['\x28\xb5\x2f\xfd', 'zstd', 'application/zstd'],
  ['7z\xbc\xaf\x27\x1c', '7z', 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 'rar', 'application/vnd.rar'],
  ['\x04\x22\x4d\x18', 'lz4', 'application/x-lz4'],
  ['LZIP\x01', 'lzip', 'application/x-lzip'],
  ['\x02\x21\x4c\x18', 'lz4', 'application/x-lz4'],
  ['\x5d\0\0??', 'lzma', 'application/x-lzma', isLzma],
  ['\x1f\x9d', 'compress', 'application/x-compress', (h) => (h[2] ?? 0) >= 0x80],
  ['\xff\x06\0\0sNaPpY', 'snappy', 'application/x-snappy-framed'],
  ['MSCF\0\0\0\0', 'cab', 'application/vnd.ms-cab-compressed'],
  ['??-lh?-', 'lzh', 'application/x-lzh-compressed'],
  ['\x60\xea', 'arj', 'application/x-arj', (h) => (h[10] ?? 9) <= 8 && hasNul(h, 2, 40)],
  ['MSWIM\0\0\0', 'wim', 'application/x-ms-wim'],
  ['xar!\0\x1c', 'xar', 'application/x-xar'],
  ['!<arch>\n', 'ar', 'application/x-archive'],
  ['\xed\xab\xee\xdb', 'rpm', 'application/x-rpm'],
  [
    '07070',
    'cpio',
    'application/x-cpio',
    (h) => h[5] !== undefined && /^[127][0-9A-Fa-f]{30}/.test(latin1(h, 5, 40)),
  ],
  // Pictures, sound, video, fonts
  ['\x89PNG\r\n\x1a\n', 'png', 'image/png'],
  ['\xff\xd8\xff', 'jpeg', 'image/jpeg', (h) => h.length < 4 || (h[3]! >= 0xc0 && h[3]! !== 0xff)],
  ['GIF87a', 'gif', 'image/gif'],
  ['GIF89a', 'gif', 'image/gif'],
  ['BM????\0\0\0\0', 'bmp', 'image/bmp'],
  ['II*\0', 'tiff', 'image/tiff'],
  ['MM\0*', 'tiff', 'image/tiff'],
  ['II+\0\x08\0', 'tiff', 'image/tiff'],
  ['MM\0+\0\x08', 'tiff', 'image/tiff'],
  ['RIFF????WEBP', 'webp', 'image/webp'],
  ['RIFF????WAVE', 'wav', 'audio/wav'],
  ['RIFF????AVI ', 'avi', 'video/x-msvideo'],
  ['8BPS\0\x01', 'psd', 'image/vnd.adobe.photoshop'],
  [
    '\0\0\x01\0',
    'ico',
    'image/vnd.microsoft.icon',
    (h) => h[5] === 0 && h[4] !== 0 && h[9] === 0 && h.length > 21,
  ],
  ['\0\0\0\x0cjP  \r\n', 'jp2', 'image/jp2'],
  ['AT&TFORM', 'djvu', 'image/vnd.djvu'],
  ['????ftyphei', 'heic', 'image/heic'],
  ['????ftypmif1', 'heic', 'image/heic'],
  ['????ftypavif', 'avif', 'image/avif'],
  ['????ftyp', 'mp4', 'video/mp4', (h) => h[0] === 0],
  ['\x1a\x45\xdf\xa3', 'matroska', 'video/x-matroska'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf', 'video/x-ms-asf'],
  ['FLV\x01', 'flv', 'video/x-flv'],
  ['\0\0\x01\xba', 'mpeg', 'video/mpeg'],
  ['ID3', 'mp3', 'audio/mpeg', (h) => (h[3] ?? 255) <= 4 && (h[4] ?? 255) === 0],
  ['\xff\xfb', 'mp3', 'audio/mpeg', mp3Frame],
  ['\xff\xf3', 'mp3', 'audio/mpeg', mp3Frame],
  ['\xff\xfa', 'mp3', 'audio/mpeg', mp3Frame],
  ['OggS\0', 'ogg', 'application/ogg'],
  ['fLaC\0', 'flac', 'audio/flac'],
  ['#!AMR', 'amr', 'audio/amr'],
  ['MThd\0\0\0\x06', 'midi', 'audio/midi'],
  ['wOFF', 'font', 'font/woff', (h) => hasNul(h, 4, 44)],
  ['wOF2', 'font', 'font/woff2', (h) => hasNul(h, 4, 48)],
  ['OTTO\0', 'font', 'font/otf'],
  ['ttcf\0', 'font', 'font/collection'],
  ['\0\x01\0\0\0', 'font', 'font/ttf', (h) => (h[5] ?? 0) >= 4 && (h[5] ?? 255) <= 64 && isTag(h, 12)],
  // Programs
  ['\x7fELF', 'elf', 'application/x-elf'],
  ['MZ', 'pe', 'application/vnd.microsoft.portable-executable', (h) => h.length >= 32 && hasNul(h, 2, 64)],
  ['\xca\xfe\xba\xbe', 'class', 'application/java-vm', (h) => (h[7] ?? 0) >= 43 || h.length < 8],
  ['\xca\xfe\xba\xbe', 'macho', 'application/x-mach-binary'],
  ['\xcf\xfa\xed\xfe', 'macho', 'application/x-mach-binary'],
  ['\xce\xfa\xed\xfe', 'macho', 'application/x-mach-binary'],
  ['\xfe\xed\xfa\xcf', 'macho', 'application/x-mach-binary'],
  ['\0asm', 'wasm', 'application/wasm'],
  ['?\r\r\n\0\0\0\0', 'pyc', 'application/x-python-code'],
  ['\xde\x12\x04\x95\0', 'mo', 'application/x-gettext-translation'],
  ['dex\n03', 'dex', 'application/vnd.android.dex'],
  // Disks, captures, numeric data
  ['KDMV', 'vmdk', 'application/x-vmdk', (h) => hasNul(h, 4, 16)],
  ['QFI\xfb', 'qcow2', 'application/x-qemu-disk'],
  ['vhdxfile', 'vhdx', 'application/x-vhdx'],
  ['conectix\0', 'vhd', 'application/x-vhd'],
  ['\xd4\xc3\xb2\xa1', 'pcap', 'application/vnd.tcpdump.pcap'],
  ['\xa1\xb2\xc3\xd4', 'pcap', 'application/vnd.tcpdump.pcap'],
  ['\x0a\x0d\x0d\x0a', 'pcapng', 'application/x-pcapng', (h) => hasNul(h, 4, 12)],
  ['\x93NUMPY', 'npy', 'application/x-npy'],
];

/** Closed content: [signature, way, media type, further test]. */
const ENCRYPTED: readonly (readonly [string, Encryption, string, Test?])[] = [
  ['Salted__', 'openssl-salted', 'application/x-openssl-salted'],
  ['LUKS\xba\xbe', 'luks', 'application/x-luks'],
  ['???-FVE-FS-', 'bitlocker', 'application/x-bitlocker'],
  ['PARE', 'parquet', 'application/vnd.apache.parquet', (h) => hasNul(h, 4, 8)],
  ['\x03\xd9\xa2\x9a', 'keystore', 'application/x-keepass'],
  ['\xfe\xed\xfe\xed\0\0\0', 'keystore', 'application/x-java-keystore'],
  ['\x30\x82??\x02\x01\x03\x30', 'keystore', 'application/x-pkcs12'],
  ['\x30\x80\x02\x01\x03\x30', 'keystore', 'application/x-pkcs12'],
  ['\xce\xce\xce\xce\0\0\0', 'keystore', 'application/x-java-keystore'],
  ['????????KBXf', 'keystore', 'application/x-gnupg-keybox'],
  ['\0GITCRYPT\0', 'git-crypt', 'application/x-git-crypt'],
  ['encrcdsa', 'dmg', 'application/x-apple-diskimage'],
  ['\xc0\xb9\x07\x2e\x4f\x93\xf1\x46\xa0\x15\x79\x2c\xa1\xd9\xe8\x21', 'axcrypt', 'application/x-axcrypt'],
];

/** A CMS ContentInfo (RFC 5652, 3) of one kind, its length in any form of DER. */
function cmsSignatures(kind: number): string[] {
  const oid = `\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07${String.fromCharCode(kind)}`;
  return ['\x80', '\x82??', '\x83???', '\x84????'].map((length) => `\x30${length}${oid}`);
}
const CMS_SIGNED = cmsSignatures(2);
const CMS_ENVELOPED = cmsSignatures(3);

/** The same written as text. Leading white space is allowed. */
const ARMOURED: readonly (readonly [string, Encryption, string])[] = [
  ['-----BEGIN PGP MESSAGE-----', 'pgp', 'application/pgp-encrypted'],
  ['-----BEGIN AGE ENCRYPTED FILE-----', 'age', 'application/x-age'],
  ['age-encryption.org/v1', 'age', 'application/x-age'],
  ['U2FsdGVkX1', 'openssl-salted', 'application/x-openssl-salted'],
  ['$ANSIBLE_VAULT;', 'ansible-vault', 'application/x-ansible-vault'],
];

/** Tells what a file is from its first bytes (4 KB are enough), never from its name. Never throws. */
export function sniffType(bytes: Uint8Array): FileType {
  const head = bytes.subarray(0, HEAD);
  for (const [signature, encrypted, mediaType, test] of ENCRYPTED) {
    if (starts(head, signature) && (test?.(head) ?? true)) {
      return { kind: 'binary', format: encrypted, mediaType, encrypted };
    }
  }
  if (pgpPacket(head)) {
    return { kind: 'binary', format: 'pgp', mediaType: 'application/pgp-encrypted', encrypted: 'pgp' };
  }
  if (signedPacket(head)) return { kind: 'binary', format: 'pgp', mediaType: 'application/pgp-signature' };

  if (CMS_ENVELOPED.some((signature) => starts(head, signature))) {
    return { kind: 'binary', format: 'smime', mediaType: 'application/pkcs7-mime', encrypted: 'smime' };
  }
  if (CMS_SIGNED.some((signature) => starts(head, signature))) {
    return { kind: 'binary', format: 'cms', mediaType: 'application/pkcs7-mime' };
  }
  for (const [signature, format, mediaType, test] of SIGNATURES) {
    if (starts(head, signature) && (test?.(head) ?? true)) return refine(head, format, mediaType);
  }
  if (latin1(bytes, ISO_DESCRIPTOR, ISO_DESCRIPTOR + 6) === '\x01CD001') {
    return { kind: 'binary', format: 'iso', mediaType: 'application/x-iso9660-image' };
  }
  return byStructure(head) ?? textType(head);
}

function refine(head: Uint8Array, format: string, mediaType: string): FileType {
  if (format === 'zip') return zipType(head);
  if (format === 'ole2' && includes(head, utf16('EncryptedPackage'))) {
    return { kind: 'binary', format, mediaType, encrypted: 'office' };
  }
  return { kind: 'binary', format, mediaType };
}

/** What a zip holds shows in the names of its first members. */
function zipType(head: Uint8Array): FileType {
  const names: string[] = [];
  for (let at = 0; names.length < 64 && at + 30 <= head.length; at = nextLocalHeader(head, at + 30)) {
    const length = head[at + 26]! | (head[at + 27]! << 8);
    names.push(latin1(head, at + 30, at + 30 + length));
  }
  const is = (format: string, mediaType: string): FileType => ({ kind: 'binary', format, mediaType });
  const encrypted = (head[6]! & 1) === 1 && starts(head, 'PK\x03\x04');
  if (encrypted) return { kind: 'binary', format: 'zip', mediaType: 'application/zip', encrypted: 'zip' };
  if (names[0] === 'mimetype') {
    const mime = /^application\/[\w.+-]+/.exec(latin1(head, 38, 120))?.[0] ?? 'application/zip';
    if (mime.includes('opendocument')) return is('odf', mime.replace(/PK$/, ''));
    if (mime.includes('epub')) return is('epub', 'application/epub+zip');
  }
  if (names.some((name) => name === 'OFD.xml')) return is('ofd', 'application/ofd');
  if (names.some((name) => /^(?:\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|docProps\/)/.test(name))) {
    return is('ooxml', 'application/vnd.openxmlformats-officedocument');
  }
  return is('zip', 'application/zip');
}

function nextLocalHeader(head: Uint8Array, from: number): number {
  for (let at = from; at + 30 <= head.length; at++) {
    if (head[at] === 0x50 && head[at + 1] === 0x4b && head[at + 2] === 3 && head[at + 3] === 4) return at;
  }
  return head.length;
}

/** Formats whose signature is not at the beginning, or is more of a shape. */
function byStructure(head: Uint8Array): FileType | null {
  if (isTar(head)) return { kind: 'binary', format: 'tar', mediaType: 'application/x-tar' };
  if (isBson(head)) return { kind: 'binary', format: 'bson', mediaType: 'application/bson' };
  if (isDbf(head)) return { kind: 'binary', format: 'dbf', mediaType: 'application/vnd.dbf' };
  // Readers accept a PDF header anywhere in the first kilobyte; a text that talks about PDF has no object behind it.
  const start = latin1(head, 0, 1024).indexOf('%PDF-');
  if (start > 0 && /\b\d{1,10} \d{1,5} obj\b/.test(latin1(head, start, head.length))) {
    return { kind: 'binary', format: 'pdf', mediaType: 'application/pdf' };
  }
  return null;
}

/** The checksum of the header block holds: the sum of its bytes, its own field taken as spaces (POSIX.1-1988 ustar). */
function isTar(head: Uint8Array): boolean {
  if (head.length < 512 || head[0] === 0) return false;
  const field = /^[ 0]*([0-7]{1,7})[ \0]/.exec(latin1(head, 148, 156));
  if (field === null) return false;
  let sum = 0;
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : head[i]!;
  return sum === Number.parseInt(field[1]!, 8);
}

/** dBASE: version, date of last change, header length that fits 32-byte field descriptors, a field name, reserved zeros. */
function isDbf(head: Uint8Array): boolean {
  if (
    head.length < 65 ||
    ![0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8b, 0x8e, 0xcb, 0xf5].includes(head[0]!)
  ) {
    return false;
  }
  const header = head[8]! | (head[9]! << 8);
  const record = head[10]! | (head[11]! << 8);
  const dated = head[2]! <= 12 && head[3]! <= 31;
  return (
    dated &&
    header >= 65 &&
    record >= 2 &&
    head[12] === 0 &&
    head[13] === 0 &&
    /^[CNDLFMTIBYGPO0@+VQW]$/.test(latin1(head, 43, 44))
  );
}

/** A document of BSON: its length, then elements of known types with names; one that is longer begins with `_id`. */
function isBson(head: Uint8Array): boolean {
  if (head.length < 8) return false;
  const size = head[0]! | (head[1]! << 8) | (head[2]! << 16) | (head[3]! << 24);
  if (size < 8 || size > 0x3000000 || head[4]! === 0 || head[4]! > 0x13) return false;
  const name = /^[^\0-\x1f]{1,200}\0/.exec(latin1(head, 5, 300));
  if (name === null) return false;
  return (
    name[0] === '_id\0' ||
    (size <= head.length &&
      head[size - 1] === 0 &&
      (size === head.length || hasNul(head, size + 2, size + 4)))
  );
}

/** A public-key or symmetric-key encrypted session key, or an encrypted data packet (RFC 9580, 5.1, 5.3, 5.13). */
function pgpPacket(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const tag = head[0]!;
  const oldFormat = (tag & 0xc0) === 0x80;
  if (tag < 0x80) return false;
  const packet = oldFormat ? (tag >> 2) & 0x0f : tag & 0x3f;
  let at: number;
  let length: number;
  if (oldFormat) {
    const size = tag & 3;
    if (size > 1) return false;
    at = size === 0 ? 2 : 3;
    length = size === 0 ? head[1]! : (head[1]! << 8) | head[2]!;
  } else {
    at = head[1]! < 192 ? 2 : 3;
    length = head[1]! < 192 ? head[1]! : ((head[1]! - 192) << 8) + head[2]! + 192;
  }
  const version = head[at]!;
  if (packet === 1) {
    const algorithm = head[at + 9]!;
    return version === 3 && length >= 60 && length <= 2200 && [1, 2, 16, 18, 25, 26].includes(algorithm);
  }
  if (packet === 3) {
    return (
      (version === 4 || version === 5) &&
      length >= 4 &&
      length < 120 &&
      head[at + 1]! <= 13 &&
      head[at + 1]! > 0
    );
  }
  return false;
}

/** A compressed packet, or a one-pass signature in front of what is signed (RFC 9580, 5.6, 5.4). */
function signedPacket(head: Uint8Array): boolean {
  if (head[0] === 0xa3) return head[1]! >= 1 && head[1]! <= 3 && head.length > 8;
  return (head[0] === 0x90 || head[0] === 0xc4) && head[1] === 13 && head[2] === 3 && head[3]! <= 1;
}

/** LZMA without a container: a dictionary size that is a power of two, and a size that is unknown or believable. */
function isLzma(head: Uint8Array): boolean {
  if (head.length < 14) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const dictionary = view.getUint32(1, true);
  const high = view.getUint32(9, true);
  return (
    dictionary >= 4096 &&
    (dictionary & (dictionary - 1)) === 0 &&
    head[13] === 0 &&
    (high === 0xffffffff ? view.getUint32(5, true) === high : high < 256)
  );
}

function textType(head: Uint8Array): FileType {
  const bom = starts(head, '\xef\xbb\xbf') ? 3 : 0;
  const text = latin1(head, bom, bom + 512).trimStart();
  for (const [opening, encrypted, mediaType] of ARMOURED) {
    if (text.startsWith(opening)) return { kind: 'text', format: encrypted, mediaType, encrypted };
  }
  if (/^BEGIN:V(?:CARD|CALENDAR)\s/i.test(text))
    return { kind: 'text', format: 'vcard', mediaType: 'text/vcard' };
  if (/^ID;P[^\r\n]*[\r\n]+[A-Z];/.test(text))
    return { kind: 'text', format: 'sylk', mediaType: 'application/x-sylk' };
  if (/^TABLE\r?\n0,1\r?\n"/.test(text))
    return { kind: 'text', format: 'dif', mediaType: 'application/x-dif' };
  const start = latin1(head, bom, HEAD);
  if (FROM_LINE.test(start)) return { kind: 'text', format: 'mbox', mediaType: 'application/mbox' };
  if (isMessage(start.trimStart())) return { kind: 'text', format: 'eml', mediaType: 'message/rfc822' };
  return markupType(head) ?? { kind: 'text' };
}

/** MPEG audio frame header: layer III, a real bit rate and sampling rate, then bytes that are not text. */
function mp3Frame(head: Uint8Array): boolean {
  const rates = head[2] ?? 0xff;
  return rates >> 4 !== 0 && rates >> 4 !== 15 && ((rates >> 2) & 3) !== 3 && hasNul(head, 3, 64);
}

function starts(head: Uint8Array, signature: string): boolean {
  if (head.length < signature.length) return false;
  for (let i = 0; i < signature.length; i++) {
    const want = signature.charCodeAt(i);
    if (want !== 0x3f && head[i] !== want) return false;
  }
  return true;
}

function latin1(head: Uint8Array, from: number, to: number): string {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString(
    'latin1',
    from,
    Math.min(to, head.length),
  );
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function includes(head: Uint8Array, part: Buffer): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes(part);
}

function hasNul(head: Uint8Array, from: number, to: number): boolean {
  return head.subarray(from, to).includes(0);
}

/** A control character that text does not hold. */
function control(head: Uint8Array, at: number): boolean {
  const byte = head[at];
  return byte !== undefined && byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13;
}

function decimal(head: Uint8Array, at: number, length: number): boolean {
  return /^\d+$/.test(latin1(head, at, at + length));
}

/** Four printable characters, as in the table directory of a font. */
function isTag(head: Uint8Array, at: number): boolean {
  return /^[A-Za-z0-9/ ]{4}$/.test(latin1(head, at, at + 4));
}
