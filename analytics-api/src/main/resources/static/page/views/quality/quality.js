import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { counted, format } from '../../app/format.js';
import { anew, here, href } from '../../app/router.js';
import { choice } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';
import { issueAt } from '../../components/rows.js';
import { filled } from '../../components/state.js';
import { tile, tiles } from '../../components/tile.js';
import { RULES, causes } from './causes.js';
import { RUNS, unlessNoRun } from './runs.js';
import { scorecard, trend } from './scores.js';

export const chooses = ['rule', 'entity', 'severity', 'change', 'after'];

const ISSUES = '/api/data-quality/issues';

const PAGE = 50;

const CHANGES = [['', 'All issues'], ['new', 'New since the last run'], ['gone', 'Gone since the last run']];

export function show({ title, chosen }, left) {
  const { rule, entity, severity, change } = chosen;
  return [
    heading(title, 'What the newest quality run found on the rows that are loaded: the causes first, with what to do about them, then the rows. `credit check` makes another run.'),
    filled(h('div', { class: 'stack', id: 'quality' }), summary),
    causes(left),
    h(
      'form',
      { class: 'filters', 'aria-label': 'Filters of the issues', onsubmit: (event) => event.preventDefault() },
      choice('rule', 'Rule', rule, distinct('rule', 'All rules')),
      choice('entity', 'Entity', entity, distinct('entity', 'All entities')),
      choice('severity', 'Severity', severity, [['', 'All severities'], ...['Critical', 'Warning', 'Info'].map((level) => [level, level])]),
      choice('change', 'Since the last run', change, CHANGES),
    ),
    panel({
      name: 'issues',
      title: 'Issues: rows and reasons',
      note: 'A row’s key leads to the seller, or to the row’s versions and from there to its seller.',
      none: unlessNoRun(change ? 'No issue is so since the run before.' : 'The newest quality run found no such issue.'),
      sources: [source(ISSUES, { rule, entity, severity, change, after: cursor(), limit: PAGE })],
      sort: {},
      columns: [
        { key: 'rule', label: 'Rule' },
        { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
        { key: 'entity', label: 'Entity' },
        { key: 'entity_key', label: 'Row', show: (row) => h('a', { href: issueAt(row) }, row.entity_key) },
        { key: 'reason', label: 'Reason', format: 'long' },
      ],
      high: true,
      more: async (answer) => pages(answer, 'issues', { size: PAGE, total: await many(chosen) }),
      left,
    }),
    h('div', { class: 'columns' }, scorecard(left), trend(left)),
  ];
}

/** How many issues the filters leave, as the rules count them. */
async function many({ rule, entity, severity, change }) {
  const counted = { new: 'new_issues', gone: 'gone_issues' }[change] ?? 'issues';
  const rules = rowsOf(await get(RULES)).filter((row) => (!rule || row.rule === rule) && (!entity || row.entity === entity) && (!severity || row.severity === severity));
  return rules.reduce((sum, row) => sum + (row[counted] ?? 0), 0);
}

/** Whether today's rows can be relied on, in four figures. */
async function summary() {
  const [rules, runs] = (await Promise.all([get(RULES), get(RUNS)])).map(rowsOf);
  if (runs.length === 0) {
    return [];
  }
  const [newest, before] = runs;
  const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const critical = rules.filter(({ severity }) => severity === 'Critical');
  const since = (key) => (before ? h('a', { href: here(anew({ change: key, rule: null, entity: null, severity: null })) }, format.count(sum(rules, `${key}_issues`))) : format.count(null));
  const against = before ? `against run ${before.run_id} of ${before.as_of}` : 'there is no run before';
  return tiles(
    tile('Rows without an issue', format.hundredths(newest.quality_percent), { path: RUNS, note: `${format.count(newest.total - newest.with_issues)} of ${format.count(newest.total)}, run ${newest.run_id} of ${newest.as_of}` }),
    tile('Critical issues', h('a', { href: href('quality', { severity: 'Critical' }) }, format.count(sum(critical, 'issues'))), { path: RULES, note: `by ${counted(critical.filter(({ issues }) => issues > 0).length, 'rule')}` }),
    tile('New since the last run', since('new'), { path: RULES, note: against }),
    tile('Gone since', since('gone'), { path: RULES, note: against }),
  );
}

/** What issues there are to choose from, as the rules of the run name them. */
async function distinct(key, all) {
  const rules = rowsOf(await get(RULES));
  return [['', all], ...[...new Set(rules.map((row) => row[key]))].map((value) => [value, value])];
}

