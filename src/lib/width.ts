import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** Terminal columns a text takes, colours aside; a Han character takes two. Expects names that went through `displayPath`. */
export function textWidth(text: string): number {
  if (text.includes('\u001b')) return textWidth(stripVTControlCharacters(text));
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isNarrow(code)) width++;
    else if (isWide(code)) width += 2;
    else return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
  }
  return width;
}

/** Printable ASCII, dashes, quotes, dots, lines and blocks. */
function isNarrow(code: number): boolean {
  return (
    (code >= 0x20 && code < 0x7f) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2500 && code <= 0x259f)
  );
}

/** Han, their punctuation and full-width forms. */
function isWide(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x3000 && code <= 0x3029) ||
    (code >= 0xff01 && code <= 0xff60)
  );
}

/** What shows: no marks, no controls. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Mn}\p{Me}\p{Cs}]/u;
/** Drawn as pictures: by themselves, asked to (U+FE0F, U+20E3), or as a flag. */
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}[\ufe0f\u20e3]|\p{Regional_Indicator}{2}/u;

/** A cluster takes the columns of what it begins with; spacing marks and half-width sound marks add to it. */
function graphemeWidth(grapheme: string): number {
  const [base, ...others] = grapheme.slice(grapheme.search(VISIBLE)).match(/./gsu) ?? [];
  if (base === undefined || !VISIBLE.test(base)) return 0;
  if (PICTURE.test(grapheme)) return 2;
  const added = others.filter((mark) => /\p{Mc}|[\uff9e\uff9f]/u.test(mark)).length;
  return eastAsianWidth(base.codePointAt(0)!) + added;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Cuts at the end to at most `width` columns, with an ellipsis where something was cut. Never splits a grapheme. */
export function truncateEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width <= 0) return '';
  return `${take(graphemes(text), width - 1)}…`;
}

/** Cuts in the middle, keeping twice as much of the end: of a path the file name says most. */
export function truncateMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width < 5) return truncateEnd(text, width);
  const head = Math.floor((width - 1) / 3);
  const all = graphemes(text);
  const tail = take([...all].reverse(), width - 1 - head, true);
  return `${take(all, head)}…${tail}`;
}

/** Breaks text into lines of at most `width` columns: at blanks, and between wide characters, which need none. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(BREAKABLE) ?? []) {
    if (line !== '' && textWidth((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Pieces between which a line may end: a wide character, or a word, with the closing marks and blanks behind it. */
const BREAKABLE =
  /(?:[（“]*[\u3400-\u9fff]|[（“]*[^\s\u3000-\u9fff\uff00-\uffef“]+|\s|.)[、。，；：！？）”]*\s*/gu;

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

function take(parts: readonly string[], width: number, reverse = false): string {
  let used = 0;
  let out = '';
  for (const part of parts) {
    used += textWidth(part);
    if (used > width) break;
    out = reverse ? part + out : out + part;
  }
  return out;
}
