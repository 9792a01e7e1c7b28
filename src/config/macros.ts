/**
 * Names for the pieces that every pattern needs and nobody should write twice. In a pattern, `{NAME}` is replaced by the
 * source below; quantifiers such as `{2,4}` start with a digit and are left alone, as are `\p{...}` and `\{`.
 */
export const MACROS: Readonly<Record<string, { readonly source: string; readonly means: string }>> = {
  'D<': { source: '(?<![0-9])(?<![0-9]\\.)', means: 'not inside a longer number or decimal (left)' },
  'D>': { source: '(?![0-9])(?!\\.[0-9])', means: 'not inside a longer number or decimal (right)' },
  'N<': {
    source: '(?<!\\+\\d[\\d ()-]{0,12})(?<![0-9])(?<![0-9]\\.)',
    means: 'as {D<}, and not behind a + and a country code',
  },
  'W<': {
    source: '(?<![0-9A-Za-z_])(?<![0-9]\\.(?=[0-9]))',
    means: 'no ASCII letter, digit or _ to the left, and not the fraction of a decimal',
  },
  'W>': {
    source: '(?![0-9A-Za-z_])(?!(?<=[0-9])\\.[0-9])',
    means: 'no ASCII letter, digit or _ to the right, and not before the fraction of a decimal',
  },
  'L<': { source: '(?<![A-Za-z])', means: 'no ASCII letter to the left' },
  'L>': { source: '(?![A-Za-z])', means: 'no ASCII letter to the right' },
  H: { source: '[\\u3400-\\u4dbf\\u4e00-\\u9fff]', means: 'one Han character' },
  HAN: { source: '\\u3400-\\u4dbf\\u4e00-\\u9fff', means: 'the Han ranges, for use inside [ ]' },
  S: { source: '[ -]?', means: 'one optional space or hyphen between digit groups' },
  KV: {
    source: `["'”\\]]{0,2}[ \\t]{0,3}(?:[:：=]{1,2}>?|->|>|是|为)[ \\t]{0,3}["'“]?`,
    means: 'what stands between a key and its value: ":", "=", "=>", "是", "为", ">", with quotes',
  },
  GAP: {
    source: `["'”\\]]{0,2}[ \\t]{0,3}(?:[:：=]{1,2}>?|->|>|是|为)?[ \\t]{0,3}["'“]?`,
    means: 'as {KV}, but the sign may be missing',
  },
  VALUE: {
    source: `(?:[!#-%(-+\\--:=?-~]|&(?![A-Za-z_]{1,20}=)){3,63}[!#-%*+\\-/-9=?-Z\\\\^-z|}~](?![\\w(])`,
    means:
      'an unquoted ASCII value of 4-64 characters: no quotes, angle brackets, commas; no trailing punctuation; not a call',
  },
  YEAR: { source: '(?:19|20)\\d{2}', means: 'a year 1900-2099' },
  MM: { source: '(?:0[1-9]|1[0-2])', means: 'a month 01-12' },
  DD: { source: '(?:0[1-9]|[12]\\d|3[01])', means: 'a day 01-31' },
  PROV: {
    source: '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]',
    means: 'the province character of a number plate',
  },
};

/** A macro name in braces that is neither a quantifier nor part of `\p{...}`. */
const MACRO = /(?<!\\)(?<!\\[pPku])\{([A-Z][A-Z_]*[<>]?)\}/g;
/** What looks like a slip: `{d<}`, `{W <}`, `{D<`. */
const SLIP = /(?<!\\)(?<!\\[pPku])\{(?!\d)([^{}]{0,20})\}?/;

/** The expanded source, or the unknown name. */
export function expandMacros(pattern: string): { readonly source: string } | { readonly unknown: string } {
  let unknown: string | undefined;
  const source = pattern.replaceAll(MACRO, (_, name: string) => {
    const macro = MACROS[name];
    if (macro === undefined) unknown ??= name;
    return macro?.source ?? '';
  });
  if (unknown !== undefined) return { unknown };
  // Quantifiers inside the expansions start with digits, so anything else left over is a typing slip.
  const slip = SLIP.exec(source);
  return slip === null ? { source } : { unknown: slip[1]! };
}
