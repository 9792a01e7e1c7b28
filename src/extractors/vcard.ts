import { bytesSource, pieces } from './byte-source.js';
import type { Extractor, PartOutput } from './extractor.js';
import { decodeLabelled, decodeUnlabelled } from './mail-charset.js';
import { decodeTransfer } from './mail-transfer.js';

/** A property is one line, however it is folded; pictures are the longest. */
const MAX_LINE = 32 << 20;

/**
 * Contacts and calendars (RFC 6350, RFC 5545, vCard 2.1): one line for each property. Their writers fold lines at 75 bytes,
 * through numbers and characters alike, and phones write names as quoted-printable.
 */
export const vcard: Extractor = {
  async extract({ source }, out, { budget }) {
    let line = '';
    let pictures = 0;
    const end = async (): Promise<void> => {
      const picture = writeProperty(line, out);
      if (picture !== undefined) await out.file(`picture-${++pictures}`, [picture]);
      line = '';
    };
    let rest = '';
    const take = async (next: string): Promise<void> => {
      const quoted = line.endsWith('=') && /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(line);
      if (quoted) line = line.slice(0, -1) + next;
      else if (/^[ \t]/.test(next)) line += next.slice(1);
      else {
        await end();
        line = next;
      }
      if (line.length > MAX_LINE) await end();
    };
    for (const bytes of pieces(source)) {
      budget.tick();
      const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
      rest = lines.pop()!;
      for (const next of lines) await take(next.replace(/\r$/, ''));
    }
    await take(rest.replace(/\r$/, ''));
    await end();
  },
};

/** Writes a property as text; returns the bytes of one that is a picture. */
function writeProperty(line: string, out: PartOutput): Buffer | undefined {
  const colon = /^(?:[^":]|"[^"]*")*?:/.exec(line)?.[0].length ?? 0;
  if (colon === 0) {
    out.text('', decodeUnlabelled(Buffer.from(line, 'latin1')));
    return undefined;
  }
  const [name = '', ...parameters] = line.slice(0, colon - 1).split(';');
  if (/^(?:BEGIN|END|VERSION|PRODID|UID|REV)$/i.test(name)) return undefined;
  const raw = Buffer.from(line.slice(colon), 'latin1');
  const has = (pattern: RegExp): boolean => parameters.some((each) => pattern.test(each));
  if (has(/^(?:ENCODING=)?(?:b|base64)$/i)) return Buffer.from(raw.toString('latin1'), 'base64');
  const label = parameters.find((each) => /^CHARSET=/i.test(each))?.slice(8) ?? '';
  const bytes = has(/^(?:ENCODING=)?quoted-printable$/i)
    ? Buffer.concat([...decodeTransfer(bytesSource(raw), 'quoted-printable')])
    : raw;
  const text = (decodeLabelled(bytes, label) ?? decodeUnlabelled(bytes))
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .replaceAll(';', ' ')
    .trim();
  if (text !== '') out.text('', `${LABELS[name.replace(/^.*\./, '').toUpperCase()] ?? name}: ${text}`);
  return undefined;
}

/** Property names that say less than what they mean. */
const LABELS: Readonly<Record<string, string>> = {
  FN: 'Name',
  N: 'Name',
  TEL: 'Telephone',
  ADR: 'Address',
  ORG: 'Company',
  BDAY: 'Birthday',
};
