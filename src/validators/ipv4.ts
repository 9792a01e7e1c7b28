import { INVALID, type Validator, valid } from './validator.js';

/**
 * IPv4 address in dotted decimals. Addresses that name no host of the Internet prove little about a person.
 * Reasons: `public` 1, `sparse` 0.1 (fewer than two octets of 32 and more, or an OID arc: as often a version, a section, an OID),
 * `private` 0.2 (private, loopback, link-local, shared), `reserved` 0.1 (0.x, multicast, 240 and up).
 */
export const ipv4: Validator = {
  id: 'ipv4',
  source: 'RFC 791, RFC 1918, RFC 6598, RFC 6890',
  check(value) {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(value);
    if (
      !match ||
      match.slice(1).some((octet) => Number(octet) > 255 || (octet.length > 1 && octet[0] === '0'))
    )
      return INVALID;
    const [a, b] = [Number(match[1]), Number(match[2])];
    if (a === 0 || a >= 224) return valid(0.1, 'reserved');
    const hidden =
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128);
    if (hidden) return valid(0.2, 'private');
    const large = match.slice(1).filter((octet) => Number(octet) >= 32).length;
    return large < 2 || (a === 1 && b === 3) || (a === 2 && b === 5)
      ? valid(0.1, 'sparse')
      : valid(1, 'public');
  },
};
