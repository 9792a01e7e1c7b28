import { isCode, isPlaceholder, trimCode } from './placeholder.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Hash formats: hexadecimal digests, crypt(3) and LDAP schemes. */
const HASH =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}|\$(?:2[abxy]|1|5|6|y|argon2\w*|apr1|pbkdf2[\w-]*)\$\S{8,}|\{(?:S?SHA\d*|S?MD5|CRYPT)\}\S{8,}|pbkdf2_\w+\$\S{8,})$/i;
const MAX = 256;

/**
 * The value after a password label: printable ASCII, 3-256 characters, neither a placeholder (masks, templates, null, changeme, words
 * of prose and types) nor code (calls, member access, variables). Wants the value raw.
 * Reasons: `literal` 1, `digits` 0.8, `hash` 0.6, `word` 0.4 (one case, letters only).
 */
export const passwordValue: Validator = {
  id: 'password-value',
  source: 'Placeholder and source-code conventions, no standard',
  check(value) {
    if (value.length > MAX || !/^[\x21-\x7e]+$/.test(value)) return INVALID;
    const text = trimCode(value);
    if (text.length < 3 || !/[A-Za-z0-9]/.test(text)) return INVALID;
    if (HASH.test(text)) return valid(0.6, 'hash');
    // Closing brackets and the end of a sentence may have come along.
    const core = text.replace(/[).:!?}\]]{1,4}$/, '');
    if ([text, core].some((form) => isPlaceholder(form) || isCode(form))) return INVALID;
    if (/^\d+$/.test(text)) return valid(0.8, 'digits');
    return /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(text) ? valid(0.4, 'word') : valid(1, 'literal');
  },
};
