// Tables of the figures contract, read by names, and shown.
import { element } from './element.js';
import { printNumber, say, symbol, word } from './words.js';

// The cell of a metric and a period at the totals of all other dimensions.
export function cellOf(table, metric, period) {
  let index = 0;
  for (const { id, categories } of table.dimensions) {
    const wanted = { metric, period }[id] ?? 'total';
    const position = categories.findIndex((each) => each.id === wanted);
    if (position < 0) return undefined;
    index = index * categories.length + position;
  }
  return table.cells[index];
}

export const provenanceOf = (table, cell) => (cell && cell.provenance !== -1 ? (table.provenances ?? [])[cell.provenance ?? 0] : undefined);
const hasNumber = (cell) => cell?.number !== undefined;
const decimalsOf = (metric, cell) => cell?.decimals ?? metric.decimals ?? 0;

export function printCell(metric, cell) {
  if (hasNumber(cell)) return printNumber(cell.number, decimalsOf(metric, cell));
  if (cell?.text) return say(cell.text);
  if (cell?.date) return `${cell.date.year}-${String(cell.date.month).padStart(2, '0')}-${String(cell.date.day).padStart(2, '0')}`;
  return symbol(cell?.reason);
}

const hasValue = (cell) => hasNumber(cell) || cell?.text !== undefined || cell?.date !== undefined;

function valueCell(table, metric, cell) {
  if (!hasValue(cell)) {
    const reason = say(cell?.reasonText) || word(cell?.reason ?? 'CELL_REASON_MISSING');
    return element('td', { title: reason }, element('span', { 'aria-hidden': 'true' }, printCell(metric, cell)),
      element('span', { class: 'hidden-text' }, reason));
  }
  const synthetic = provenanceOf(table, cell)?.synthetic;
  return element('td', {}, printCell(metric, cell),
    synthetic ? element('abbr', { title: word('synthetic') }, '†') : null);
}

function printChange(metric, cell) {
  const change = cell?.change;
  if (!change) return '';
  const signed = (number, decimals) => (number > 0 ? '+' : '') + printNumber(number, decimals);
  const told = metric.changeKind === 'CHANGE_KIND_PERCENT' && change.percent !== undefined
    ? `${signed(change.percent, 1)} ${word('percent')}`
    : `${signed(change.difference ?? 0, decimalsOf(metric, cell))}${metric.changeKind === 'CHANGE_KIND_PERCENTAGE_POINTS' ? ` ${word('points')}` : ''}`;
  return change.acrossBreak ? `${told} (${word('acrossBreak')})` : told;
}

// `hr/sick-leave-target` of `hr/sick-leave-rate`: what a metric is measured against, when the domain
// has it. `kind` is `target` or `target-status`.
export function companionOf(key, kind, known) {
  return [`${key}-${kind}`, key.replace(/-[^-/]+$/, `-${kind}`)].find((each) => each !== key && known.has(each));
}

const describe = (title, ...what) => (what.some(Boolean) ? [element('dt', {}, title), element('dd', {}, ...what)] : []);

function partOf({ metric, categories, number, exact, status, source, synthetic, knownAt }) {
  const told = exact ? `${exact.numerator ?? 0}/${exact.denominator}` : number;
  const where = categories?.length ? ` (${categories.join(', ')})` : '';
  return element('li', {}, `${metric}${where}: ${told ?? ''}, ${word(status)}${source ? `, ${source}` : ''}${synthetic ? `, ${word('synthetic')}` : ''}${knownAt ? `. ${word('known')} ${knownAt}` : ''}`);
}

function footnotesOf(table, cells) {
  const positions = new Set(cells.flatMap((cell) => cell?.footnotes ?? []));
  return [...positions].map((position) => element('li', {}, say(table.footnotes[position].text)));
}

// What stands behind a metric's figures, to be opened.
function evidence(table, metric, cells) {
  const latest = cells.filter(hasValue).at(-1);
  const provenance = provenanceOf(table, latest);
  const notes = footnotesOf(table, cells);
  const parts = (provenance?.parts ?? []).map(partOf);
  return element('details', {},
    element('summary', { 'aria-label': word('about', say(metric.title)) }, say(metric.title)),
    element('dl', {},
      ...describe(word('definition'), say(metric.definition)),
      ...describe(word('source'), metric.definitionSource),
      ...describe(word('from_'), provenance && `${provenance.domain}: ${provenance.source}`),
      ...describe(word('composed'), parts.length ? element('ul', {}, ...parts) : null),
      ...describe(word('coverage'), latest?.coverage === undefined ? null : `${printNumber(latest.coverage * 100, 0)} %`),
      ...describe(word('notes'), notes.length ? element('ul', {}, ...notes) : null)));
}

function row(table, metric, years, known) {
  const cells = years.map((year) => cellOf(table, metric.key, year));
  const latest = cells.at(-1);
  const companion = (kind) => {
    const key = companionOf(metric.key, kind, known);
    const found = key && table.metrics.find((each) => each.key === key);
    return found ? printCell(found, cellOf(table, key, years.at(-1))) : '';
  };
  const reached = companion('target-status');
  const status = [latest?.status ? word(latest.status) : '', latest?.revision ? word('revised', latest.revision) : '', reached].filter(Boolean).join(', ');
  return element('tr', {},
    element('th', { scope: 'row' }, evidence(table, metric, cells), element('span', { class: 'subtle' }, say(metric.unit))),
    ...cells.map((cell) => valueCell(table, metric, cell)),
    element('td', {}, printChange(metric, latest)), element('td', {}, companion('target')), element('td', { class: 'text' }, status));
}

export const isSynthetic = (table) => (table.provenances ?? []).some((each) => each.synthetic);

export function figureTable(table, metrics, years, known) {
  const heads = [word('metric'), ...years, `${word('change')} ${years.at(-1)}`, word('target'), word('status')];
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': word('caption', years[0], years.at(-1)) },
    element('table', {},
      element('caption', {}, word('caption', years[0], years.at(-1)),
        isSynthetic(table) ? element('strong', { class: 'mark' }, word('synthetic')) : null),
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...metrics.map((metric) => row(table, metric, years, known)))));
}

const quoted = (text) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// As spreadsheets want it: a semicolon between, the language's decimal sign, no spaces in numbers.
export function csvOf(table, metrics, years) {
  const number = (value) => String(value).replace('.', printNumber(1.5, 1)[1]);
  const lines = metrics.map((metric) => [metric.key, say(metric.title), say(metric.unit), ...years.map((year) => {
    const cell = cellOf(table, metric.key, year);
    return hasNumber(cell) ? number(cell.number) : printCell(metric, cell);
  })]);
  return `\ufeff${[['key', word('metric'), 'unit', ...years], ...lines].map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`;
}

const MOST_OF = 0.8;

// The latest year that figures were collected for, if any. Some metrics have a number of every year:
// who is employed until something else is known, how many events there were. So what counts is nearly
// as many numbers, other than 0, as in the year that has most.
export function latestYear({ dimensions: [metrics], cells }, years) {
  const counts = years.map((_, year) => metrics.categories.filter((__, i) => cells[i * years.length + year].number).length);
  const enough = MOST_OF * Math.max(...counts);
  return years.findLast((_, year) => counts[year] > enough);
}
