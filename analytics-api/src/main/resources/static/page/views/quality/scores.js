import { rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, line, names } from '../../components/axes.js';
import { panel, source } from '../../components/panel.js';
import { NO_RUN, RUNS } from './runs.js';

const SCORECARD = '/api/data-quality/scorecard';

/** How many rows of each entity have no issue. */
export function scorecard(left) {
  return panel({
    name: 'scorecard',
    title: 'Scorecard: rows without an issue, of each entity',
    note: 'Quality is clean rows among all. A row counts once, however many rules it breaks. Rejected rows are those of the last load; they are not in the database.',
    none: NO_RUN,
    sources: [source(SCORECARD)],
    rows: (answer) => entities(rowsOf(answer)),
    to: ({ entity, with_issues }) => (with_issues > 0 ? href('quality', { entity: entity === 'total' ? null : entity }) : null),
    columns: [
      { key: 'entity', label: 'Entity' },
      { key: 'total', label: 'Rows', format: 'count' },
      { key: 'clean', label: 'Clean', format: 'count' },
      { key: 'with_issues', label: 'With issues', format: 'count' },
      { key: 'quality_percent', label: 'Quality', format: 'hundredths' },
      { key: 'critical', label: 'With Critical issues', format: 'count' },
      { key: 'critical_percent', label: 'Quality, Critical alone', format: 'hundredths' },
      { key: 'rejected', label: 'Rejected', format: 'count' },
    ],
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.hundredths },
      xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
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

/** The same over the runs. */
export function trend(left) {
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
    wide: true,
    draw: (rows) => ({
      legend: {},
      tooltip: { valueFormatter: format.hundredths },
      xAxis: names(rows.map((row) => `Run ${row.run_id}`)),
      yAxis: { type: 'value', scale: true, max: 100, axisLabel: { formatter: '{value}%' } },
      series: [line('All rules', rows.map((row) => row.quality_percent)), line('Critical rules alone', rows.map((row) => row.critical_quality_percent))],
    }),
    left,
  });
}
