import { mailFacts } from './eml.js';
import type { ExtractContext, PartOutput } from './extractor.js';
import { decodeLabelled, decodeUnlabelled } from './mail-charset.js';
import { decodeField, parseHeader } from './mail-header.js';
import { decompressRtf } from './rtf-compressed.js';

/** Types of properties (MS-OXCDATA, 2.11.1). */
export const PT = {
  long: 0x03,
  object: 0x0d,
  string8: 0x1e,
  unicode: 0x1f,
  time: 0x40,
  binary: 0x102,
  many: 0x1000,
} as const;

/** Properties of Outlook that decide something here (MS-OXPROPS). */
export const PID = {
  subject: 0x0037,
  clientSubmitTime: 0x0039,
  transportHeaders: 0x007d,
  recipientType: 0x0c15,
  senderEmail: 0x0c1f,
  deliveryTime: 0x0e06,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  emailAddress: 0x3003,
  attachData: 0x3701,
  attachShortName: 0x3704,
  attachMethod: 0x3705,
  attachLongName: 0x3707,
  smtpAddress: 0x39fe,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
  senderSmtp: 0x5d01,
} as const;

/** How people call them; the others are shown as "property". */
const LABELS: Readonly<Record<number, string>> = {
  [PID.subject]: 'Subject',
  66: 'From',
  101: 'From',
  3098: 'From',
  [PID.senderEmail]: 'From',
  [PID.senderSmtp]: 'From',
  23810: 'From',
  3586: 'Bcc',
  3587: 'Cc',
  3588: 'To',
  80: 'Reply-To',
  [PID.displayName]: 'Name',
  [PID.emailAddress]: 'E-mail',
  [PID.smtpAddress]: 'E-mail',
  14850: 'Telephone',
  14854: 'Given name',
  14856: 'Business telephone',
  14857: 'Home telephone',
  14865: 'Surname',
  14869: 'Postal address',
  14870: 'Company',
  14871: 'Title',
  14872: 'Department',
  14874: 'Primary telephone',
  14875: 'Business telephone',
  14876: 'Mobile telephone',
  14877: 'Radio telephone',
  14878: 'Car telephone',
  14879: 'Other telephone',
  14884: 'Fax',
  14885: 'Home fax',
  14886: 'Country',
  14887: 'City',
  14888: 'Province',
  14889: 'Street address',
  14890: 'Postal code',
  14895: 'Home telephone',
  14917: 'Name prefix',
  14927: 'Nickname',
  14937: 'Home city',
  14941: 'Home address',
};

/** Identifiers, classes, keys: nothing a person wrote, and much that looks like an address. */
const UNSAID = new Set([
  0x001a, 0x1035, 0x1039, 0x1042, 0x300b, 0x0064, 0x0c1e, 0x3002, 0x0070, 0x0e1d, 0x370e, 0x3712,
]);

export interface MapiValue {
  readonly id: number;
  readonly type: number;
  readonly bytes: Buffer;
}

/** The properties of a message, a recipient, an attachment. */
export class MapiProperties {
  constructor(
    readonly values: readonly MapiValue[],
    /** Encoding of its 8-bit strings. */
    readonly label: string,
  ) {}

  get(id: number): MapiValue | undefined {
    return this.values.find((value) => value.id === id);
  }

  text(id: number): string {
    const value = this.values.find((each) => each.id === id && isString(each.type));
    return value === undefined ? '' : this.textOf(value);
  }

  number(id: number): number | undefined {
    const bytes = this.get(id)?.bytes;
    return bytes === undefined || bytes.length < 4 ? undefined : bytes.readInt32LE(0);
  }

  /** Windows counts tenths of microseconds from 1601. */
  time(id: number): Date | undefined {
    const bytes = this.get(id)?.bytes;
    if (bytes === undefined || bytes.length < 8) return undefined;
    const time = new Date(Number(bytes.readBigInt64LE(0) / 10_000n) - 11_644_473_600_000);
    return Number.isNaN(time.getTime()) ? undefined : time;
  }

  textOf({ type, bytes }: MapiValue): string {
    const text =
      (type & 0xfff) === PT.unicode
        ? bytes.toString('utf16le')
        : (decodeLabelled(bytes, this.label) ?? decodeUnlabelled(bytes));
    return text.replace(/\0+$/, '').replaceAll('\0', ' ');
  }

  /** All strings but `besides`, as labelled lines. */
  lines(besides: ReadonlySet<number>): string[] {
    return this.values
      .filter(({ id, type }) => isString(type) && !besides.has(id) && !UNSAID.has(id))
      .map((value) => `${LABELS[value.id] ?? 'property'}: ${this.textOf(value)}`)
      .filter((line) => !line.endsWith(': '));
  }
}

function isString(type: number): boolean {
  return (type & 0xfff) === PT.unicode || (type & 0xfff) === PT.string8;
}

/** A message of Outlook, wherever it was kept. */
export interface MapiMessage {
  readonly properties: MapiProperties;
  readonly recipients: readonly MapiProperties[];
  readonly attachments: Iterable<MapiAttachment>;
}

export interface MapiAttachment {
  readonly properties: MapiProperties;
  /** What is attached: bytes, or a message. Undefined where it is neither. */
  readonly content: Iterable<Uint8Array> | MapiMessage | undefined;
}

/** Label of a Windows code page, '' = unknown. */
export function codePageLabel(page: number | undefined): string {
  if (page === undefined || page <= 0) return '';
  const named: Readonly<Record<number, string>> = {
    936: 'gbk',
    950: 'big5',
    932: 'shift_jis',
    949: 'euc-kr',
    65001: 'utf-8',
    54936: 'gb18030',
    20936: 'gbk',
    52936: 'hz-gb-2312',
    50220: 'iso-2022-jp',
    1200: 'utf-16le',
  };
  return named[page] ?? `windows-${page}`;
}

const RECIPIENT_KINDS = ['From', 'To', 'Cc', 'Bcc'];
const BODIES: ReadonlySet<number> = new Set([PID.body, PID.html, PID.rtf, PID.transportHeaders]);
const RECIPIENT_KNOWN: ReadonlySet<number> = new Set([PID.displayName, PID.emailAddress, PID.smtpAddress]);
const ATTACHMENT_KNOWN: ReadonlySet<number> = new Set([
  PID.attachLongName,
  PID.attachShortName,
  PID.attachData,
  0x3703,
]);

/** Hands on a message and what is attached to it; its parts are named behind `path` ('' = the part itself). */
export async function writeMessage(
  message: MapiMessage,
  path: string,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  const { properties, recipients } = message;
  const inside = (name: string): string => (path === '' ? name : `${path}!/${name}`);
  const headers = parseHeader(Buffer.from(properties.text(PID.transportHeaders), 'utf8')).fields.map(
    ([name, raw]) => [name, decodeField(raw)] as const,
  );
  const addressed = recipients.map((each) => {
    const kind = RECIPIENT_KINDS[each.number(PID.recipientType) ?? 1] ?? 'To';
    const address = each.text(PID.smtpAddress) || each.text(PID.emailAddress);
    return `${kind}: ${each.text(PID.displayName)} <${address}>`;
  });
  const own = properties.lines(BODIES);
  const sent = headers
    .filter(
      ([name]) =>
        !/^(?:message-id|references|in-reply-to|content-.*|mime-version|thread-.*|dkim-.*|arc-.*)$/i.test(
          name,
        ),
    )
    .map(([name, value]) => `${name}: ${value}`);
  const others = recipients.flatMap((each) => each.lines(RECIPIENT_KNOWN));
  out.text(inside('headers'), [...new Set([...own, ...addressed, ...others, ...sent])].join('\n'));
  if (path === '') {
    const time = properties.time(PID.clientSubmitTime) ?? properties.time(PID.deliveryTime);
    mailFacts(
      [properties.text(PID.senderSmtp), properties.text(PID.senderEmail)],
      addressed.filter((line) => !line.startsWith('From')),
      time?.toISOString() ?? '',
      out,
    );
  }
  const plain = properties.text(PID.body);
  if (plain !== '') out.text(path, plain.replace(/\r\n?/g, '\n'));
  await writeRichBody(properties, plain === '', inside, out);
  let number = 0;
  for (const { properties: about, content } of message.attachments) {
    context.budget.entry();
    number++;
    const given =
      about.text(PID.attachLongName) || about.text(PID.attachShortName) || about.text(PID.displayName);
    const name = inside(given === '' ? `attachment-${number}` : given);
    const said = about.lines(ATTACHMENT_KNOWN);
    if (said.length > 0) out.text(`${name}!/properties`, said.join('\n'));
    if (content === undefined)
      out.issue('unsupported-format', 'an attachment that is an object, or kept elsewhere', name);
    else if (Symbol.iterator in content) await out.file(name, content);
    else {
      const entered = await context.budget.deeper(() => writeMessage(content, name, out, context));
      if (!entered) out.issue('limit-depth', 'too many messages in messages', name);
    }
  }
}

async function writeRichBody(
  properties: MapiProperties,
  only: boolean,
  inside: (name: string) => string,
  out: PartOutput,
): Promise<void> {
  const html = properties.get(PID.html);
  if (html !== undefined && html.bytes.length > 0) {
    await out.file(inside('body.html'), [
      isString(html.type) ? Buffer.from(properties.textOf(html)) : html.bytes,
    ]);
    return;
  }
  // Besides a plain body it is the same once more.
  const rtf = only ? properties.get(PID.rtf)?.bytes : undefined;
  if (rtf === undefined) return;
  const bytes = decompressRtf(rtf);
  if (bytes === undefined) out.issue('malformed', 'the body of the message is damaged', inside('body.rtf'));
  else await out.file(inside('body.rtf'), [bytes]);
}
