import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { decodeLabelled, isSevenBit } from './mail-charset.js';
import { decodeField, type MailHeader } from './mail-header.js';
import { type MailPart, mailParts, readHead } from './mail-parts.js';
import { decodeTransfer } from './mail-transfer.js';

/** Text bodies up to this size are decoded by their label; larger ones go on as files. */
const MAX_TEXT = 16 << 20;

/** What identifies messages and is not written by people; identifiers look like mail addresses. */
const UNSAID =
  /^(?:message-id|references|in-reply-to|content-.*|mime-version|dkim-signature|arc-.*|thread-index|x-google-dkim-signature|x-gm-message-state|x-ms-exchange-antispam.*|authentication-results)$/i;

/** Messages as they are sent (RFC 5322 and MIME), also web pages saved as one file (MHTML). */
export const eml: Extractor = {
  async extract({ source }, out, context) {
    const head = readHead(source, 0, source.size);
    const { header } = head;
    const label = header.type.parameters.get('charset') ?? '';
    const fields = header.fields.map(([name, raw]) => [name, decodeField(raw, label)] as const);
    out.text(
      'headers',
      fields
        .filter(([name]) => !UNSAID.test(name))
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
    );
    facts(fields, out);
    const names = new Names();
    for (const part of mailParts(source, head, context.budget)) await readPart(part, names, out, context);
  },
};

async function readPart(
  part: MailPart,
  names: Names,
  out: PartOutput,
  { budget }: ExtractContext,
): Promise<void> {
  const { header, body, within } = part;
  if (part.problem === 'too-deep') out.issue('limit-depth', 'too many multiparts in multiparts');
  if (part.problem === 'no-boundary')
    out.issue('malformed', 'a multipart without its boundary was read as one text');
  const type = header.type.value || (within.at(-1) === 'multipart/digest' ? 'message/rfc822' : 'text/plain');
  const encoding = header.raw('content-transfer-encoding').toLowerCase().trim();
  const given = header.disposition.parameters.get('filename') ?? header.type.parameters.get('name') ?? '';
  const name = names.take(given === '' ? nameOf(type, header) : given);
  if (/^message\/(?:partial|external-body)$/.test(type)) {
    out.issue('unsupported-format', 'a part of the message that is kept elsewhere', name);
  }
  const content = counted(decodeTransfer(body, encoding), (bytes) => budget.expand(bytes));
  const label = header.type.parameters.get('charset') ?? '';
  const isBody = given === '' && type === 'text/plain' && header.disposition.value !== 'attachment';
  if ((isBody || isSevenBit(label)) && body.size <= MAX_TEXT) {
    const bytes = together(content);
    const text = decodeLabelled(bytes, label);
    if (text === undefined) await out.file(name, [bytes]);
    else if (isBody) out.text('', unflow(text, header));
    else await out.file(name, [Buffer.from(text)]);
    // Within a text nobody looks for what opens a file.
    if (text?.includes('-----BEGIN PGP MESSAGE-----')) {
      out.fact('encrypted', 'pgp');
      out.issue('encrypted', 'an encrypted passage');
    }
    return;
  }
  if (body.size > 0)
    await out.file(name, encoding === '' || /^(?:7bit|8bit|binary)$/.test(encoding) ? body : content);
}

function together(pieces: Iterable<Uint8Array>): Buffer {
  const kept: Uint8Array[] = [];
  for (const bytes of pieces) kept.push(Uint8Array.from(bytes));
  return Buffer.concat(kept);
}

/** RFC 3676: a line that ends in a blank goes on in the next. */
function unflow(text: string, { type }: MailHeader): string {
  const lines = text.replace(/\r\n?/g, '\n');
  if (type.parameters.get('format')?.toLowerCase() !== 'flowed') return lines;
  const blank = type.parameters.get('delsp')?.toLowerCase() === 'yes' ? '' : ' ';
  return lines.replace(/(?<!^--) \n(?:>[> ]* ?)?(?!\n)/gm, blank);
}

function* counted(pieces: Iterable<Uint8Array>, count: (bytes: number) => void): Generator<Uint8Array> {
  for (const bytes of pieces) {
    count(bytes.length);
    if (bytes.length > 0) yield bytes;
  }
}

/** Names for parts that have none. */
const NAMES: Readonly<Record<string, string>> = {
  'text/plain': 'body.txt',
  'text/html': 'body.html',
  'text/calendar': 'invitation.ics',
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'message/delivery-status': 'delivery-status.txt',
  'text/rfc822-headers': 'headers.eml',
};

function nameOf(type: string, header: MailHeader): string {
  const location = decodeField(header.raw('content-location')).split(/[?#]/)[0]!;
  const last = location.slice(location.lastIndexOf('/') + 1);
  if (last !== '') return last;
  return NAMES[type] ?? `part.${/\/(?:x-|vnd\.)?([a-z0-9]{1,12})/.exec(type)?.[1] ?? 'bin'}`;
}

/** Names of the parts of one message, each its own. */
class Names {
  readonly #taken = new Map<string, number>();

  take(name: string): string {
    const count = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, count);
    if (count === 1) return name;
    const dot = name.lastIndexOf('.');
    return dot > 0 ? `${name.slice(0, dot)}-${count}${name.slice(dot)}` : `${name}-${count}`;
  }
}

const DOMAIN = /@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]*)/gu;
const MAX_DOMAINS = 50;

/** Domains of all addresses in these texts, sorted, parted by commas. */
export function domainsOf(texts: Iterable<string>): string {
  const domains = new Set<string>();
  for (const text of texts) {
    for (const [, domain] of text.matchAll(DOMAIN)) {
      if (domains.size < MAX_DOMAINS) domains.add(domain!.toLowerCase());
    }
  }
  return [...domains].sort().join(',');
}

/** Says who wrote to whom, domains only, and when. */
export function mailFacts(
  from: readonly string[],
  to: readonly string[],
  date: string,
  out: PartOutput,
): void {
  const senders = domainsOf(from);
  const receivers = domainsOf(to);
  const sent = Date.parse(date);
  if (senders !== '') out.fact('mail.from-domains', senders);
  if (receivers !== '') out.fact('mail.to-domains', receivers);
  if (!Number.isNaN(sent)) out.fact('mail.date', new Date(sent).toISOString());
}

function facts(fields: readonly (readonly [string, string])[], out: PartOutput): void {
  const valuesOf = (pattern: RegExp): string[] =>
    fields.filter(([name]) => pattern.test(name)).map(([, value]) => value);
  mailFacts(
    valuesOf(/^(?:resent-)?(?:from|sender)$/i),
    valuesOf(/^(?:resent-)?(?:to|cc|bcc)$/i),
    valuesOf(/^date$/i)[0] ?? '',
    out,
  );
}
