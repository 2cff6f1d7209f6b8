import { h } from '../app/dom.js';

/** The one place that knows the chart library. It is fetched with the first chart, after the figures in the tiles. */
const library = () => import('../library/echarts/dist/echarts.esm.min.js');

const SERIES = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'];
const STEPS = ['--step-1', '--step-2', '--step-3', '--step-4', '--step-5'];

/** The theme's colours, as the style sheet has them now. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'),
    soft: colour('--ink-soft'),
    dim: colour('--line-strong'),
    line: colour('--line'),
    surface: colour('--surface'),
    accent: colour('--accent'),
    series: SERIES.map(colour),
    steps: STEPS.map(colour),
    warm: mixed(colour('--surface'), colour('--accent'), 0.45), // the ink can still be read on it
  };
}

/** A colour between two, each as #rrggbb. */
function mixed(from, to, share) {
  const parts = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [one, other] = [parts(from), parts(to)];
  return `#${one.map((part, index) => Math.round(part + (other[index] - part) * share).toString(16).padStart(2, '0')).join('')}`;
}

/** The height of one of the rows that a chart has, and of what stands around them. */
const ROW = 28;
const AROUND = 72;

/** The least width of one of the cells that a chart has, and of what stands beside them. */
const CELL = 28;
const BESIDE = 112;

/** The width of a chart on an A4 sheet, between its margins and those of its panel. */
const PAPER = 660;

/** The share of a chart's width that names beside its bars may take. */
const NAMES = 0.45;

/** The width that a moment's words on an axis are given. */
const TIME = 120;

/**
 * A chart. `draw(palette)` gives ECharts' option without what all charts share. Its words are those of `summary`, for
 * readers who do not see it; each chart has its rows as a table beside it. With `lines`, the chart grows with them; with `cells` side by side it keeps room for each, and can be moved sideways where there is less. `select(datum)` tells where what was
 * clicked leads, if anywhere.
 */
export function chart(summary, draw, { lines = null, cells = null, select = () => null, left }) {
  const element = h('div', { class: 'chart', role: 'img', 'aria-label': summary });
  if (lines !== null) {
    element.style.setProperty('--chart-height', `${lines * ROW + AROUND}px`);
  }
  if (cells !== null) {
    element.style.setProperty('min-width', `${cells * CELL + BESIDE}px`);
  }
  let instance = null;
  const paint = () => {
    const colours = palette();
    instance?.setOption(shared(colours, draw(colours), instance.getWidth()), true);
  };
  // Drawn anew as wide as a sheet, and not made smaller with all its words.
  const forPaper = () => {
    instance?.resize({ width: Math.max(PAPER, Number.parseFloat(element.style.minWidth) || 0) });
    paint();
    instance?.getZr().flush();
  };
  const forScreen = () => {
    instance?.resize({ width: 'auto' });
    paint();
  };
  // Drawn once the element has its place and size, and again whenever it gets another one.
  const placed = new ResizeObserver(async () => {
    const echarts = await library();
    if (left.aborted || element.clientWidth === 0) {
      return;
    }
    if (instance === null) {
      instance = echarts.init(element, null, { renderer: 'canvas' });
      instance.on('click', (datum) => {
        const target = select(datum);
        if (target) {
          location.hash = target;
        }
      });
    } else {
      instance.resize();
    }
    paint();
  });
  placed.observe(element);
  addEventListener('themechange', paint, { signal: left });
  addEventListener('beforeprint', forPaper, { signal: left });
  addEventListener('afterprint', forScreen, { signal: left });
  left.addEventListener('abort', () => {
    placed.disconnect();
    instance?.dispose();
  });
  return cells === null ? element : h('div', { class: 'scroll drawn', role: 'group', 'aria-label': summary, tabindex: 0 }, element);
}

/** What a legend's names take: a sign of them, and the mark before them with the room around it. */
const SIGN = 7;
const MARK = 34;
const LINE = 20;

/** How many lines a legend takes, so that all of it is seen. */
function legendLines({ series }, width) {
  const names = [...new Set(series.map(({ name }) => name).filter(Boolean))];
  let [lines, left] = [1, width];
  names.forEach((name) => {
    const room = name.length * SIGN + MARK;
    if (room > left && left < width) {
      lines += 1;
      left = width;
    }
    left -= room;
  });
  return lines;
}

/** So many names under a chart are all written, in lines as wide as their share of it. */
const FEW = 8;

/** A chart that is narrower than this has smaller labels. */
const NARROW = 420;

/** Where an upright value axis has its title: along it. */
const ALONG = { nameLocation: 'middle', nameGap: 40 };

/** What all charts share. Nothing moves, and the tooltip is drawn: one made of HTML would carry inline styles. */
function shared(colours, option, width) {
  const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12, color: colours.soft };
  const axis = {
    axisLabel: { ...text, hideOverlap: true },
    nameTextStyle: { ...text },
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.line } },
  };
  // Long names give way to the bars.
  const named = { width: width * NAMES, overflow: 'truncate' };
  const few = (one) => one.type === 'category' && one.data?.length > 1 && one.data.length <= FEW;
  const small = width < NARROW && { fontSize: 10 };
  const broken = (one) => ({ interval: 0, hideOverlap: false, width: (width - AROUND) / one.data.length, overflow: 'break', lineHeight: 14, ...small });
  const isValue = (one) => one?.type === 'value';
  const isOnTop = option.series.some(({ label }) => label?.show && label.position === 'top');
  const isNamed = (given) => [given].flat().some((one) => one?.name);
  const axes = (given, beneath = false) => (given === undefined ? undefined : [given].flat().map((one) => ({ ...axis, ...(isValue(one) && !beneath && ALONG), ...(one.type === 'time' && { splitNumber: Math.max(2, Math.floor(width / TIME)) }), ...one, axisLabel: { ...axis.axisLabel, ...(one.type === 'category' && one.inverse && named), ...(beneath && few(one) && broken(one)), ...one.axisLabel } })));
  return {
    animation: false,
    color: colours.series,
    textStyle: text,
    aria: { enabled: false },
    ...option,
    grid: { left: isNamed(option.yAxis) ? 36 : 16, right: 32, top: (option.legend ? LINE + LINE * legendLines(option, width) : 20) + (isOnTop ? 28 : 8), bottom: isNamed(option.xAxis) ? 24 : 4, containLabel: true, ...option.grid },
    ...(option.legend && { legend: { type: 'plain', left: 0, top: 0, itemWidth: 14, itemHeight: 10, textStyle: { ...text, color: colours.ink }, inactiveColor: colours.line, ...option.legend } }),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { ...text, color: colours.ink },
      axisPointer: { type: 'shadow', lineStyle: { color: colours.soft }, shadowStyle: { color: colours.line, opacity: 0.35 } },
      ...option.tooltip,
    },
    series: option.series.map((series) => ({ labelLayout: { hideOverlap: true }, ...series, label: { ...text, ...small, lineHeight: 15, color: colours.ink, ...series.label } })),
    xAxis: axes(option.xAxis, true)?.map((one) => ({ ...one, nameLocation: 'middle', nameGap: one.nameGap ?? (few(one) && width < NARROW ? 36 : 26) })),
    yAxis: axes(option.yAxis),
  };
}
