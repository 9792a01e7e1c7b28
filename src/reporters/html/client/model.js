export const TIERS = ['core', 'general', 'basic'];
export const STATUSES = ['complete', 'partial', 'skipped'];
export const BANDS = ['certain', 'likely', 'possible'];

/** Turns the compact rows of the report into objects, and counts what lies in each asset. */
export function decode(data) {
  const assets = data.assets.map(([path, bytes, status], index) => ({
    index,
    path,
    bytes,
    status,
    tier: 3,
    findings: 0,
    values: 0,
  }));
  const findings = data.findings.map(
    ([asset, type, tier, confidence, count, part, column, distinct, why, places], index) => {
      const home = assets[asset];
      home.findings++;
      home.values += count;
      home.tier = Math.min(home.tier, tier);
      const band = confidence >= 0.85 ? 0 : confidence >= 0.65 ? 1 : 2;
      return {
        index,
        asset: home,
        type,
        tier,
        confidence,
        band,
        count,
        part,
        column,
        distinct,
        why,
        places,
        text: '',
      };
    },
  );
  return { ...data, assets, findings };
}

/** The folders as a tree; every node knows its totals and the range of its assets in `order`. */
export function buildTree(assets) {
  const root = makeNode('', null);
  for (const asset of assets) {
    let node = root;
    for (const name of splitPath(asset.path)) {
      let child = node.children.get(name);
      if (child === undefined) {
        child = makeNode(name, node);
        node.children.set(name, child);
      }
      node = child;
    }
    node.asset = asset;
  }
  number(root);
  return root;
}

/** `/data/a/b.csv` -> `/data`, `a`, `b.csv`; drive letters and schemes stay with what follows them. */
export function splitPath(path) {
  const drive = /^[A-Za-z]:\\/.test(path);
  const parts = (drive ? path.replaceAll('\\', '/') : path).split('/').filter((part) => part !== '');
  if (path.startsWith('/') && parts.length > 0) parts[0] = `/${parts[0]}`;
  return parts.length === 0 ? [path] : parts;
}

function makeNode(name, parent) {
  return {
    name,
    parent,
    children: new Map(),
    asset: null,
    assets: 0,
    findings: 0,
    values: 0,
    bytes: 0,
    tier: 3,
    from: 0,
    to: 0,
  };
}

/** Numbers the assets depth first (without recursion: folders can nest deeply) and sums up. */
function number(root) {
  let order = 0;
  const stack = [[root, false]];
  while (stack.length > 0) {
    const [node, done] = stack.pop();
    if (done) {
      for (const child of node.children.values()) add(node, child);
      node.to = order;
      continue;
    }
    node.from = order;
    if (node.asset !== null) {
      node.asset.order = order++;
      add(node, { assets: 1, ...pickTotals(node.asset) });
    }
    stack.push([node, true]);
    for (const child of [...node.children.values()].reverse()) stack.push([child, false]);
  }
}

function pickTotals({ findings, values, bytes, tier }) {
  return { findings, values, bytes, tier };
}

function add(node, { assets, findings, values, bytes, tier }) {
  node.assets += assets;
  node.findings += findings;
  node.values += values;
  node.bytes += bytes;
  node.tier = Math.min(node.tier, tier);
}

/** Skips folders that hold nothing but one other folder. */
export function unwrap(node) {
  let at = node;
  while (at.children.size === 1 && at.asset === null) {
    const only = at.children.values().next().value;
    if (only.children.size === 0) break;
    at = only;
  }
  return at;
}

/** A folder's way from the top: `/data/share`. */
export function nodePath(node) {
  const names = [];
  for (let at = node; at !== null && at.parent !== null; at = at.parent) names.unshift(at.name);
  return names.join('/');
}

/** Whether an asset lies in a folder. */
export function within(node, asset) {
  return asset.order >= node.from && asset.order < node.to;
}
