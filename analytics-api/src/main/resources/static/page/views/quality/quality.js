import { get, rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, line, names } from '../../components/axes.js';
import { choice } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { mark } from '../../components/mark.js';
import { cursor, pages } from '../../components/pages.js';
import { panel, source } from '../../components/panel.js';

export const chooses = ['rule', 'entity', 'severity', 'after'];

const SCORECARD = '/api/data-quality/scorecard';
const RULES = '/api/data-quality/rules';
const ISSUES = '/api/data-quality/issues';
const RUNS = '/api/data-quality/runs';

const PAGE = 50;

const NO_RUN = 'No quality run yet. `credit check` makes one.';

export function show({ title, chosen }, left) {
  const { rule, entity, severity } = chosen;
  return [
    heading(title, 'What the newest quality run found on the rows that are loaded. `credit check` makes another run.'),
    h('div', { class: 'columns' }, scorecard(left), rules(left), trend(left)),
    h(
      'form',
      { class: 'filters', 'aria-label': 'Filters of the issues', onsubmit: (event) => event.preventDefault() },
      choice('rule', 'Rule', rule, distinct('rule', 'All rules')),
      choice('entity', 'Entity', entity, distinct('entity', 'All entities')),
      choice('severity', 'Severity', severity, [['', 'All severities'], ...['Critical', 'Warning', 'Info'].map((level) => [level, level])]),
    ),
    panel({
      name: 'issues',
      title: 'Issues: rows and reasons',
      none: 'The newest quality run found no such issue.',
      sources: [source(ISSUES, { rule, entity, severity, after: cursor(), limit: PAGE })],
      sort: {},
      columns: [
        { key: 'rule', label: 'Rule' },
        { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
        { key: 'entity', label: 'Entity' },
        { key: 'entity_key', label: 'Row', show: rowLink },
        { key: 'reason', label: 'Reason', format: 'long' },
      ],
      more: (answer) => pages(answer, 'issues', { size: PAGE }),
      left,
    }),
  ];
}

/** What issues there are to choose from, as the rules of the run name them. */
async function distinct(key, all) {
  const rules = rowsOf(await get(RULES));
  return [['', all], ...[...new Set(rules.map((row) => row[key]))].map((value) => [value, value])];
}

/** The seller whose row it is, where the key tells. */
function rowLink({ entity, entity_key }) {
  return entity === 'sellers' ? h('a', { href: href('seller', { subject: entity_key }) }, entity_key) : entity_key;
}

function scorecard(left) {
  return panel({
    name: 'scorecard',
    title: 'Scorecard: rows without an issue, of each entity',
    note: 'Quality is clean rows among all. A row counts once, however many rules it breaks. Rejected rows are those of the last load; they are not in the database.',
    none: NO_RUN,
    sources: [source(SCORECARD)],
    rows: (answer) => entities(rowsOf(answer)),
    columns: [
      { key: 'entity', label: 'Entity' },
      { key: 'total', label: 'Rows', format: 'count' },
      { key: 'clean', label: 'Clean', format: 'count' },
      { key: 'with_issues', label: 'With issues', format: 'count' },
      { key: 'quality_percent', label: 'Quality', format: 'hundredths' },
      { key: 'critical', label: 'Critical issues', format: 'count' },
      { key: 'critical_percent', label: 'Quality, Critical alone', format: 'hundredths' },
      { key: 'rejected', label: 'Rejected', format: 'count' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.hundredths },
      xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value} %' } },
      yAxis: names(rows.map((row) => row.entity), { inverse: true }),
      series: [bars('All rules', rows.map((row) => row.quality_percent)), bars('Critical rules alone', rows.map((row) => row.critical_percent))],
    }),
    beneath: true,
    perRow: true,
    wide: true,
    left,
  });
}

/** One row an entity, with what stands in the scorecard for all rules and for the Critical ones alone. */
function entities(scores) {
  const critical = new Map(scores.filter((score) => score.scope === 'Critical').map((score) => [score.entity, score]));
  return scores
    .filter((score) => score.scope === 'all')
    .map((score) => ({ ...score, critical: critical.get(score.entity)?.with_issues, critical_percent: critical.get(score.entity)?.quality_percent }));
}

function rules(left) {
  return panel({
    name: 'rules',
    title: 'Issues by rule',
    note: 'Rules that no row breaks stand in the table. A rule’s name leads to its rows.',
    none: NO_RUN,
    sources: [source(RULES, {}, { all: true })],
    columns: [
      { key: 'rule', label: 'Rule', show: (row) => h('a', { href: href('quality', { rule: row.rule }) }, row.rule) },
      { key: 'entity', label: 'Entity' },
      { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
      { key: 'issues', label: 'Issues', format: 'count' },
    ],
    draw: (rows, { steps, dim }) => {
      const broken = rows.filter((row) => row.issues > 0).toSorted((one, other) => other.issues - one.issues);
      const colours = { Critical: steps[4], Warning: steps[2], Info: dim };
      return {
        legend: {},
        tooltip: { valueFormatter: format.count },
        xAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: format.short } },
        yAxis: names(broken.map((row) => row.rule), { inverse: true }),
        series: Object.entries(colours).map(([severity, color]) =>
          bars(severity, broken.map((row) => (row.severity === severity ? row.issues : null)), { stack: 'issues', color, label: { show: true, position: 'right', formatter: ({ value }) => format.count(value) } }),
        ),
      };
    },
    left,
  });
}

function trend(left) {
  return panel({
    name: 'runs',
    title: 'Quality over the runs: share of rows without an issue',
    note: 'Over all entities, by all rules and by the Critical ones alone.',
    none: NO_RUN,
    sources: [source(RUNS)],
    rows: (answer) => rowsOf(answer).toReversed(),
    columns: [
      { key: 'run_id', label: 'Run', format: 'id' },
      { key: 'finished_at', label: 'Finished (UTC)', format: 'time' },
      { key: 'as_of', label: 'As of' },
      { key: 'load_id', label: 'Load', show: (row) => h('a', { href: href('loads', { subject: row.load_id }) }, `Load ${row.load_id}`) },
      { key: 'total', label: 'Rows', format: 'count' },
      { key: 'with_issues', label: 'With issues', format: 'count' },
      { key: 'quality_percent', label: 'Quality', format: 'hundredths' },
      { key: 'with_critical_issues', label: 'With Critical issues', format: 'count' },
      { key: 'critical_quality_percent', label: 'Quality, Critical alone', format: 'hundredths' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.hundredths },
      xAxis: names(rows.map((row) => `Run ${row.run_id}`)),
      yAxis: { type: 'value', scale: true, max: 100, axisLabel: { formatter: '{value} %' } },
      series: [line('All rules', rows.map((row) => row.quality_percent)), line('Critical rules alone', rows.map((row) => row.critical_quality_percent))],
    }),
    left,
  });
}
