import { h, put } from './dom.js';
import { TIERS, unwrap, within } from './model.js';

const MOST_ROWS = 14;
const MOST_COLUMNS = 14;

/** Folders below the current one against types, as a table of counts; rows and columns hold the largest first. */
export function renderHeatmap(model, state, words, actions) {
  const { t } = words;
  const all = rowsOf(state);
  const rows = all.slice(0, MOST_ROWS);
  const cells = rows.map(() => new Map());
  const totals = new Map();
  for (const finding of model.findings) {
    const at = rows.findIndex((row) => within(row, finding.asset));
    if (at === -1) continue;
    cells[at].set(finding.type, (cells[at].get(finding.type) ?? 0) + finding.count);
    totals.set(finding.type, (totals.get(finding.type) ?? 0) + finding.count);
  }
  const found = [...totals.keys()].sort(
    (a, b) => model.types[a].tier - model.types[b].tier || totals.get(b) - totals.get(a),
  );
  const types = found.slice(0, MOST_COLUMNS);
  const most = Math.max(1, ...cells.flatMap((row) => types.map((type) => row.get(type) ?? 0)));
  const table = h(
    'table',
    { class: 'heat' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t('folder')),
        types.map((type) =>
          h(
            'th',
            { scope: 'col', class: `type ${TIERS[model.types[type].tier]}` },
            h('span', {}, words.type(type)),
          ),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row, at) =>
        h(
          'tr',
          {},
          h(
            'th',
            { scope: 'row' },
            h(
              'button',
              { type: 'button', class: 'link path', on: { click: () => actions.open(row) } },
              rowName(row),
            ),
          ),
          types.map((type) => cell(cells[at].get(type) ?? 0, most, row, type, model, words, actions)),
        ),
      ),
    ),
  );
  put(
    'heat',
    types.length === 0
      ? h('p', { class: 'empty' }, t('none'))
      : h('div', { class: 'scroll', tabindex: 0 }, table),
    all.length > rows.length || found.length > types.length
      ? h('p', { class: 'hint' }, t('heatMore', all.length - rows.length, found.length - types.length))
      : null,
  );
}

function rowsOf(state) {
  if (state.file !== null) return [state.file];
  const children = [...state.node.children.values()].filter((child) => child.findings > 0);
  const rows = children.length === 0 && state.node.findings > 0 ? [state.node] : children;
  return rows.sort((a, b) => a.tier - b.tier || b.values - a.values);
}

function rowName(row) {
  const target = unwrap(row);
  const names = [target.name];
  for (let at = target; at !== row; at = at.parent) names.unshift(at.parent.name);
  return names.join('/');
}

function cell(count, most, row, type, model, words, actions) {
  if (count === 0) return h('td', { class: 'zero' }, '·');
  // By logarithm: one column of 10,000 must not make one of 10 invisible.
  const strength = Math.round(15 + (75 * Math.log1p(count)) / Math.log1p(most));
  const label = `${rowName(row)}, ${words.type(type)}: ${words.count(count)}`;
  const press = () => actions.filter({ folder: row, type });
  return h(
    'td',
    {
      class: `${TIERS[model.types[type].tier]}${strength > 52 ? ' strong' : ''}`,
      vars: { '--strength': `${strength}%` },
    },
    h(
      'button',
      { type: 'button', 'aria-label': label, title: label, on: { click: press } },
      words.compact(count),
    ),
  );
}
