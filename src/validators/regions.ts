import { REGIONS } from './data/regions.js';

/** How exactly a six-digit code is known in GB/T 2260 (1981 to today, abolished codes included). */
export type RegionLevel = 'county' | 'prefecture' | 'province' | 'none';

let counties: Map<string, string> | undefined;
let provinces: Set<string> | undefined;

/** Prefecture (4 digits) -> its county codes, two digits each. Parsed on first use. */
function table(): Map<string, string> {
  counties ??= new Map(
    REGIONS.trim()
      .split(/\s+/)
      .map((entry) => [entry.slice(0, 4), entry.slice(5)] as const),
  );
  return counties;
}

/** Whether the two digits are a province-level code of GB/T 2260. */
export function isProvince(code: string): boolean {
  provinces ??= new Set([...table().keys()].map((prefecture) => prefecture.slice(0, 2)));
  return provinces.has(code);
}

/**
 * Level of a code. A prefecture without counties (Dongguan 441900) stands for itself on cards and counts as a county.
 */
export function regionLevel(code: string): RegionLevel {
  const list = table().get(code.slice(0, 4));
  if (list !== undefined && !code.startsWith('00', 2)) {
    const last = code.slice(4, 6);
    if (last === '00') return list === '00' ? 'county' : 'prefecture';
    for (let i = 0; i < list.length; i += 2) if (list.startsWith(last, i)) return 'county';
    return 'prefecture';
  }
  return isProvince(code.slice(0, 2)) ? 'province' : 'none';
}
