import { INVALID, type Validator, valid } from './validator.js';

const MAX_HEADER = 8192;

/** The JSON object in a base64url part, or undefined. */
function decode(part: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * JSON Web Token: a base64url JSON header with `alg`, then payload and signature (JWS), or five parts (JWE).
 * Reasons: `alg:HS256` (a known algorithm) or `alg` 1.
 */
export const jwt: Validator = {
  id: 'jwt',
  source: 'RFC 7519, RFC 7515, RFC 7516',
  check(value) {
    const parts = value.split('.', 6);
    if ((parts.length !== 3 && parts.length !== 5) || !parts.every((part) => /^[\w-]*$/.test(part)))
      return INVALID;
    if (parts[0]!.length > MAX_HEADER) return INVALID;
    const header = decode(parts[0]!);
    if (typeof header?.alg !== 'string' || header.alg === '') return INVALID;
    // '{"' or '{ ' or '{}' in base64url: the payload of a token is a JSON object; it may be cut or large, so it is not parsed.
    if (parts.length === 3 && !/^(?:e[y3w])/.test(parts[1]!)) return INVALID;
    return valid(
      1,
      /^(?:[HREP]S(?:256|384|512)|EdDSA|ES256K|none)$/.test(header.alg) ? `alg:${header.alg}` : 'alg',
    );
  },
};
