import { h, put } from './dom.js';
import { STATUSES, TIERS } from './model.js';

const STEP = 100;

export function renderHeader(model, words) {
  const { t } = words;
  const { scan, summary, texts } = { ...model, texts: words.texts };
  const { unread } = model;
  const { complete, partial, skipped } = summary.assets;
  const all = complete + partial + skipped;
  const worst = summary.tier === null ? 3 : TIERS.indexOf(summary.tier);
  const verdicts = [
    texts.words.verdictCore,
    texts.words.verdictGeneral,
    texts.words.verdictBasic,
    all === skipped ? texts.words.nothingRead : texts.words.verdictClean,
  ];
  const values = model.findings.reduce((sum, finding) => sum + finding.count, 0);
  const holding = model.assets.filter((asset) => asset.findings > 0).length;
  const facts = [
    ['scope', scan.scope],
    ['started', `${scan.started.slice(0, 19).replace('T', ' ')} UTC`],
    ['duration', scan.duration[words.lang]],
    ['volume', `${words.bytes(summary.bytes)} · ${t('assetsUnit', words.count(all))}`],
    ['rulesUsed', `${words.count(scan.rules)} · ${scan.packs}`],
    ['host', scan.host],
    ['version', `Trawl ${scan.version}`],
    ['scanId', scan.id],
  ];
  document.title = t('title');
  put(
    'header',
    h('p', { class: 'kicker' }, t('title')),
    h(
      'h1',
      {
        class: `verdict ${['core', 'general', 'basic', unread > 0 || all === 0 ? 'unsure' : 'clean'][worst]}`,
      },
      verdicts[worst],
    ),
    h(
      'p',
      { class: 'lead' },
      [
        t('totalFindings', words.count(model.findings.length)),
        t('valuesUnit', words.count(values)),
        t('ofAssets', words.count(holding)),
      ].join(' · '),
    ),
    scan.interrupted ? h('p', { class: 'warning', role: 'alert' }, texts.words.interrupted) : null,
    unread === 0
      ? null
      : h(
          'p',
          { class: 'warning' },
          t('incomplete', words.count(unread)),
          ' ',
          h('a', { href: '#coverage-section' }, t('coverage')),
        ),
    h(
      'dl',
      { class: 'scan-facts', 'aria-label': t('scanFacts') },
      facts.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))),
    ),
  );
}

export function renderTiers(model, words, actions) {
  const { t, texts } = words;
  const stats = TIERS.map(() => ({ findings: 0, values: 0, assets: new Set(), types: new Map() }));
  for (const finding of model.findings) {
    const stat = stats[finding.tier];
    stat.findings++;
    stat.values += finding.count;
    stat.assets.add(finding.asset.index);
    stat.types.set(finding.type, (stat.types.get(finding.type) ?? 0) + finding.count);
  }
  put(
    'tiers',
    stats.map((stat, tier) => {
      const types = [...stat.types].sort((a, b) => b[1] - a[1]);
      const top = types.slice(0, 6);
      return h(
        'article',
        { class: `card ${TIERS[tier]}` },
        h('h3', {}, words.tier(tier)),
        h('p', { class: 'holds' }, texts.tierHolds[TIERS[tier]]),
        h(
          'p',
          { class: 'figure' },
          h(
            'button',
            {
              type: 'button',
              disabled: stat.findings === 0,
              on: { click: () => actions.filter({ tier, folder: null, show: true }) },
            },
            words.count(stat.findings),
          ),
          ' ',
          h('span', {}, t('findingsUnit')),
        ),
        h(
          'p',
          { class: 'sub' },
          stat.findings === 0
            ? t('none')
            : `${t('valuesUnit', words.count(stat.values))} · ${t('ofAssets', words.count(stat.assets.size))}`,
        ),
        h(
          'ul',
          { class: 'top' },
          top.map(([type, count]) =>
            h(
              'li',
              {},
              h('span', {}, words.type(type)),
              h('span', { class: 'number' }, words.compact(count)),
            ),
          ),
          types.length > top.length
            ? h('li', {}, h('span', {}, t('others', types.length - top.length)))
            : null,
        ),
      );
    }),
  );
}

export function renderViolations(model, words) {
  const { t, texts } = words;
  document.getElementById('violations-section').hidden = model.violations.length === 0;
  const head = ['severity', 'clause', 'path', 'why', 'observed', 'expected', 'action'];
  const row = (violation) =>
    h(
      'tr',
      {},
      h(
        'td',
        {},
        h('span', { class: `severity ${violation.severity}` }, texts.severity[violation.severity]),
        violation.undetermined ? h('span', { class: 'note' }, ` ${t('undetermined')}`) : null,
      ),
      h('td', { class: 'clause' }, violation.clause, h('br'), h('span', { class: 'note' }, violation.check)),
      h('td', { class: 'path' }, violation.asset),
      [violation.why, violation.observed, violation.expected, violation.action].map((text) =>
        h('td', {}, text),
      ),
    );
  put(
    'violations',
    growing(
      model.violations,
      (rows) =>
        h('div', { class: 'scroll' }, h('table', { class: 'plain' }, headRow(head, t), h('tbody', {}, rows))),
      row,
      words,
    ),
  );
}

export function renderColumns(model, words) {
  const { t } = words;
  document.getElementById('columns-section').hidden = model.columns.length === 0;
  const head = ['path', 'column', 'type', 'tier', 'likelihood', 'matched', 'runnerUp'];
  const row = ([asset, part, name, type, tier, confidence, rows, matched, runnerUp]) =>
    h(
      'tr',
      {},
      h('td', { class: 'path' }, model.assets[asset].path + part),
      h('td', { class: 'column' }, name),
      h('td', {}, words.type(type)),
      h('td', {}, h('span', { class: `badge ${TIERS[tier]}` }, words.tierShort(tier))),
      h('td', { class: 'number' }, words.score(confidence)),
      h('td', { class: 'number' }, `${words.count(matched)} / ${words.count(rows)}`),
      h('td', {}, runnerUp === null ? t('none') : words.type(runnerUp)),
    );
  put(
    'columns',
    growing(
      model.columns,
      (rows) =>
        h('div', { class: 'scroll' }, h('table', { class: 'plain' }, headRow(head, t), h('tbody', {}, rows))),
      row,
      words,
    ),
  );
}

export function renderCoverage(model, words) {
  const { t, texts } = words;
  const { assets } = model.summary;
  const all = STATUSES.reduce((sum, status) => sum + assets[status], 0);
  const share = (count) =>
    all === 0 ? '0' : ((100 * count) / all).toFixed(count === all || count === 0 ? 0 : 1);
  const bar = h(
    'div',
    { class: 'bar', 'aria-hidden': 'true' },
    STATUSES.map((status) =>
      assets[status] === 0 ? null : h('span', { class: status, vars: { 'flex-grow': assets[status] } }),
    ),
  );
  const counts = h(
    'ul',
    { class: 'legend' },
    STATUSES.map((status) =>
      h(
        'li',
        {},
        h('span', { class: `swatch ${status}` }),
        `${texts.coverage[status]} ${words.count(assets[status])} (${share(assets[status])} %)`,
      ),
    ),
  );
  const byCode = new Map();
  for (const issue of model.issues) {
    if (!byCode.has(issue[3])) byCode.set(issue[3], []);
    byCode.get(issue[3]).push(issue);
  }
  const groups = [...byCode]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([code, issues]) => reason(code, issues, words));
  put(
    'coverage',
    bar,
    counts,
    groups.length === 0
      ? h('p', { class: 'empty' }, all === 0 ? texts.words.nothingRead : t('everythingRead'))
      : groups,
  );
}

function reason(code, issues, words) {
  const { t, texts } = words;
  const { what, todo } = texts.issue[code];
  const item = ([asset, part, stage, , message]) =>
    h(
      'li',
      {},
      h('span', { class: 'path' }, asset + part),
      h('span', { class: 'note' }, ` ${texts.stage[stage]}${message === '' ? '' : ` · ${message}`}`),
    );
  const details = h(
    'details',
    {},
    h(
      'summary',
      {},
      h('span', { class: 'what' }, what),
      h('span', { class: 'number' }, words.count(issues.length)),
      h('span', { class: 'todo' }, `${t('todo')}: ${todo}`),
    ),
  );
  // Filled when opened: a scan can leave 100,000 of them.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1)
      details.append(growing(issues, (rows) => h('ul', { class: 'list' }, rows), item, words));
  });
  return details;
}

/** A long list shown piece by piece. */
function growing(items, wrap, row, words) {
  const box = wrap(items.slice(0, STEP).map(row));
  const body = box.querySelector('tbody') ?? box;
  let shown = Math.min(STEP, items.length);
  if (shown === items.length) return box;
  const button = h('button', { type: 'button', class: 'more' });
  const label = () =>
    button.replaceChildren(words.t('moreRows', words.count(Math.min(STEP * 2, items.length - shown))));
  button.addEventListener('click', () => {
    body.append(...items.slice(shown, shown + STEP * 2).map(row));
    shown = Math.min(items.length, shown + STEP * 2);
    if (shown === items.length) button.remove();
    else label();
  });
  label();
  return h('div', {}, box, button);
}

function headRow(keys, t) {
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      keys.map((key) =>
        h('th', { scope: 'col', class: key === 'likelihood' || key === 'matched' ? 'number' : null }, t(key)),
      ),
    ),
  );
}

export function renderMethod(words) {
  put(
    'method',
    h(
      'ul',
      {},
      ['method1', 'method2', 'method3', 'method4', 'method5'].map((key) => h('li', {}, words.t(key))),
    ),
  );
}
