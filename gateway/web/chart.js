// Small line charts, one for each unit. Lines are told apart by dashes and marks, not by colour alone.
import { element, svgElement } from './element.js';
import { cellOf } from './table.js';
import { printNumber, say, word } from './words.js';

const WIDE = 480;
const NARROW = 320;
const HEIGHT = 220;
const DIGIT = 7.5;  // about as wide as one of the labels'
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 28;
const DASHES = ['none', '8 4', '2 4', '10 3 2 3', '5 2'];
const MARKS = ['M-4,-4h8v8h-8z', 'M0,-5L5,4H-5z', 'M-5,0L0,-5L5,0L0,5z', 'M-5,-1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z', 'M-4,-4h8L0,5z'];

// Round numbers around what is to be shown.
function scale(numbers) {
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const spread = most - least || Math.abs(most) || 1;
  const power = 10 ** Math.floor(Math.log10(spread / 3));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => spread / each <= 4);
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  const ticks = [];
  for (let tick = low; tick <= high + step / 2; tick += step) ticks.push(tick);
  return { low, high, ticks, decimals: Math.max(0, -Math.floor(Math.log10(step))) };
}

function line(points, index, at) {
  const style = index % DASHES.length;
  let path = '';
  let drawing = false;
  for (const { x, y } of points.map(at)) {
    if (y === undefined) drawing = false;
    else {
      path += `${drawing ? 'L' : 'M'}${x},${y}`;
      drawing = true;
    }
  }
  const marks = points.map(at).filter(({ y }) => y !== undefined)
    .map(({ x, y }) => svgElement('path', { d: MARKS[style], transform: `translate(${x} ${y})`, class: 'point' }));
  return svgElement('g', { class: `series series-${style}` },
    svgElement('path', { d: path, class: 'line', 'stroke-dasharray': DASHES[style] }), ...marks);
}

function legendKey(index) {
  const style = index % DASHES.length;
  return svgElement('svg', { viewBox: '0 0 40 12', width: 40, height: 12, 'aria-hidden': 'true', class: `series series-${style}` },
    svgElement('path', { d: 'M0,6H40', class: 'line', 'stroke-dasharray': DASHES[style] }),
    svgElement('path', { d: MARKS[style], transform: 'translate(20 6)', class: 'point' }));
}

function chart(unit, series, years) {
  const { low, high, ticks, decimals } = scale(series.flatMap(({ numbers }) => numbers.filter((each) => each !== undefined)));
  const labels = ticks.map((tick) => printNumber(tick, decimals));
  const width = window.innerWidth < 640 ? NARROW : WIDE;
  const left = 12 + DIGIT * Math.max(...labels.map((label) => label.length));
  const across = (i) => left + (years.length === 1 ? 0.5 : i / (years.length - 1)) * (width - left - RIGHT);
  const up = (number) => HEIGHT - BOTTOM - ((number - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const at = (number, i) => ({ x: across(i), y: number === undefined ? undefined : up(number) });
  const every = Math.ceil(years.length / ((width - left) / 48));
  const svg = svgElement('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': word('chart', series.map(({ title }) => title).join(', '), unit) },
    ...ticks.map((tick, i) => svgElement('g', {},
      svgElement('line', { x1: left, x2: width - RIGHT, y1: up(tick), y2: up(tick), class: 'grid' }),
      svgElement('text', { x: left - 6, y: up(tick) + 4, 'text-anchor': 'end' }, labels[i]))),
    ...years.map((year, i) => (i % every ? null : svgElement('text', { x: across(i), y: HEIGHT - 8, 'text-anchor': 'middle' }, year))),
    ...series.map(({ numbers }, index) => line(numbers, index, at)));
  return element('figure', {}, svg, element('figcaption', {}, unit ? element('strong', {}, unit) : null,
    element('ul', {}, ...series.map(({ title }, index) => element('li', {}, legendKey(index), title)))));
}

export function charts(table, metrics, years) {
  const byUnit = new Map();
  for (const metric of metrics) {
    const numbers = years.map((year) => cellOf(table, metric.key, year)?.number);
    if (!numbers.some((each) => each !== undefined)) continue;
    const unit = say(metric.unit);
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { title: say(metric.title), numbers }]);
  }
  return element('div', { class: 'charts' }, ...[...byUnit].map(([unit, series]) => chart(unit, series, years)));
}
