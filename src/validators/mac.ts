import { INVALID, type Validator, valid } from './validator.js';

/**
 * MAC address: six pairs with one separator throughout, three dotted quads, or twelve bare hexadecimal digits. Not all equal
 * (00 and ff are no device). Reasons: `format` 1, `multicast` 0.3, `bare` 0.2.
 */
export const mac: Validator = {
  id: 'mac',
  source: 'IEEE 802-2014 clause 8',
  check(value) {
    const bare = /^[0-9a-fA-F]{12}$/.test(value);
    const grouped = /^[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}$/.test(value);
    if (!bare && !grouped && !/^(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}$/.test(value)) return INVALID;
    const hex = value.replace(/[:.-]/g, '').toLowerCase();
    if (/^(..)\1{5}$/.test(hex)) return INVALID;
    if (bare) return valid(0.2, 'bare');
    return Number.parseInt(hex.slice(0, 2), 16) & 1 ? valid(0.3, 'multicast') : valid(1, 'format');
  },
};
