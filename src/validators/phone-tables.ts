/**
 * Mainland numbering plan (MIIT; the same ranges as libphonenumber 1.13.16): assigned mobile segments by their first four
 * digits, data and Internet-of-Things segments, and the 319 area codes of fixed lines.
 */
export const MOBILE_SEGMENT = /^1(?:610|740|[38]\d\d|4[57]\d|[59][0-35-9]\d|6[25-7]\d|7[0-35-8]\d)/;
/** Segments of data cards and things; people rarely have them. */
export const DATA_SEGMENT = /^14[689]/;
/** Area code with its leading 0. */
export const AREA_CODE =
  /^0(?:10|2[0-57-9]|3(?:[15]\d|35|49|7[0-79]|9[1-68])|4(?:1[125-9]|2[179]|[35][1-9]|6[47-9]|7\d|8[23])|5(?:[1357]\d|2[37]|4[36]|6[1-46]|80|9[1-9])|6(?:3[1-35]|6[0238]|9[12])|7(?:01|[1579]\d|2[248]|3[014-9]|4[3-6]|6[023689])|8(?:1[236-8]|2[5-7]|[37]\d|5[14-9]|8[36-8]|9[1-8])|9(?:0[1-3689]|1[1-79]|3\d|4[13]|5[1-5]|7[0-79]|9[0-35-9]))/;

/** Whether eleven digits are a mobile number of a person: 174 is split, only 1740[0-5] is assigned. */
export function isMobileSegment(digits: string): boolean {
  return MOBILE_SEGMENT.test(digits) && (!digits.startsWith('1740') || digits[4]! <= '5');
}
