import { isAscii } from 'node:buffer';
import { decodeLabelled, decodeUnlabelled } from './mail-charset.js';

/** The head of a message or of one of its parts (RFC 5322, 2.2). */
export interface MailHeader {
  /** In their order, unfolded, bytes as Latin-1. */
  readonly fields: readonly (readonly [name: string, raw: string])[];
  /** First of that name (lower case) as it stands, '' = none. */
  raw(name: string): string;
  readonly type: HeaderValue;
  readonly disposition: HeaderValue;
}

/** A value with parameters: `text/plain; charset=gbk`. */
export interface HeaderValue {
  /** Lower case. */
  readonly value: string;
  /** By name in lower case; decoded (RFC 2231, RFC 2047, or 8-bit as it is). */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads a block of header lines. Lines that are none are dropped. */
export function parseHeader(block: Buffer): MailHeader {
  const fields: [string, string][] = [];
  for (const line of block
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n|\r/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trimEnd();
    if (/^[!-9;-~]+$/.test(name)) fields.push([name, line.slice(colon + 1).trim()]);
  }
  const raw = (name: string): string => fields.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
  return {
    fields,
    raw,
    type: parseValue(raw('content-type')),
    disposition: parseValue(raw('content-disposition')),
  };
}

const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;

/** The text of a field: encoded words (RFC 2047) and, against all rules, bytes above 0x7F. `label` = the body's encoding. */
export function decodeField(raw: string, label = ''): string {
  let text = '';
  let at = 0;
  let pending: { charset: string; bytes: Buffer[] } | undefined;
  const flush = (): void => {
    if (pending !== undefined) text += decodeWord(Buffer.concat(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const word of raw.matchAll(WORD)) {
    const between = raw.slice(at, word.index);
    const [whole, charset = '', form = '', content = ''] = word;
    // Blanks between encoded words are none, and a character may be cut in two by them.
    const joined = pending !== undefined && between.trim() === '';
    if (!joined || pending?.charset !== charset.toLowerCase()) flush();
    if (!joined) text += eightBit(between, label);
    pending ??= { charset: charset.toLowerCase(), bytes: [] };
    pending.bytes.push(form.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : qEncoded(content));
    at = word.index + whole.length;
  }
  flush();
  return text + eightBit(raw.slice(at), label);
}

function decodeWord(bytes: Buffer, charset: string): string {
  return decodeLabelled(bytes, charset) ?? decodeUnlabelled(bytes);
}

function eightBit(latin1: string, label: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return isAscii(bytes) ? latin1 : decodeUnlabelled(bytes, label);
}

function qEncoded(content: string): Buffer {
  const text = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

const PARAMETER = /;\s*([^\s=;]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;

function parseValue(raw: string): HeaderValue {
  const semicolon = raw.indexOf(';');
  const value = (semicolon < 0 ? raw : raw.slice(0, semicolon)).trim().toLowerCase();
  const given = new Map<string, string>();
  if (semicolon >= 0) {
    for (const [, name = '', quoted, plain = ''] of raw.slice(semicolon).matchAll(PARAMETER)) {
      const text = quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/g, '$1');
      if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), text);
    }
  }
  const parameters = new Map<string, string>();
  for (const key of given.keys()) {
    const name = key.replace(/\*.*$/, '');
    if (!parameters.has(name)) parameters.set(name, parameter(given, name));
  }
  return { value, parameters };
}

/** RFC 2231: `name*0*=gbk''%D0..; name*1=...`; most programs write encoded words or raw bytes into `name=` instead. */
function parameter(given: ReadonlyMap<string, string>, name: string): string {
  const bytes: Buffer[] = [];
  let charset: string | undefined;
  const take = (text: string, encoded: boolean): void => {
    const label = encoded && charset === undefined ? /^([^']*)'[^']*'(.*)$/s.exec(text) : null;
    if (label !== null) charset = label[1]!;
    bytes.push(encoded ? percent(label?.[2] ?? text) : Buffer.from(text, 'latin1'));
  };
  const single = given.get(`${name}*`);
  if (single !== undefined) take(single, true);
  else {
    for (let i = 0; i < 1000; i++) {
      const encoded = given.get(`${name}*${i}*`);
      const plain = encoded ?? given.get(`${name}*${i}`);
      if (plain === undefined) break;
      take(plain, encoded !== undefined);
    }
  }
  if (bytes.length === 0) return decodeField(given.get(name) ?? '');
  return decodeWord(Buffer.concat(bytes), charset ?? '');
}

function percent(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
