import { simplifiedLabel } from './traditional.js';

/** A column name taken apart: `text` is the key (lower case, no separators), `starts` are the places in it where a word may begin. */
export interface ColumnName {
  readonly text: string;
  readonly starts: readonly number[];
  /** Words of `text` in order: ASCII words and runs of Han characters. */
  readonly words: readonly string[];
  /** Bracketed remarks and alternatives (after / 、), as written. */
  readonly notes: readonly string[];
}

const BRACKETS = /[([{【〔「《<]([^()[\]{}【】〔〕「」《》<>]*)[)\]}】〕」》>]/g;
const WORDS =
  /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[\u3400-\u9fff\uf900-\ufaff]+|[^\x00-\u00bf\s\u2000-\u206f\u3000-\u303f]+/g;
/** Naming-convention prefixes that carry no meaning. */
const PREFIXES = new Set(['str', 'vc', 'tbl', 'tb', 'col', 'fld', 'field', 'fd', 'chr', 'txt', 'var']);
const DIGITS = /^[0-9]+$/;
const NUMBERED = /(?<=..)[一二三四五六七八九十]$/;

/** 帐 and 账 are one word. */
function fold(text: string): string {
  return simplifiedLabel(text).replaceAll('帐', '账').replaceAll('証', '证');
}

function oneWord(word: string): string {
  return word.replaceAll('号码', '号');
}

/**
 * Takes a header cell or database column name apart: `custMobileNo`, `CUST_MOBILE_NO`, `t_cust.mobile-no` and `客户手机号码(必填)`.
 * Prefixes of naming conventions, numbering, remarks and decoration vanish; traditional characters are folded.
 */
export function parseColumnName(name: string): ColumnName {
  const notes: string[] = [];
  let bare = name.length > 200 ? name.slice(0, 200) : name;
  bare = fold(bare.normalize('NFKC'));
  bare = bare.replace(BRACKETS, (_, note: string) => {
    if (note.trim() !== '') notes.push(note.trim());
    return ' ';
  });
  const [first = '', ...others] = bare.split(/[/、|]/).filter((part) => part.trim() !== '');
  for (const other of others) notes.push(other.trim());
  const words = (first.match(WORDS) ?? []).map((word) => oneWord(word.toLowerCase()));
  while (words.length > 1 && (/^[a-df-z]$/.test(words[0]!) || PREFIXES.has(words[0]!))) words.shift();
  for (let i = words.length - 1; i > 0; i--) if (DIGITS.test(words[i]!)) words.splice(i, 1);
  const last = words.length - 1;
  if (last >= 0) words[last] = words[last]!.replace(NUMBERED, '');
  const starts: number[] = [];
  let text = '';
  for (const word of words) {
    if (word.charCodeAt(0) < 0x250) starts.push(text.length);
    else for (let i = 0; i < word.length; i++) starts.push(text.length + i);
    text += word;
  }
  return { text, starts, words, notes };
}

const ONE_WORD = /^(?:[a-z]{1,200}|([\u4e00-\u9fff]{1,200}))$/;

/** The key under which a header word is kept: `ID card` -> `idcard`, `手机号码` -> `手机号`. */
export function columnKey(name: string): string {
  // Most words of the dictionaries are one word, of which there are thousands to read at start-up.
  const word = ONE_WORD.exec(name);
  if (word === null) return parseColumnName(name).text;
  return word[1] === undefined ? name : oneWord(fold(word[1])).replace(NUMBERED, '');
}

/** Ends of a name that do not change what it names: the number of a phone is the phone. */
const NEUTRAL_TAILS =
  /(?:no|num|number|nbr|str|text|value|val|raw|plain|home|work|office|primary|secondary|main|backup|alt|other|old|new|enc|encrypt|encrypted|cipher|mask|masked|line|full|cn|zh|明文|密文|加密|脱敏|掩码|原文|信息|文本|s|es)$/;

/** The keys to look up for a whole name, best first: as it is, with its neutral ends taken off, with or without 号. */
export function nameKeys(text: string): string[] {
  const keys = [text];
  let rest = text;
  for (let i = 0; i < 2; i++) {
    const cut = rest.replace(NEUTRAL_TAILS, '');
    if (cut === rest || cut.length < 2) break;
    keys.push(cut);
    rest = cut;
  }
  if (/号$/.test(rest) && rest.length > 2) keys.push(rest.slice(0, -1));
  else if (/[证卡照机话箱真牌]$/.test(rest)) keys.push(`${rest}号`);
  return keys;
}
