import type { Encoding } from './charset.js';
import { detectEncoding } from './encoding.js';
import type { PartOutput } from './extractor.js';
import { Flow } from './flow.js';
import { decodeBytes, encodingOf } from './markup-text.js';
import { type PackedFile, readOle1Object } from './ole-package.js';
import type { RtfHandler } from './rtf-reader.js';

/** Where the text of a group goes. */
type Destination =
  | { readonly kind: 'text' }
  | { readonly kind: 'skip' | 'fonts' | 'picture' | 'object' }
  /** Apart from the body: headers, notes, boxes. */
  | { readonly kind: 'aside'; readonly side: string | undefined }
  /** Collected whole: properties, field codes, names. */
  | { readonly kind: 'line'; readonly side: string; readonly label: string };

const TEXT: Destination = { kind: 'text' };
const SKIP: Destination = { kind: 'skip' };
const aside = (side?: string): Destination => ({ kind: 'aside', side });
const line = (side: string, label = ''): Destination => ({ kind: 'line', side, label });

/** A property of the user's own: its name, then its value. */
const PROPERTY_NAME = line('properties');
const PROPERTY_VALUE = line('properties');

const DESTINATIONS = new Map<string, Destination>([
  ['fonttbl', { kind: 'fonts' }],
  ['pict', { kind: 'picture' }],
  ['objdata', { kind: 'object' }],
  ...(
    'colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl ' +
    'mmathPr nonshppict nonesttables revtbl pgptbl bkmkstart bkmkend objclass objalias listname listtext pntext pn pnseclvl ' +
    'panose falt fontemb fontfile blipuid wgrffmtfilter filetbl sp sn atrfstart atrfend atndate atnref creatim revtim printim buptim ' +
    'listlevel leveltext levelnumbers oldcprops oldpprops oldtprops oldsprops fldtype datafield passwordhash background pgdsctbl'
  )
    .split(' ')
    .map((word) => [word, SKIP] as const),
  ...'header headerl headerr headerf'.split(' ').map((word) => [word, aside('header')] as const),
  ...'footer footerl footerr footerf'.split(' ').map((word) => [word, aside('footer')] as const),
  ['footnote', aside('footnotes')],
  ['annotation', aside('comments')],
  ['shptxt', aside()],
  ['atnauthor', line('authors', 'author')],
  ['atnid', line('authors', 'author')],
  ['fldinst', line('fields')],
  ['ffdeftext', line('fields')],
  ['ffname', line('fields')],
  ['ffl', line('fields')],
  ['ffhelptext', line('fields')],
  ['ffstattext', line('fields')],
  ['docvar', line('variables')],
  ['propname', PROPERTY_NAME],
  ['staticval', PROPERTY_VALUE],
  ['linkval', line('properties')],
  ['wgrffmtfilter', SKIP],
  ...'title subject author operator manager company category keywords comment doccomm hlinkbase'
    .split(' ')
    .map((word) => [word, line('properties', word)] as const),
]);
/** Ignorable destinations whose content belongs to what is around them. */
const TRANSPARENT = new Set(
  'shppict shpinst shprslt nesttableprops field fldrslt object result info userprops formfield ud background do dptxbxtext'.split(
    ' ',
  ),
);
/** Words that mean a destination only inside of \info; elsewhere they format. */
const INFO_ONLY = new Set(
  'title subject author operator manager company category keywords comment doccomm hlinkbase'.split(' '),
);

const CHARSETS = new Map<number, Encoding>([
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gb18030'],
  [136, 'big5'],
  [204, 'windows-1251'],
]);
const SYMBOLS = new Map<string, string>([
  ['~', ' '],
  ['_', '-'],
  ['-', ''],
  ['tab', '\t'],
  ['line', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
]);

/** Groups in groups whose properties are kept apart; what is deeper shares the last ones. */
const DEPTH = 4096;
/** Hexadecimal digits of objects and pictures held in memory. */
const KEPT = 128 << 20;
const LINE = 1 << 16;
const TEXT_FLUSH = 1 << 14;

interface Group {
  destination: Destination;
  /** The destination began with this group. */
  begins: boolean;
  ignorable: boolean;
  info: boolean;
  skipAfterUnicode: number;
  font: number;
  deleted: boolean;
  inserted: boolean;
  inTable: boolean;
  level: number;
  /** Of a collecting destination. */
  collected: string;
}

/** Walks over the tokens of a Rich Text document. */
export class RtfMarkup implements RtfHandler {
  readonly #flow: Flow;
  readonly #groups: Group[] = [
    {
      destination: TEXT,
      begins: false,
      ignorable: false,
      info: false,
      skipAfterUnicode: 1,
      font: -1,
      deleted: false,
      inserted: false,
      inTable: false,
      level: 1,
      collected: '',
    },
  ];
  #deeper = 0;
  /** Characters that stand for the last \u where Unicode is not understood. */
  #skipping = 0;
  #bytes: number[] = [];
  #lead = false;
  #unicode = '';
  readonly #fonts = new Map<number, Encoding>();
  #font = 0;
  #property = '';
  #codePage: Encoding | undefined;
  /** What is open: the table, its row and cell, a table in that cell and its cell. */
  #table = false;
  #row = false;
  #cell = false;
  #nested = false;
  #nestedCell = false;
  #hex: string[] = [];
  #raw: Buffer[] = [];
  #kept = 0;
  #files: PackedFile[] = [];
  #count = 0;

  constructor(private readonly out: PartOutput) {
    this.#flow = new Flow(out, '');
  }

  /** Objects and pictures that have been read since the last call. */
  takeFiles(): PackedFile[] {
    return this.#files.splice(0);
  }

  get awaitsTrail(): boolean {
    return this.#lead;
  }

  openGroup(): void {
    this.#decode();
    this.#skipping = 0;
    if (this.#groups.length >= DEPTH) {
      this.#deeper++;
      return;
    }
    this.#groups.push({ ...this.#group, begins: false, ignorable: false, collected: '' });
  }

  closeGroup(): void {
    this.#settle();
    this.#skipping = 0;
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    if (this.#groups.length === 1) return;
    const group = this.#groups.pop()!;
    const { destination } = group;
    if (!group.begins) {
      // What groups inside of a collected text hold belongs to it.
      const outer = this.#group;
      if (destination.kind === 'line' && outer.destination === destination) {
        const gap = destination.side === 'variables' && outer.collected !== '' ? ': ' : '';
        outer.collected = (outer.collected + gap + group.collected).slice(0, LINE);
      }
      return;
    }
    if (destination.kind === 'aside') this.#flow.closeAside();
    else if (destination.kind === 'line') {
      const text = group.collected.trim();
      if (destination === PROPERTY_NAME) this.#property = text;
      else if (text !== '') {
        const label = destination === PROPERTY_VALUE ? this.#property : destination.label;
        this.#flow.side(destination.side, label === '' ? text : `${label}: ${text}`);
      }
    } else if (destination.kind === 'picture' || destination.kind === 'object')
      this.#endFile(destination.kind);
  }

  control(word: string, value: number | undefined): void {
    if (this.#skipping > 0 && word !== 'u') {
      this.#skipping--;
      return;
    }
    const group = this.#group;
    switch (word) {
      case '*':
        group.ignorable = true;
        return;
      case 'u': {
        this.#decode();
        const code = value ?? 0;
        this.#unicode += String.fromCharCode(code < 0 ? code + 65536 : code);
        this.#skipping = group.skipAfterUnicode;
        return;
      }
      case 'uc':
        group.skipAfterUnicode = Math.min(Math.max(0, value ?? 1), 16);
        return;
      case 'ansicpg':
        this.#codePage = encodingOf(String(value)) ?? encodingOf(`windows-${value}`);
        return;
      case 'f':
      case 'af':
        this.#decode();
        if (group.destination.kind === 'fonts') this.#font = value ?? 0;
        else if (word === 'f') group.font = value ?? -1;
        return;
      case 'fcharset': {
        const encoding = CHARSETS.get(value ?? 0);
        if (encoding !== undefined && this.#fonts.size < 10_000) this.#fonts.set(this.#font, encoding);
        return;
      }
      case 'plain':
        this.#settle();
        group.deleted = false;
        group.inserted = false;
        return;
      case 'deleted':
        this.#settle();
        group.deleted = value !== 0;
        return;
      case 'revised':
        this.#settle();
        group.inserted = value !== 0;
        return;
    }
    if (this.#destination(group, word)) return;
    if (group.destination.kind === 'skip') return;
    const symbol = SYMBOLS.get(word);
    if (symbol !== undefined) {
      this.#decode();
      this.#unicode += symbol;
      return;
    }
    if (group.destination.kind === 'text' || group.destination.kind === 'aside')
      this.#structure(group, word, value);
    else if (word === 'par') this.#unicode += ' ';
  }

  byte(value: number, escaped: boolean): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      return;
    }
    const { kind } = this.#group.destination;
    if (kind === 'skip' || kind === 'fonts') return;
    if (kind === 'picture' || kind === 'object') {
      if (++this.#kept <= KEPT) {
        this.#hex.push(String.fromCharCode(value));
        if (this.#hex.length >= 1 << 15) this.#packHex();
      }
      return;
    }
    if (this.#unicode !== '') this.#settle();
    this.#bytes.push(value);
    this.#lead = !escaped && !this.#lead && value > 0x80 && isDouble(this.#encoding());
    if (this.#bytes.length >= TEXT_FLUSH && value < 0x40) this.#settle();
  }

  binary(bytes: Uint8Array): void {
    const { kind } = this.#group.destination;
    if (kind !== 'picture' && kind !== 'object') return;
    this.#kept += bytes.length;
    if (this.#kept > KEPT) return;
    this.#packHex();
    this.#raw.push(Buffer.from(bytes));
  }

  end(): void {
    this.#settle();
    if (this.#groups.length > 1) this.out.issue('malformed', 'ends inside of a group: cut off, or damaged');
    while (this.#groups.length > 1) this.closeGroup();
    this.#flow.end();
    if (this.#kept > KEPT)
      this.out.issue('too-large', `pictures and objects of more than ${KEPT} bytes are not read`);
  }

  get #group(): Group {
    return this.#groups.at(-1)!;
  }

  /** Whether the word begins a destination; the group's text goes there from now on. */
  #destination(group: Group, word: string): boolean {
    if (word === 'info') {
      group.info = true;
      return true;
    }
    const { ignorable } = group;
    group.ignorable = false;
    if (TRANSPARENT.has(word)) return true;
    const known = INFO_ONLY.has(word) && !group.info ? undefined : DESTINATIONS.get(word);
    if (known === undefined && !ignorable) return false;
    if (group.destination.kind === 'skip') return true;
    this.#settle();
    // What nobody knows may hold text all the same.
    this.#enter(group, known ?? aside('other'));
    return true;
  }

  #enter(group: Group, destination: Destination): void {
    if (group.begins || this.#deeper > 0) return;
    group.destination = destination;
    group.begins = true;
    group.inTable = false;
    group.level = 1;
    if (destination.kind === 'aside') this.#flow.openAside(destination.side);
  }

  #structure(group: Group, word: string, value: number | undefined): void {
    const flow = this.#flow;
    switch (word) {
      case 'par':
      case 'sect':
      case 'page':
      case 'column':
        this.#settle();
        flow.paragraph();
        break;
      case 'pard':
        this.#settle();
        group.inTable = false;
        group.level = 1;
        break;
      case 'intbl':
        group.inTable = true;
        break;
      case 'itap':
        this.#settle();
        group.level = value ?? 1;
        group.inTable = (value ?? 1) > 0;
        break;
      case 'trowd':
        this.#settle();
        if (!this.#nested && group.destination.kind === 'text') this.#openRow();
        break;
      case 'cell':
        this.#settle();
        this.#endNested();
        if (group.destination.kind !== 'text') {
          flow.text('\t');
          break;
        }
        this.#openRow();
        if (!this.#cell) flow.openCell();
        flow.closeCell();
        this.#cell = false;
        break;
      case 'row':
        this.#settle();
        this.#endNested();
        if (group.destination.kind !== 'text') flow.paragraph();
        else if (this.#table) flow.closeRow();
        this.#row = false;
        this.#cell = false;
        break;
      case 'nestcell':
        this.#settle();
        if (this.#nested) {
          if (!this.#nestedCell) flow.openCell();
          flow.closeCell();
          this.#nestedCell = false;
        } else flow.text('\t');
        break;
      case 'nestrow':
        this.#settle();
        if (this.#nested) flow.closeRow();
        this.#nestedCell = false;
        break;
    }
  }

  #openRow(): void {
    if (!this.#table) {
      this.#table = true;
      this.#flow.openTable();
    }
    if (!this.#row) {
      this.#row = true;
      this.#flow.openRow();
    }
  }

  #endNested(): void {
    if (!this.#nested) return;
    this.#nested = false;
    this.#nestedCell = false;
    this.#flow.closeTable();
  }

  /** Before text: is it in the table, in a table in it, or behind it? */
  #place(group: Group): void {
    if (group.destination.kind !== 'text') return;
    if (group.inTable) this.#openRow();
    else if (this.#table && !this.#row) {
      this.#flow.closeTable();
      this.#table = false;
    }
    if (!this.#row) return;
    if (!this.#cell) {
      this.#cell = true;
      this.#flow.openCell();
    }
    if (group.level > 1) {
      if (!this.#nested) {
        this.#nested = true;
        this.#flow.openTable();
      }
      if (!this.#nestedCell) {
        this.#nestedCell = true;
        this.#flow.openCell();
      }
    } else this.#endNested();
  }

  /** Hands on the text that waits, by the properties it has. */
  #settle(): void {
    this.#decode();
    const text = this.#unicode;
    if (text === '') return;
    this.#unicode = '';
    const group = this.#group;
    const { destination } = group;
    if (destination.kind === 'line') group.collected = (group.collected + text).slice(0, LINE);
    else if (destination.kind === 'text' || destination.kind === 'aside') {
      this.#place(group);
      if (group.deleted) this.#flow.deleted(text);
      else if (group.inserted) this.#flow.inserted(text);
      else this.#flow.text(text);
    }
  }

  #encoding(): Encoding | undefined {
    return this.#fonts.get(this.#group.font) ?? this.#codePage;
  }

  #decode(): void {
    this.#lead = false;
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    let encoding = this.#encoding();
    if (encoding === undefined || (!isDouble(encoding) && bytes.some((byte) => byte > 0x80))) {
      // Writers who do not say so, or say what is not so.
      const guess = detectEncoding(bytes, true);
      const sure = guess.encoding === 'gb18030' || guess.encoding === 'utf-8' || encoding === undefined;
      if (sure && guess.encoding !== 'unsupported' && guess.invalid === 0) encoding = guess.encoding;
    }
    this.#unicode += decodeBytes(bytes, encoding ?? 'windows-1252');
  }

  #packHex(): void {
    if (this.#hex.length === 0) return;
    const digits = this.#hex.join('').replace(/[^0-9a-fA-F]/g, '');
    const whole = digits.length & ~1;
    this.#raw.push(Buffer.from(digits.slice(0, whole), 'hex'));
    this.#hex = whole < digits.length ? [digits.slice(whole)] : [];
  }

  #endFile(kind: 'picture' | 'object'): void {
    this.#packHex();
    this.#hex = [];
    const bytes = Buffer.concat(this.#raw.splice(0));
    if (bytes.length === 0) return;
    const name = `${kind}${++this.#count}`;
    if (kind === 'picture') this.#files.push({ name, bytes });
    else this.#files.push(readOle1Object(bytes) ?? { name, bytes });
  }
}

function isDouble(encoding: Encoding | undefined): boolean {
  return encoding !== undefined && /^(?:gb18030|big5|shift_jis|euc-kr)$/.test(encoding);
}
