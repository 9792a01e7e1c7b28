/**
 * Squarified treemap (Bruls, Huizing, van Wijk 2000): lays rows along the shorter side as long as that makes the boxes
 * squarer. `items` have a positive `value` and come largest first; the boxes fill the given one.
 */
export function squarify(items, box) {
  const total = items.reduce((sum, item) => sum + item.value, 0);
  if (total <= 0 || box.w <= 0 || box.h <= 0) return [];
  const scale = (box.w * box.h) / total;
  const boxes = [];
  let { x, y, w, h } = box;
  let start = 0;
  while (start < items.length) {
    const side = Math.min(w, h);
    let end = start + 1;
    let area = items[start].value * scale;
    while (end < items.length) {
      const grown = area + items[end].value * scale;
      if (worst(items, start, end, area, side, scale) < worst(items, start, end + 1, grown, side, scale))
        break;
      area = grown;
      end++;
    }
    const depth = side > 0 ? area / side : 0;
    let along = 0;
    for (let i = start; i < end; i++) {
      const length = area > 0 ? (items[i].value * scale * side) / area : 0;
      boxes.push({
        item: items[i],
        ...(w < h ? { x: x + along, y, w: length, h: depth } : { x, y: y + along, w: depth, h: length }),
      });
      along += length;
    }
    if (w < h) {
      y += depth;
      h = Math.max(0, h - depth);
    } else {
      x += depth;
      w = Math.max(0, w - depth);
    }
    start = end;
  }
  return boxes;
}

/** The worst aspect ratio of a row. */
function worst(items, start, end, area, side, scale) {
  const largest = items[start].value * scale;
  const smallest = items[end - 1].value * scale;
  return Math.max((side * side * largest) / (area * area), (area * area) / (side * side * smallest));
}
