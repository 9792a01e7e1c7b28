import { SaxesParser } from 'saxes';

const MAX_LINES = 10_000;

/**
 * What an XMP packet says, a line per property: "creator: ...". Empty for what is not well-formed from its start; entities of a
 * document type are not expanded.
 */
export function xmpLines(packet: string): string[] {
  const lines: string[] = [];
  const open: string[] = [];
  const add = (name: string, value: string) => {
    const text = value.trim();
    if (text !== '' && lines.length < MAX_LINES) lines.push(`${name}: ${text}`);
  };
  const parser = new SaxesParser();
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (!/^(?:xmlns|rdf:|xml:|x:)/.test(key)) add(local(key), value);
    }
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const property = open.findLast((name) => !/^(?:rdf|x):/.test(name)) ?? 'xmp';
    if (!failed) add(local(property), text);
  });
  try {
    parser.write(packet.replace(/^[^<]*/, '').replace(/[^>]*$/, '')).close();
  } catch {
    // What came before the damage stays.
  }
  return lines;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
