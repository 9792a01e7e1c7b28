import { h, put } from './dom.js';
import { renderFilters, renderFindings } from './findings.js';
import { renderHeatmap } from './heatmap.js';
import { buildTree, decode, unwrap } from './model.js';
import {
  renderColumns,
  renderCoverage,
  renderHeader,
  renderMethod,
  renderTiers,
  renderViolations,
} from './sections.js';
import { renderTreemap } from './treemap.js';
import { makeWords } from './words.js';

const model = decode(JSON.parse(document.getElementById('report').textContent));
const home = unwrap(buildTree(model.assets));
const noFilters = () => ({ tier: -1, type: -1, band: -1, query: '', sort: 'tier', reverse: false });
const state = {
  home,
  node: home,
  /** A file chosen within `node`. */
  file: null,
  measure: model.findings.length > 0 ? 'findings' : 'bytes',
  filters: noFilters(),
  page: 0,
  open: new Set(),
  printing: false,
};
let words = makeWords(model, model.lang);
let timer = 0;

const actions = {
  open(node) {
    const target = unwrap(node);
    state.file = target.children.size === 0 ? target : null;
    state.node = state.file === null ? target : (target.parent ?? home);
    // Above the first branching there is nothing to choose.
    if (state.node.from <= home.from && state.node.to >= home.to) state.node = home;
    places();
  },
  measure(measure) {
    state.measure = measure;
    renderTreemap(state, words, actions);
  },
  filter({ folder, show, ...filters }) {
    Object.assign(state.filters, filters);
    state.page = 0;
    renderFilters(model, state, words, actions);
    if (folder === null) actions.open(home);
    else if (folder !== undefined) actions.open(folder);
    else renderFindings(model, state, words, actions);
    if (folder !== undefined || show === true) document.getElementById('findings-section').scrollIntoView();
  },
  search(query) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      state.filters.query = query;
      state.page = 0;
      renderFindings(model, state, words, actions);
    }, 120);
  },
  sort(key) {
    const { filters } = state;
    filters.reverse = filters.sort === key && !filters.reverse;
    filters.sort = key;
    state.page = 0;
    renderFindings(model, state, words, actions);
    document.querySelector('.findings th[aria-sort]:not([aria-sort=none]) button')?.focus();
  },
  page(page) {
    state.page = page;
    renderFindings(model, state, words, actions);
    document.getElementById('findings-section').scrollIntoView();
  },
  clear() {
    state.filters = noFilters();
    renderFilters(model, state, words, actions);
    actions.open(home);
  },
};

function places() {
  state.page = 0;
  renderTreemap(state, words, actions);
  renderHeatmap(model, state, words, actions);
  renderFindings(model, state, words, actions);
}

function everything() {
  const { t } = words;
  document.documentElement.lang = words.texts.locale;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = t(element.dataset.text);
  const language = (lang, name) =>
    h(
      'button',
      { type: 'button', lang, 'aria-pressed': String(words.lang === lang), on: { click: () => speak(lang) } },
      name,
    );
  put(
    'tools',
    h(
      'div',
      { class: 'segmented', role: 'group', 'aria-label': t('language') },
      language('zh', '中文'),
      language('en', 'English'),
    ),
    h('button', { type: 'button', on: { click: toggleTheme } }, t('theme')),
    h('button', { type: 'button', on: { click: () => print() } }, t('print')),
  );
  renderHeader(model, words);
  renderTiers(model, words, actions);
  renderViolations(model, words);
  renderFilters(model, state, words, actions);
  places();
  document.getElementById('map-section').hidden = model.assets.length === 0;
  document.getElementById('heat-section').hidden = model.findings.length === 0;
  renderColumns(model, words);
  renderCoverage(model, words);
  renderMethod(words);
}

function speak(lang) {
  words = makeWords(model, lang);
  everything();
}

function toggleTheme() {
  const root = document.documentElement;
  const dark =
    root.dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset.theme === 'dark';
  root.dataset.theme = dark ? 'light' : 'dark';
}

addEventListener('beforeprint', () => {
  state.printing = true;
  renderFindings(model, state, words, actions);
  for (const details of document.querySelectorAll('#coverage details')) {
    details.open = true;
    // The event of its own comes only after the page was printed.
    details.dispatchEvent(new Event('toggle'));
  }
});
addEventListener('afterprint', () => {
  state.printing = false;
  renderFindings(model, state, words, actions);
});

everything();
