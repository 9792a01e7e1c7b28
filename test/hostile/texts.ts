import { type Hostile, P, P2, PEOPLE } from './hostile.js';

const ID = PEOPLE[0]!.slice(-18);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (text: string) => utf16(text).swap16();
const some = (text: string) => text.repeat(20);
const complete = { status: ['complete'] as const, reasons: [] as const };

/** P with its first byte at this place. */
function at(place: number): Buffer {
  const line = 'x'.repeat(79);
  const filler = `${line}\n`.repeat(Math.ceil(place / 80)).slice(0, place - 1);
  return Buffer.from(`${filler}\n${P}${`${line}\n`.repeat(900)}`);
}

/** Strings that naive patterns take for ever over. */
const PUMPS: readonly string[] = [
  'A',
  'a@',
  '1',
  '1 ',
  '1-',
  ' ',
  '\t',
  '(((',
  'http://a.',
  'a.b.',
  '王',
  '省市区',
  '=',
  '"',
  '\\',
  '--------',
];

export const TEXTS: readonly Hostile[] = [
  { name: 'empty', bytes: () => Buffer.alloc(0), ...complete, finds: 0 },
  {
    name: 'one-nul.txt',
    bytes: () => Buffer.from(`${some('正常的文字\n')}\0${P}`),
    status: ['complete', 'partial'],
    finds: 1,
  },
  { name: 'utf-16le.txt', bytes: () => utf16(some(P)), ...complete, finds: 1 },
  { name: 'utf-16be.txt', bytes: () => swapped(some(P)), ...complete, finds: 1 },
  {
    name: 'utf-16-odd.txt',
    bytes: () => Buffer.concat([utf16(`\ufeff${P}`), Buffer.of(0x41)]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  { name: 'bom-inside.txt', bytes: () => Buffer.from(`文字\n\ufeff${P}`), ...complete, finds: 1 },
  {
    name: 'overlong.txt',
    bytes: () => Buffer.concat([Buffer.of(0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0x0a), Buffer.from(some(P))]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'surrogate.txt',
    bytes: () => Buffer.concat([Buffer.from(P), Buffer.of(0xed, 0xa0, 0x80, 0x0a), Buffer.from(P2)]),
    status: ['complete', 'partial'],
    finds: 2,
  },
  {
    name: 'latin-1.txt',
    bytes: () =>
      Buffer.concat([Buffer.from('Stra\xdfe M\xfcller\n', 'latin1'), Buffer.from(`ID card: ${ID}\n`)]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  ...[65_536 - 60, 65_536 - 25, 65_536 - 9, 65_536, (1 << 20) - 30, 1 << 20].map(
    (place): Hostile => ({ name: `boundary-${place}.txt`, bytes: () => at(place), ...complete, finds: 1 }),
  ),
  {
    name: 'one-line.json',
    bytes: () => Buffer.from(`[${'{"a":"x","b":[1,2,3]},'.repeat(400_000)}{"身份证号":"${ID}"}]`),
    ...complete,
    finds: 1,
  },
  {
    name: 'deep.json',
    bytes: () => Buffer.from(`${'['.repeat(300_000)}"身份证号：${ID}"`),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'unclosed.csv',
    bytes: () => Buffer.from(`姓名,身份证号\n"王小明,${ID}\n${'张三,x,"y"\n'.repeat(200_000)}`),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'wide.csv',
    bytes: () =>
      Buffer.from(
        `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')},身份证号\n${','.repeat(20_000)}${ID}\n`,
      ),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'long-line.txt',
    bytes: () => Buffer.from(`${'x'.repeat(5_000_000)} 身份证号：${ID} ${'y'.repeat(5_000_000)}`),
    ...complete,
    finds: 1,
  },
  ...PUMPS.map(
    (pump, i): Hostile => ({
      name: `pump-${i}.txt`,
      bytes: () => Buffer.from(`${pump.repeat(100_000 / pump.length)}\n${P}`),
      status: ['complete', 'partial'],
      finds: 1,
    }),
  ),
  {
    name: 'markup.txt',
    bytes: () =>
      Buffer.from(`<script>alert(1)</script>{{7*7}}\x1b]52;c;x\x07\u2028]]>\`\`\` =cmd|' /c calc'!A1\n${P}`),
    status: ['complete', 'partial'],
    finds: 1,
  },
];
