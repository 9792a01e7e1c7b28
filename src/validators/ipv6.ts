import { isIPv6 } from 'node:net';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * IPv6 address, compressed or not, without zone. Reasons: `public` 1, `private` 0.2 (loopback, unique local, link-local, multicast,
 * unspecified), `unassigned` 0.2 (outside 2000::/3: `a::b` is also code).
 */
export const ipv6: Validator = {
  id: 'ipv6',
  source: 'RFC 4291, RFC 4193, RFC 5952',
  check(value) {
    if (value.length > 45 || !/^[0-9a-fA-F:.]+$/.test(value) || !isIPv6(value)) return INVALID;
    const head = value.startsWith('::') ? 0 : Number.parseInt(value, 16);
    if (/^[0:]*:0*1?$/.test(value)) return valid(0.2, 'private');
    if ((head & 0xfe00) === 0xfc00 || (head & 0xffc0) === 0xfe80 || head >= 0xff00)
      return valid(0.2, 'private');
    return head >= 0x2000 && head < 0x4000 ? valid(1, 'public') : valid(0.2, 'unassigned');
  },
};
