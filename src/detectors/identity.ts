/** Types whose values mean something else in another case. */
const CASE_MATTERS = /^(?:secret\.|fin\.crypto)/;

/**
 * What a value is whichever way it is written: the same for 139 0000 1234 and +86-13900001234, for ...002x and ...002X.
 * Distinct values are counted by it and fingerprints made of it. `normal` comes without the rule's separators.
 */
export function identityOf(infoType: string, normal: string): string {
  if (CASE_MATTERS.test(infoType)) return normal;
  if (infoType === 'cn.mobile') return normal.slice(-11);
  if (infoType === 'cn.landline') {
    const digits = normal.replace(/[^0-9]/g, '').replace(/^(?:00)?86/, '');
    return digits.startsWith('0') ? digits : `0${digits}`;
  }
  return normal.toUpperCase().replace('\u00d7', 'X');
}
