/** Endings of a house number; words of two characters are known by their first. */
export const BUILDING_WORDS: readonly string[] = [...'号弄室栋幢座楼层组巷院', '单元', '街坊'];
export const PROVINCES: readonly string[] = [
  ...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼',
];
/** Han characters a plate may end with. */
export const PLATE_ENDS: readonly string[] = [...'挂学警港澳使领'];

/** First two digits of resident numbers: provinces, 71 81 82 83, and 9x for foreign permanent residents. */
export function residentRegions(): Uint8Array {
  const table = new Uint8Array(100);
  const ranges = [
    [11, 15],
    [21, 23],
    [31, 37],
    [41, 46],
    [50, 54],
    [61, 65],
    [71, 71],
    [81, 83],
    [90, 99],
  ] as const;
  for (const [from, to] of ranges) table.fill(1, from, to + 1);
  return table;
}
