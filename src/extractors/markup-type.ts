interface MarkupType {
  readonly kind: 'text';
  readonly format: string;
  readonly mediaType: string;
}

const is = (format: string, mediaType: string): MarkupType => ({ kind: 'text', format, mediaType });

/** Elements a page, or a table that passes for a workbook, begins with, and no other text does. */
const PAGE = /^<(?:!doctype\s+html|html|head|body|table|meta|title|base|frameset)(?=[\s>/])/i;
/** Elements pages begin with as well, but Markdown and source files, too. */
const FRAGMENT =
  /^<(?:div|p|span|h[1-6]|ul|ol|dl|form|center|font|section|article|main|header|nav|fieldset|b|a|img|style|link)(?=[\s>/])/i;
/** Source files whose language is made of tags. */
const SOURCE = /^<(?:template|script|%|\?php|\?=|jsp:|cf|fx:)/i;
/** An element as XML writes it, and what may follow one that holds others. */
const ELEMENT =
  /^<(?:[\p{L}_][\p{L}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{N}_.-]*(?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?:\/>|>\s*(?:<|$)|>[^<>]*<\/)/u;

/** Tells text that is markup by how it begins. What merely contains tags is text. */
export function markupType(head: Uint8Array): MarkupType | undefined {
  const text = beginning(head);
  if (text.startsWith('{\\rtf')) return is('rtf', 'application/rtf');
  if (/^<\?xml[\s?]/.test(text)) return xmlType(text);
  if (!text.startsWith('<') || SOURCE.test(text)) return undefined;
  const body = text.replace(/^(?:<!--[\s\S]*?(?:-->|$)\s*)+/, '');
  if (PAGE.test(body)) return is('html', 'text/html');
  if (FRAGMENT.test(body)) return mostlyTags(body) ? is('html', 'text/html') : undefined;
  if (SOURCE.test(body)) return undefined;
  if (/^<!DOCTYPE\s/.test(body) || ELEMENT.test(body)) return xmlType(text);
  return undefined;
}

/** The first characters, from their byte order mark and blanks on, UTF-16 included. */
function beginning(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const [a, b] = head;
  let text: string;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) text = bytes.toString('utf16le');
  else if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) {
    text = Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  } else text = bytes.toString('utf8');
  return text.replace(/^\uFEFF/, '').trimStart();
}

/** Nearly every line begins or ends with a tag. */
function mostlyTags(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const tagged = lines.filter((line) => line.startsWith('<') || line.endsWith('>')).length;
  return /<\/\w+>/.test(text) && tagged >= 0.9 * lines.length;
}

/** Documents of office programs written as one XML file are read by what reads their kind. */
function xmlType(text: string): MarkupType {
  if (/<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(text))
    return is('spreadsheetml', 'application/vnd.ms-excel');
  if (!/<office:document\s/.test(text)) return is('xml', 'application/xml');
  return is(
    'fodf',
    /office:mimetype="([\w.+/-]+)"/.exec(text)?.[1] ?? 'application/vnd.oasis.opendocument.text',
  );
}
