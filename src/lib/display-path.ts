/**
 * Characters that may steer a terminal, reorder or hide text: C0, DEL and C1 controls, format characters (bidi, zero
 * width, tags, soft hyphen), lone surrogates, line and paragraph separators, everything Unicode draws as nothing.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Ranges without any unsafe character that nearly all text keeps to; the full test is ten times slower. */
const ORDINARY = /^[\x20-\x7e\u2018-\u201d\u2026\u3000-\u312f\u3400-\u9fff\uff01-\uff5e]*$/;

/**
 * Makes a name from outside fit to print: unsafe characters become `\xNN` (below U+0100) or `\u{...}`; everything else
 * stays. Every string that did not originate in this program passes through here on its way to a person.
 */
export function displayPath(text: string): string {
  if (ORDINARY.test(text)) return text;
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** `JSON.stringify` whose output holds no unsafe character either; parsing it gives the very same value back. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (ORDINARY.test(text)) return text;
  return text.replace(UNSAFE, (character) => {
    let escaped = '';
    for (let i = 0; i < character.length; i++)
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
