/**
 * What the kernel reports. An anchor is a place where a value may stand; only windows around anchors are ever decoded.
 * Shapes marked [exact] are fully validated in the kernel and may be counted there in table mode.
 *
 * "Not inside a longer number" below means: the byte before is not a digit, nor '.' after a digit; the byte after is not
 * a digit, nor '.' before a digit. Letters and Han may touch (no \b): the detector damps those.
 * "Grouped" digits: groups joined by exactly one ' ' or '-'.
 */
export const SHAPES = [
  /** [exact] 18 characters, last may be X/x/(U+00D7), grouped allowed: MOD 11-2 holds, birth date plausible, region prefix 11-65, 71, 81-83 or 9x. */
  'resident-id',
  /** [exact] 13-19 digits, grouped allowed: Luhn holds, prefix+length in the card table, and it is not a resident-id. */
  'card',
  /** [exact] mainland mobile in an assigned segment, with or without +86/0086/86/(+86) prefix, grouped 3-4-4 or 4-3-4 allowed. The span includes the country code. */
  'mobile',
  /** [exact] area code + 7-8 digits (first 2-8), brackets, one separator and -ext/转ext allowed; or +86 form. */
  'landline',
  /** [exact] local@domain.tld, tld in the table. */
  'email',
  /** A digit run (possibly grouped) whose total length and leading digits some rule wants. */
  'digits',
  /** Digit groups whose lengths some rule wants. */
  'groups',
  /** A maximal run of [0-9A-Z] (grouping by single ' ' or '-' not followed) with at least one letter and 4 digits, of a wanted length, not touching a-z or '_'. */
  'upper',
  /** A maximal run of [0-9A-Za-z] of 26-64 characters, starting 1, 3, T, bc1, tb1, ltc1 or 0x, holding letters and digits. */
  'mixed',
  /** '+' and at least 8 digits in the next 20 bytes of [0-9 ()-.]. */
  'plus',
  /** Four decimal octets joined by '.', no fifth, not private, loopback, link-local, multicast or 0.x. */
  'ipv4',
  /** Hex pairs: six joined by ':' or '-' (MAC), or 3-8 groups of 1-4 hex digits joined by ':' with at most one '::' (IPv6). */
  'hex-groups',
  /** Two decimals with >= 4 fraction digits joined by ',', ';', '，' or ' ' (coordinates), or degrees with ° . */
  'decimals',
  /** Digits (or one ASCII letter) directly followed by 号 弄 室 栋 幢 座 楼 层 单元 组 巷 院 街坊: an address is near. */
  'house-number',
  /** A province character followed by A-Z (optionally · or space) and 4-7 of [0-9A-Z挂学警港澳使领]; WJ plates. */
  'plate',
  /** A literal of the program; `aux` is its id. */
  'literal',
] as const;
export type Shape = (typeof SHAPES)[number];
