// The page at `/`: figures of any domain, chosen, in a table and as lines. It knows the figures
// contract and no domain.
import { get, lookPath, metricsOf, reportsOf, setToken, stream, tablePath } from './api.js';
import { charts } from './chart.js';
import { element } from './element.js';
import { companionOf, csvOf, figureTable, isSynthetic, latestYear } from './table.js';
import { lang, say, setLanguage, word } from './words.js';

const MOST_METRICS = 40;
const MOST_YEARS = 20;
const FIRST_LOOK_YEARS = 12;
const SHOWN_YEARS = 5;
const SHOWN_METRICS = 6;
const find = (id) => document.getElementById(id);
const form = { municipality: find('municipality'), from: find('from'), to: find('to'), search: find('search'), token: find('token') };

const state = { metrics: [], chosen: new Set(), reports: [], table: null, municipality: '', outages: [],
  token: '', opening: undefined, yearsAreChosen: false };
let current = new AbortController();

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const known = () => new Map(state.metrics.map((metric) => [metric.key, metric]));

function tell(...lines) {
  find('message').replaceChildren(...lines.filter(Boolean).map((line) => element('p', {}, line)));
}

function explain(error) {
  if (error.name === 'AbortError') return;
  find('token-panel').open ||= error.status === 401;
  if (error.status === 401) tell(word(state.token ? 'refused' : 'unauthenticated'), error.message);
  else if (error.status === 403) tell(word('denied'), error.message);
  else tell(word('failed'), error.message);
  find('message').classList.add('bad');
}

// What is wrong with the choice, or nothing.
function fault() {
  const [from, to] = [Number(form.from.value), Number(form.to.value)];
  if (!/^\d{9}$/.test(form.municipality.value)) return word('number');
  if (!(from <= to && to - from < MOST_YEARS)) return word('order');
  if (state.chosen.size === 0) return word('none');
  return state.chosen.size > MOST_METRICS ? word('tooMany') : undefined;
}

function remember() {
  const query = new URLSearchParams({ municipality: form.municipality.value, from: form.from.value, to: form.to.value, lang: lang() });
  for (const key of state.chosen) query.append('metric', key);
  history.replaceState(null, '', `?${query}`);
}

// The metrics chosen, and those that they are measured against.
function keysToAsk() {
  const all = known();
  const keys = new Set(state.chosen);
  for (const key of state.chosen) {
    for (const kind of ['target', 'target-status']) {
      const companion = companionOf(key, kind, all);
      if (companion) keys.add(companion);
    }
  }
  return [...keys].filter(canAsk);
}

const canAsk = (key) => known().has(key) || isAway(key);

// Of a domain that did not tell what it has.
const isAway = (key) => state.outages.some(({ domain }) => domain === domainOf({ key }));

async function ask(years) {
  current.abort();
  current = new AbortController();
  find('message').classList.remove('bad');
  tell(word('loading'));
  state.table = await get(tablePath(state.municipality, keysToAsk(), years), current.signal);
  state.years = years;
}

async function show() {
  const wrong = fault();
  if (wrong) {
    find('message').classList.add('bad');
    tell(wrong);
    return;
  }
  try {
    if (state.municipality !== form.municipality.value) await learn();
    await ask(range(Number(form.from.value), Number(form.to.value)));
    remember();
    draw();
  } catch (error) {
    explain(error);
  }
}

function exports(metrics) {
  const csv = new Blob([csvOf(state.table, metrics, state.years)], { type: 'text/csv' });
  return element('p', { class: 'exports' },
    element('a', { href: URL.createObjectURL(csv), download: `figures-${state.years[0]}-${state.years.at(-1)}.csv` }, word('csv')),
    element('a', { href: tablePath(state.municipality, keysToAsk(), state.years) }, word('json')));
}

function draw() {
  if (!state.table) return;
  const outages = [...new Map([...state.outages, ...(state.table.outages ?? [])].map((each) => [each.domain, each])).values()];
  const all = known();
  const metrics = [...state.chosen].filter((key) => state.table.metrics.some((each) => each.key === key))
    .map((key) => all.get(key) ?? state.table.metrics.find((each) => each.key === key));
  find('result').replaceChildren(
    outages.length ? element('div', { class: 'warning' }, element('strong', {}, word('partial')),
      element('ul', {}, ...outages.map(({ domain, message }) => element('li', {}, word('away', domain, message))))) : '',
    isSynthetic(state.table) ? element('p', { class: 'warning' }, element('strong', { class: 'mark' }, word('synthetic')), ' ', word('syntheticNote')) : '',
    figureTable(state.table, metrics, state.years, known()),
    element('p', { class: 'subtle' }, word('symbols')),
    exports(metrics), charts(state.table, metrics, state.years));
  tell(word('ready', metrics.length));
}

// Metrics to choose from, by domain.
function drawMetrics() {
  const byDomain = Map.groupBy ? Map.groupBy(state.metrics, domainOf) : grouped(state.metrics);
  find('metrics').replaceChildren(...[...byDomain].map(([domain, metrics]) => element('fieldset', {},
    element('legend', {}, domain), ...metrics.map(choiceOf))));
  find('chosen-count').textContent = word('chosen', state.chosen.size);
  filterMetrics();
}

const domainOf = ({ key }) => key.split('/')[0];

function grouped(metrics) {
  const groups = new Map();
  for (const metric of metrics) groups.set(domainOf(metric), [...(groups.get(domainOf(metric)) ?? []), metric]);
  return groups;
}

function choiceOf(metric) {
  const box = element('input', { type: 'checkbox', value: metric.key });
  box.checked = state.chosen.has(metric.key);
  box.addEventListener('change', () => {
    if (box.checked) state.chosen.add(metric.key);
    else state.chosen.delete(metric.key);
    find('chosen-count').textContent = word('chosen', state.chosen.size);
  });
  return element('label', {}, box, element('span', {}, say(metric.title) || metric.key));
}

function filterMetrics() {
  const wanted = form.search.value.trim().toLowerCase();
  for (const label of find('metrics').querySelectorAll('label')) {
    const text = `${label.textContent} ${label.firstElementChild.value}`.toLowerCase();
    label.hidden = !text.includes(wanted);
  }
  for (const group of find('metrics').children) group.hidden = !group.querySelector('label:not([hidden])');
}

function drawReports() {
  find('reports').replaceChildren(...(state.reports.length ? state.reports.map((report) => {
    const title = say(report.title).replace(/\s*\{\{year\}\}/, '');
    const button = element('button', { type: 'button' }, `${word('open', title)} ${word('year')} ${form.to.value}`);
    button.addEventListener('click', () => showReport(report));
    return element('li', {}, button, ' ', element('span', { class: 'subtle' }, say(report.description)));
  }) : [element('li', {}, word('noReports'))]));
}

// What a section says. Its tables can be scrolled by keyboard, under the title that stands above each.
function nodesOf(section) {
  const page = new DOMParser().parseFromString(section.content, 'text/html');
  for (const corner of page.querySelectorAll('th:empty')) corner.replaceWith(page.createElement('td'));
  for (const table of page.querySelectorAll('table')) {
    const title = table.previousElementSibling?.textContent || section.heading;
    const box = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title });
    table.replaceWith(box);
    box.append(table);
  }
  return page.body.childNodes;
}

// Section by section, as they come, each in its place.
async function showReport(report) {
  const article = find('report');
  article.replaceChildren(element('p', {}, word('reportLoading')));
  const query = new URLSearchParams({ year: form.to.value, language: `LANGUAGE_${lang().toUpperCase()}`, format: 'FORMAT_HTML' });
  try {
    for await (const section of stream(`/v1/${report.name}:stream?${query}`)) {
      if (!article.querySelector('section')) {
        article.replaceChildren(...Array.from({ length: section.sectionCount }, () => element('section', {})));
        article.focus();
      }
      article.children[section.position ?? 0].replaceChildren(...nodesOf(section));
    }
  } catch (error) {
    article.append(element('p', { class: 'warning' }, word('section'), ' ', error.message));
  }
}

function drawWords() {
  document.documentElement.lang = lang();
  document.title = `Ett – ${word('title')}`;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = word(each.dataset.text);
  for (const each of document.querySelectorAll('[data-label]')) each.setAttribute('aria-label', word(each.dataset.label));
  find('language').textContent = word('other');
  find('language').lang = word('otherLanguage');
}

// What there is in this municipality.
async function learn() {
  const municipality = form.municipality.value;
  const { metrics, outages } = await metricsOf(municipality);
  Object.assign(state, { metrics, outages, municipality, reports: await reportsOf(municipality) });
  if (state.chosen.size === 0) {
    const first = state.reports[0]?.metrics ?? metrics.map(({ key }) => key);
    for (const key of first.filter((each) => known().get(each)?.unit?.nb).slice(0, SHOWN_METRICS)) state.chosen.add(key);
  }
  drawMetrics();
  drawReports();
}

// The latest years that figures were collected for.
async function findYears() {
  const last = new Date().getFullYear();
  const years = range(last - FIRST_LOOK_YEARS, last);
  const keys = [...state.chosen].filter(canAsk);
  if (keys.length === 0) return;
  const found = latestYear(await get(lookPath(state.municipality, keys, years)), years);
  setYears({ to: Number(found ?? last - 1) });
}

// Five years of which one end is known.
function setYears({ from, to }) {
  const thisYear = new Date().getFullYear();
  form.from.value = from ?? to - SHOWN_YEARS + 1;
  form.to.value = to ?? Math.max(from, Math.min(Number(from) + SHOWN_YEARS - 1, thisYear));
}

// Learns what there is, and shows the first of it. Of a token that is being tried nothing is asked
// again.
async function open() {
  const { token } = state;
  if (state.opening === token) return;
  state.opening = token;
  try {
    await learn();
    if (!state.yearsAreChosen) await findYears();
    state.yearsAreChosen = true;
    drawReports();
    await show();
  } catch (error) {
    if (state.token === token) explain(error);
  } finally {
    if (state.opening === token) state.opening = undefined;
  }
}

// Whether another token was given than the last.
function takeToken() {
  const given = form.token.value.trim();
  if (given === state.token) return false;
  state.token = given;
  setToken(given);
  return true;
}

async function begin() {
  const query = new URLSearchParams(location.search);
  setLanguage(query.get('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'nb'));
  form.municipality.value = query.get('municipality') ?? '935478715';
  for (const key of query.getAll('metric')) state.chosen.add(key);
  const [from, to] = ['from', 'to'].map((name) => query.get(name) ?? undefined);
  state.yearsAreChosen = Boolean(from ?? to);
  setYears(state.yearsAreChosen ? { from, to } : { to: new Date().getFullYear() - 1 });
  drawWords();
  await open();
}

find('choice').addEventListener('submit', (event) => {
  event.preventDefault();
  if (takeToken() || state.metrics.length === 0) open();
  else show();
});
form.search.addEventListener('input', filterMetrics);
form.to.addEventListener('change', drawReports);
form.token.addEventListener('change', () => {
  if (takeToken()) open();
});
for (const year of [form.from, form.to]) year.addEventListener('change', () => { state.yearsAreChosen = true; });
find('language').addEventListener('click', () => {
  setLanguage(word('otherLanguage'));
  drawWords();
  drawMetrics();
  drawReports();
  draw();
  remember();
});
begin();
