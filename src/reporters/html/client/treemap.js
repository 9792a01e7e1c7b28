import { h, pressable, put, svg } from './dom.js';
import { nodePath, unwrap } from './model.js';
import { squarify } from './squarify.js';

const WIDTH = 1120;
const HEIGHT = 380;
/** Pixels below which a box says nothing; smaller ones are drawn as one. */
const SMALLEST = 26 * 26;
const TIER_CLASS = ['core', 'general', 'basic', 'none'];

/** The folders below the current one as boxes; boxes with room show what is in them, down to three levels. */
export function renderTreemap(state, words, actions) {
  const { t } = words;
  const { measure, node } = state;
  const boxes = squarify(boxItems(node, measure, WIDTH * HEIGHT, words), { x: 0, y: 0, w: WIDTH, h: HEIGHT });
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'group', 'aria-label': t('map'), class: 'treemap' },
    boxes.map((box) => drawBox(box, 0, state, words, actions)),
  );
  put(
    'map',
    crumbs(state, words, actions),
    measures(state, words, actions),
    boxes.length === 0 ? h('p', { class: 'empty' }, t('none')) : picture,
    legend(words),
  );
}

function boxItems(node, measure, area, words) {
  const most = Math.max(8, Math.min(120, Math.floor(area / SMALLEST)));
  const children = [...node.children.values()]
    .map((child) => ({ child, value: child[measure] }))
    .filter((item) => item.value > 0);
  children.sort((a, b) => b.value - a.value);
  if (children.length <= most) return children;
  const rest = children.splice(most - 1);
  const tier = Math.min(...rest.map((item) => item.child.tier));
  const value = rest.reduce((sum, item) => sum + item.value, 0);
  return [...children, { child: null, value, tier, label: words.t('others', words.count(rest.length)) }].sort(
    (a, b) => b.value - a.value,
  );
}

/** Boxes of the first level take the keyboard's focus; those inside them answer the mouse only. */
function drawBox({ item, x, y, w, h: height }, depth, state, words, actions) {
  const { child } = item;
  const tier = TIER_CLASS[child === null ? item.tier : child.tier];
  const target = child === null ? null : unwrap(child);
  const label = child === null ? item.label : chain(child, target);
  const value = amount(item.value, state.measure, words);
  const gap = depth === 0 ? 1 : 0.75;
  const nested = child !== null && depth < 3 && target.children.size > 1 && w > 110 && height > 74;
  const rect = {
    x: x + gap,
    y: y + gap,
    width: Math.max(0, w - 2 * gap),
    height: Math.max(0, height - 2 * gap),
  };
  const parts = [
    svg('title', {}, `${label} · ${value}`),
    svg('rect', { ...rect, class: `box ${nested ? 'folder' : tier}${child === null ? ' rest' : ''}` }),
  ];
  if (nested) {
    const room = { x: x + 4, y: y + 23, w: w - 8, h: height - 27 };
    for (const box of squarify(boxItems(target, state.measure, room.w * room.h, words), room)) {
      if (box.w > 2 && box.h > 2) parts.push(drawBox(box, depth + 1, state, words, actions));
    }
  }
  const size = depth === 0 ? '' : ' small';
  if (w > 46 && height > 20)
    parts.push(text(label, x + 7, y + 16, w - 14, `label${size} ${nested ? 'dark' : `on-${tier}`}`));
  if (!nested && w > 60 && height > 40) parts.push(text(value, x + 7, y + 32, w - 14, `value on-${tier}`));
  const chosen = child !== null && state.file === child;
  return svg(
    'g',
    { class: `cell${chosen ? ' chosen' : ''}`, ...behaviour(child, depth, `${label}, ${value}`, actions) },
    parts,
  );
}

function behaviour(child, depth, label, actions) {
  if (child === null) return {};
  const open = (event) => {
    event.stopPropagation();
    actions.open(child);
  };
  return depth === 0
    ? { role: 'button', tabindex: 0, 'aria-label': label, on: pressable(open) }
    : { on: { click: open } };
}

function chain(child, target) {
  const names = [target.name];
  for (let at = target; at !== child; at = at.parent) names.unshift(at.parent.name);
  return names.join('/');
}

function amount(value, measure, words) {
  if (measure === 'bytes') return words.bytes(value);
  return measure === 'values'
    ? words.t('valuesUnit', words.count(value))
    : words.t('totalFindings', words.count(value));
}

/** SVG text does not wrap nor clip by itself: cut by a fair guess of its width. */
function text(content, x, y, room, className) {
  let used = 0;
  let shown = '';
  for (const character of content) {
    used += character.codePointAt(0) > 0x2e7f ? 13 : 7.2;
    if (used > room) {
      shown = `${[...shown].slice(0, -1).join('')}…`;
      break;
    }
    shown += character;
  }
  return svg('text', { x, y, class: className, 'aria-hidden': 'true' }, shown);
}

function crumbs(state, words, actions) {
  const nodes = [];
  for (let at = state.node; at !== null; at = at.parent) nodes.unshift(at);
  const items = nodes.map((node) => {
    const name = node.parent === null ? words.t('root') : node.name;
    const here = node === state.node && state.file === null;
    return h(
      'li',
      {},
      here
        ? h('span', { 'aria-current': 'true' }, name)
        : h('button', { type: 'button', class: 'link', on: { click: () => actions.open(node) } }, name),
    );
  });
  if (state.file !== null) items.push(h('li', {}, h('span', { 'aria-current': 'true' }, state.file.name)));
  return h('nav', { 'aria-label': words.t('folder') }, h('ol', { class: 'crumbs' }, items));
}

function measures(state, words, actions) {
  const choices = [
    ['findings', 'byFindings'],
    ['values', 'byValues'],
    ['bytes', 'byBytes'],
  ];
  return h(
    'div',
    { class: 'segmented', role: 'group' },
    choices.map(([measure, key]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(state.measure === measure),
          on: { click: () => actions.measure(measure) },
        },
        words.t(key),
      ),
    ),
  );
}

function legend(words) {
  return h(
    'ul',
    { class: 'legend' },
    [0, 1, 2, 3].map((tier) =>
      h('li', {}, h('span', { class: `swatch ${TIER_CLASS[tier]}` }), words.tier(tier)),
    ),
  );
}

export function folderLabel(node, words) {
  return node.parent === null ? words.t('root') : nodePath(node);
}
