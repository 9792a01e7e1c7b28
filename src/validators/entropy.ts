import { isCode, isPlaceholder, trimCode } from './placeholder.js';
import { INVALID, type Validator, valid } from './validator.js';

const MAX = 1024;

/** Shannon entropy in bits per character. */
export function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Share of neighbours that differ by one ("abcdef", "12345"): an alphabet has high entropy but hides nothing. */
function sequential(text: string): number {
  let steps = 0;
  for (let i = 1; i < text.length; i++)
    if (Math.abs(text.charCodeAt(i) - text.charCodeAt(i - 1)) === 1) steps++;
  return steps / Math.max(1, text.length - 1);
}

/** Names and words: letters in few changes of case, joined by separators. */
function isName(text: string): boolean {
  // unicode/3299.png?v8: a file.
  if (
    /\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|json|html?|md|txt|xml|ya?ml|pem|crt|key)(?:[?#].*)?$/i.test(
      text,
    )
  )
    return true;
  if (/\d/.test(text)) return /^[a-z]+(?:[-_.][a-z]+)+[-_.]?v?\d{1,4}$/i.test(text);
  const changes = text.match(/[a-z][A-Z]|[A-Z]{2,}[a-z]/g)?.length ?? 0;
  return /[-_./]/.test(text) || changes * 5 < text.length;
}

/**
 * A generated secret: 16 characters or more, Shannon entropy of at least 3.5 bits a character (hexadecimal 3.0), neither a placeholder,
 * a name, code, nor an alphabet. Reasons: `entropy` 1, `entropy:hex` 1, `uuid` 0.5 (as often a
 * plain key).
 */
export const entropy: Validator = {
  id: 'entropy',
  source:
    'C. E. Shannon, A Mathematical Theory of Communication (1948); thresholds as in common secret scanners',
  check(value) {
    if (value.length > MAX) return INVALID;
    const text = trimCode(value);
    if (text.length < 16 || /[^\x21-\x7e]/.test(text)) return INVALID;
    if (isPlaceholder(text) || isCode(text) || isName(text) || sequential(text) > 0.4) return INVALID;
    if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return valid(0.5, 'uuid');
    if (/^[0-9a-fA-F-]+$/.test(text)) return bitsPerCharacter(text) >= 3 ? valid(1, 'entropy:hex') : INVALID;
    return bitsPerCharacter(text) >= 3.5 ? valid(1, 'entropy') : INVALID;
  },
};
