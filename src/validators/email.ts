import { tldList } from './tables.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Top-level names that never resolve on the Internet but occur in company networks, and those reserved for tests. */
const INTERNAL = /^(?:local|lan|internal|intranet|corp|home|localdomain|test|example|invalid|localhost)$/;

let tlds: Set<string> | undefined;

/**
 * E-mail address: dot-atom of at most 64 characters, host labels of at most 63, a top-level domain of the IANA root zone. File names
 * (icon@2x.png) and package versions (pkg@1.2.3) are not addresses. Reasons: `tld` 1, `internal` 0.5 (private or reserved domain).
 */
export const email: Validator = {
  id: 'email',
  source: 'RFC 5321, RFC 5322 (dot-atom), RFC 2606, IANA root zone database',
  check(value) {
    if (value.length > 254) return INVALID;
    const at = value.lastIndexOf('@');
    const local = value.slice(0, at);
    const domain = value.slice(at + 1).toLowerCase();
    if (
      at < 1 ||
      at > 64 ||
      !/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local)
    )
      return INVALID;
    const labels = domain.split('.');
    if (labels.length < 2 || !labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)))
      return INVALID;
    // Versions and image scales: 4.17.x, 2x.
    if (/^\d{1,3}\.\d/.test(domain) || /^\dx\./.test(domain)) return INVALID;
    const tld = labels[labels.length - 1]!;
    tlds ??= new Set(tldList());
    if (tlds.has(tld)) return valid(1, 'tld');
    return INTERNAL.test(tld) ? valid(0.5, 'internal') : INVALID;
  },
};
