import { h, put } from './dom.js';
import { BANDS, TIERS, within } from './model.js';
import { folderLabel } from './treemap.js';

const PAGE = 200;
const PRINTED = 1000;

const SORTS = {
  tier: (a, b) => a.tier - b.tier || b.confidence - a.confidence || b.count - a.count,
  type: (a, b) => a.type - b.type || b.count - a.count,
  path: (a, b) => a.asset.order - b.asset.order || a.index - b.index,
  likelihood: (a, b) => b.confidence - a.confidence,
  count: (a, b) => b.count - a.count,
};

/** The findings that pass the filters, in the chosen order. */
export function selectFindings(model, state, words) {
  const { tier, type, band, query, sort, reverse } = state.filters;
  const folder = state.file ?? (state.node === state.home ? null : state.node);
  const wanted = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = model.findings.filter(
    (finding) =>
      (tier === -1 || finding.tier === tier) &&
      (type === -1 || finding.type === type) &&
      (band === -1 || finding.band === band) &&
      (folder === null || within(folder, finding.asset)) &&
      (wanted.length === 0 || matches(finding, wanted, model)),
  );
  found.sort(
    sort === 'type'
      ? (a, b) =>
          words.type(a.type).localeCompare(words.type(b.type), words.texts.locale) || b.count - a.count
      : SORTS[sort],
  );
  return reverse ? found.reverse() : found;
}

function matches(finding, wanted, model) {
  if (finding.text === '') {
    const { id, zh, en } = model.types[finding.type];
    finding.text = [
      finding.asset.path,
      finding.part,
      finding.column ?? '',
      id,
      zh,
      en,
      ...finding.places.map((place) => `${place[1]} ${place[2]}`),
    ]
      .join('\n')
      .toLowerCase();
  }
  return wanted.every((word) => finding.text.includes(word));
}

/** The controls above the table. Built once per language, so that typing keeps its focus. */
export function renderFilters(model, state, words, actions) {
  const { t } = words;
  const { filters } = state;
  const search = h('input', {
    type: 'search',
    placeholder: t('search'),
    'aria-label': t('searchLabel'),
    value: filters.query,
    on: { input: (event) => actions.search(event.target.value) },
  });
  const types = model.types
    .map((_, index) => index)
    .sort(
      (a, b) =>
        model.types[a].tier - model.types[b].tier ||
        words.type(a).localeCompare(words.type(b), words.texts.locale),
    );
  put(
    'filters',
    search,
    choice(
      t('tier'),
      t('anyTier'),
      TIERS.map((_, index) => [index, words.tier(index)]),
      filters.tier,
      (value) => actions.filter({ tier: value }),
    ),
    choice(
      t('type'),
      t('anyType'),
      types.map((index) => [index, words.type(index)]),
      filters.type,
      (value) => actions.filter({ type: value }),
    ),
    choice(
      t('likelihood'),
      t('anyBand'),
      BANDS.map((name, index) => [index, words.texts.band[name]]),
      filters.band,
      (value) => actions.filter({ band: value }),
    ),
    h('button', { type: 'button', on: { click: actions.clear } }, t('clear')),
  );
}

function choice(label, any, options, chosen, change) {
  return h(
    'select',
    { 'aria-label': label, on: { change: (event) => change(Number(event.target.value)) } },
    [[-1, any], ...options].map(([value, name]) => h('option', { value, selected: value === chosen }, name)),
  );
}

export function renderFindings(model, state, words, actions) {
  const { t } = words;
  const found = selectFindings(model, state, words);
  const size = state.printing ? PRINTED : PAGE;
  const pages = Math.max(1, Math.ceil(found.length / size));
  const page = Math.min(state.page, pages - 1);
  const shown = found.slice(page * size, (page + 1) * size);
  const folder = state.file ?? (state.node === state.home ? null : state.node);
  const head = ['tier', 'type', 'path', 'likelihood', 'count'].map((key) =>
    header(key, state, words, actions),
  );
  const table = h(
    'table',
    { class: 'findings' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col', class: 'toggle' }, h('span', { class: 'unseen' }, t('expand'))),
        head,
        h('th', { scope: 'col' }, t('evidence')),
      ),
    ),
    h(
      'tbody',
      {},
      shown.flatMap((finding) => rows(finding, state, words, model)),
    ),
  );
  put(
    'findings',
    h(
      'p',
      { class: 'shown', role: 'status' },
      t('shown', words.count(found.length), words.count(model.findings.length)),
      folder === null
        ? null
        : h(
            'span',
            { class: 'chip' },
            folderLabel(folder, words),
            h(
              'button',
              { type: 'button', 'aria-label': t('clear'), on: { click: () => actions.open(state.home) } },
              '×',
            ),
          ),
    ),
    shown.length === 0 ? h('p', { class: 'empty' }, t('noMatch')) : h('div', { class: 'scroll' }, table),
    pages === 1 ? null : pager(page, pages, words, actions),
  );
}

function header(key, state, words, actions) {
  const { sort, reverse } = state.filters;
  const current = sort === key;
  const order = !current ? 'none' : reverse ? 'descending' : 'ascending';
  const label = words.t(key);
  const button = h(
    'button',
    { type: 'button', title: words.t('sortBy', label), on: { click: () => actions.sort(key) } },
    label,
    h('span', { class: 'arrow', 'aria-hidden': 'true' }, current ? (reverse ? '↑' : '↓') : ''),
  );
  return h('th', { scope: 'col', 'aria-sort': order, class: key === 'count' ? 'number' : key }, button);
}

function rows(finding, state, words, model) {
  const { t } = words;
  const id = `details-${finding.index}`;
  const first = finding.places[0];
  const open = state.open.has(finding.index);
  const details = h('tr', { class: 'details', id, hidden: !open });
  if (open) details.append(detailCell(finding, words, model));
  const toggle = h('button', {
    type: 'button',
    class: 'toggle',
    'aria-expanded': String(open),
    'aria-controls': id,
    'aria-label': `${t('expand')}: ${words.type(finding.type)}, ${finding.asset.path}`,
  });
  const flip = () => {
    const now = details.hidden;
    if (now) state.open.add(finding.index);
    else state.open.delete(finding.index);
    if (now && details.childElementCount === 0) details.append(detailCell(finding, words, model));
    details.hidden = !now;
    toggle.setAttribute('aria-expanded', String(now));
  };
  const slash = finding.asset.path.lastIndexOf('/') + 1;
  const path = h(
    'td',
    { class: 'path' },
    h('span', { class: 'folder' }, finding.asset.path.slice(0, slash)),
    h('span', { class: 'file' }, finding.asset.path.slice(slash)),
    finding.part === '' ? null : h('span', { class: 'part' }, finding.part),
    finding.column === null ? null : h('span', { class: 'column' }, `${t('column')} ${finding.column}`),
  );
  const line = h(
    'tr',
    // The row is a larger target for the mouse; the keyboard has the button.
    { class: 'finding', on: { click: () => String(getSelection()) === '' && flip() } },
    h('td', { class: 'toggle' }, toggle),
    h('td', {}, h('span', { class: `badge ${TIERS[finding.tier]}` }, words.tierShort(finding.tier))),
    h('td', { class: 'type' }, words.type(finding.type)),
    path,
    h('td', { class: 'likelihood' }, likelihood(finding, words)),
    h('td', { class: 'number' }, words.count(finding.count)),
    h('td', { class: 'evidence' }, first === undefined ? '' : first[1]),
  );
  return [line, details];
}

function likelihood(finding, words) {
  const name = BANDS[finding.band];
  return [
    h('span', { class: `band ${name}` }, words.texts.band[name]),
    h('span', { class: 'score' }, words.score(finding.confidence)),
  ];
}

function detailCell(finding, words, model) {
  const { t } = words;
  const facts = [
    [
      t('reasons'),
      h(
        'ul',
        { class: 'reasons' },
        finding.why.map((index) => h('li', {}, words.reason(model.reasons[index]))),
      ),
    ],
    [t('places'), placeTable(finding, words)],
  ];
  if (finding.distinct !== null) facts.push([t('distinct'), words.count(finding.distinct)]);
  return h(
    'td',
    { colspan: 7 },
    h(
      'dl',
      { class: 'facts' },
      facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  );
}

function placeTable(finding, words) {
  const { t } = words;
  if (finding.places.length === 0) return t('none');
  const body = finding.places.map(([place, mask, print]) =>
    h(
      'tr',
      {},
      h('td', {}, placeText(place, t)),
      h('td', { class: 'evidence' }, mask),
      h('td', { class: 'print' }, print),
    ),
  );
  const head = h(
    'tr',
    {},
    [t('places'), t('evidence'), t('fingerprint')].map((name) => h('th', { scope: 'col' }, name)),
  );
  const more =
    finding.count > finding.places.length
      ? h(
          'p',
          { class: 'note' },
          t('moreOccurrences', words.count(finding.places.length), words.count(finding.count)),
        )
      : null;
  return [h('table', { class: 'places' }, h('thead', {}, head), h('tbody', {}, body)), more];
}

/** `[line, column, start, end]` in text, `[row, line]` in tables, `[]` for a whole column. */
function placeText(place, t) {
  if (place.length === 5) {
    const [line, , start, end, page] = place;
    const where = [t('line', line)];
    if (page !== null) where.unshift(t('pageNumber', page));
    if (start !== null) where.push(t('bytesAt', start, end));
    return where.join(' · ');
  }
  if (place.length === 2)
    return place[1] === null ? t('row', place[0]) : `${t('row', place[0])} · ${t('line', place[1])}`;
  return t('column');
}

function pager(page, pages, words, actions) {
  const { t } = words;
  const step = (to, label) =>
    h(
      'button',
      { type: 'button', disabled: to < 0 || to >= pages, on: { click: () => actions.page(to) } },
      label,
    );
  return h(
    'nav',
    { class: 'pager', 'aria-label': t('findings') },
    step(page - 1, t('prev')),
    h('span', {}, t('pageOf', words.count(page + 1), words.count(pages))),
    step(page + 1, t('next')),
  );
}
