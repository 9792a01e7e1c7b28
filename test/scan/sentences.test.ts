import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextProbe } from '../../src/scan/detect.js';

const MARK = /⟦([a-z0-9.-]+):([^⟧]*)⟧/g;

/** A line of sentences.txt: the text, and "type start-end value" of everything that is to be found in it. */
function parse(line: string): { text: string; wanted: string[] } {
  const source = line.replaceAll('~', '').replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  const wanted: string[] = [];
  let text = '';
  let last = 0;
  for (const { index, 0: mark, 1: type, 2: value } of source.matchAll(MARK)) {
    text += source.slice(last, index);
    wanted.push(`${type} ${text.length}-${text.length + (value?.length ?? 0)} ${value}`);
    text += value;
    last = index + mark.length;
  }
  return { text: text + source.slice(last), wanted };
}

const groups = new Map<string, string[]>();
let group = '';
for (const line of readFileSync(new URL('sentences.txt', import.meta.url), 'utf8').split('\n')) {
  if (line.startsWith('# ')) group = line.slice(2);
  else if (line !== '') groups.set(group, [...(groups.get(group) ?? []), line]);
}

const probe = await TextProbe.load({ dirs: [], minConfidence: 0.5 });

describe('sentences: everything marked is found, exactly and as one type, and nothing else', () => {
  it.each([...groups.keys()])('%s', (name) => {
    for (const line of groups.get(name) ?? []) {
      const { text, wanted } = parse(line);
      const found = probe
        .find(text)
        .map(
          ({ match, start, end }) =>
            `${match.compiled.rule.infoType} ${start}-${end} ${text.slice(start, end)}`,
        );
      expect.soft(found, line).toEqual(wanted);
    }
  });
});
