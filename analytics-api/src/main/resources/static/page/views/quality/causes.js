import { rowsOf } from '../../app/api.js';
import { h } from '../../app/dom.js';
import { format } from '../../app/format.js';
import { href } from '../../app/router.js';
import { bars, names } from '../../components/axes.js';
import { mark } from '../../components/mark.js';
import { panel, source } from '../../components/panel.js';
import { prose } from '../../components/text.js';
import { unlessNoRun } from './runs.js';

export const RULES = '/api/data-quality/rules';

/** Why rows have issues: the rules that are broken, how often, and since when. */
export function causes(left) {
  return panel({
    name: 'causes',
    title: 'Causes: the rules that rows break',
    note: 'The gravest first. Since: the day of the first run that found such rows, in all runs up to the newest. A rule’s name leads to its rows.',
    none: unlessNoRun('No rule is broken, and none was in the run before.'),
    sources: [source(RULES)],
    rows: (answer) => rowsOf(answer).filter(({ issues, gone_issues }) => issues > 0 || gone_issues > 0),
    to: ({ rule }) => href('quality', { rule }),
    columns: [
      { key: 'rule', label: 'Rule', show: ({ rule, title }) => h('span', { title }, rule) },
      { key: 'severity', label: 'Severity', show: (row) => mark(row.severity) },
      { key: 'entity', label: 'Entity' },
      { key: 'issues', label: 'Rows', format: 'count' },
      { key: 'new_issues', label: 'New', format: 'count' },
      { key: 'gone_issues', label: 'Gone', format: 'count' },
      { key: 'since', label: 'Since', format: 'day' },
      { key: 'advice', label: 'What to do', format: 'long', show: ({ advice }) => prose(format.text(advice)) },
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
          bars(severity, broken.map((row) => ({ value: row.severity === severity ? row.issues : null, to: href('quality', { rule: row.rule }) })), { stack: 'issues', color, label: { show: true, position: 'right', formatter: ({ value }) => format.count(value) } }),
        ),
      };
    },
    beneath: true,
    perRow: true,
    wide: true,
    left,
  });
}
