// What callers rely on of each domain, a file each in proto/consumers/:
//   {"consumer": who it is, "metrics": {"hr/work-years": [dimensions]}, "methods": ["package.Service/Method"],
//    "fields": {"package.Message": [names in JSON]}}
// A service's own tests hold it to what concerns it (chassis/consumers.h), so a team sees what it would
// break without building those who call. The files are made of the callers' own sources:
//   node tools/consumers.mjs check   ends with 1 and says which file is not what the sources say
//   node tools/consumers.mjs write
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FIGURES = 'ett.figures.v1.FigureService';

class Reliance {
  constructor(consumer) {
    this.consumer = consumer;
    this.metrics = {};
    this.methods = [];
    this.fields = {};
  }

  add(kind, key, values = []) {
    this[kind][key] = [...new Set([...(this[kind][key] ?? []), ...values])].sort();
  }

  addMethod(name) {
    if (!this.methods.includes(name)) this.methods.push(name);
  }

  // As it is kept.
  text() {
    const ordered = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
    const text = JSON.stringify({
      consumer: this.consumer, metrics: ordered(this.metrics), methods: [...this.methods].sort(), fields: ordered(this.fields),
    }, null, 1);
    // Lists of names on a line, those of methods on one each.
    return `${text.replaceAll(/\[\s+([^[\]/]*?)\s+\]/g, (_, list) => `[${list.replaceAll(/\s*\n\s*/g, ' ')}]`)}\n`;
  }
}

const jsonOf = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

const keysOf = ({ metric, metrics }) => (metric ? [metric] : Object.values(metrics));

// Sentences and tables of the gateway's reports.
function reports(root) {
  const reliance = new Reliance('reports of the gateway');
  for (const { blocks } of jsonOf(join(root, 'gateway/composition/reports'))) {
    for (const { figures = {}, metrics, metric, each, recomputed } of blocks) {
      for (const selection of Object.values(figures)) {
        for (const key of keysOf(selection)) reliance.add('metrics', key, [...Object.keys(selection.at ?? {}), ...(selection.each ? [selection.each] : [])]);
      }
      const dimensions = [...Object.keys(recomputed?.at ?? {}), ...(each ? [each] : [])];
      for (const key of metrics ?? (metric ? [metric] : [])) reliance.add('metrics', key, dimensions);
    }
  }
  return reliance;
}

// Metrics that the gateway makes of those of several domains.
function composedMetrics(root) {
  const reliance = new Reliance('composed metrics of the gateway');
  for (const { figures } of jsonOf(join(root, 'gateway/composition/metrics'))) {
    for (const { metric, by = [] } of Object.values(figures)) reliance.add('metrics', metric, by);
  }
  return reliance;
}

// The gateway's own calls to each domain: those that its FigureService passes on, and those it asks.
function composition(root) {
  const reliance = new Reliance('FigureService of the gateway');
  const folder = join(root, 'gateway/composition');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.cc') && !name.endsWith('_test.cc'))
    .map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  for (const name of methodsOf(readFileSync(join(root, 'proto/ett/figures/v1/figure_service.proto'), 'utf8'))) {
    if (new RegExp(`figures->(async\\(\\)->)?${name}\\(|Async::${name}\\b|async_interface::${name}\\b`).test(sources)) reliance.addMethod(`${FIGURES}/${name}`);
  }
  return reliance;
}

const methodsOf = (contract) => [...contract.matchAll(/^ {2}rpc (\w+)\(/gm)].map(([, name]) => name);

// The contracts of a domain, with those that all share.
class Contracts {
  constructor(root, domain) {
    const folders = [`proto/ett/${domain}/v1`, 'proto/ett/figures/v1'].map((folder) => join(root, folder));
    this.files = folders.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));
  }

  // Of `Import` + collection: the method, and the type of its rows.
  importOf(collection) {
    const method = `Import${collection[0].toUpperCase()}${collection.slice(1)}`;
    for (const text of this.files) {
      const service = /^service (\w+) \{[^]*?^\}/gm;
      for (const [body, name] of text.matchAll(service)) {
        if (!body.includes(`rpc ${method}(`)) continue;
        const [request] = new RegExp(`^message ${method}Request \\{[^]*?^\\}`, 'm').exec(text);
        const [packageName] = /(?<=^package )[\w.]+/m.exec(text);
        return { method: `${packageName}.${name}/${method}`, row: `${packageName}.${/repeated (\w+) /.exec(request)[1]}` };
      }
    }
    throw new Error(`no contract has ${method}`);
  }
}

// What is loaded beside generated records: files of one collection, and figures of sources.
function addFile(reliance, contracts, collection, rows) {
  const fields = [...new Set(rows.flatMap(Object.keys))];
  if (collection === 'reportedFigures' || collection === 'seriesBreaks') {
    const isFigure = collection === 'reportedFigures';
    reliance.addMethod(`${FIGURES}/${isFigure ? 'ReportFigures' : 'CreateSeriesBreak'}`);
    reliance.add('fields', `ett.figures.v1.${isFigure ? 'ReportedFigure' : 'SeriesBreak'}`, fields);
    for (const row of rows) {
      for (const key of row.metrics ?? [row.metric]) reliance.add('metrics', key, (row.categories ?? []).map((place) => place.split('=')[0]));
    }
    return;
  }
  const { method, row } = contracts.importOf(collection);
  reliance.addMethod(method);
  reliance.add('fields', row, fields);
}

// data/load and data/reference.
function loader(root) {
  const reliance = new Reliance('the loader of the reference municipality');
  const source = readFileSync(join(root, 'data/loader/reference.cc'), 'utf8');
  const folder = join(root, 'data/reference');
  for (const domain of readdirSync(folder)) {
    const contracts = new Contracts(root, domain);
    for (const [, collection] of source.matchAll(new RegExp(`(?:Import\\(|\\bRun \\w+\\(loader, )"${domain}", "(\\w+)"`, 'g'))) {
      reliance.addMethod(contracts.importOf(collection).method);
    }
    for (const name of readdirSync(join(folder, domain)).sort()) {
      const rows = readFileSync(join(folder, domain, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
      addFile(reliance, contracts, name.replace(/^\d+-|\.jsonl$/g, ''), rows);
    }
  }
  return reliance;
}

// tools/import_file.mjs, which takes any service that takes files.
function fileImport(root) {
  const reliance = new Reliance('tools/import_file.mjs');
  for (const domain of readdirSync(join(root, 'services'))) {
    for (const text of new Contracts(root, domain).files) {
      if (!text.includes(`package ett.${domain}.`) || !methodsOf(text).includes('ImportFile')) continue;
      reliance.addMethod(`ett.${domain}.v1.${/^service (\w+)/m.exec(text)[1]}/ImportFile`);
    }
  }
  return reliance;
}

// By name of the file.
export function consumersOf(root) {
  return {
    'composed_metrics.json': composedMetrics(root), 'composition.json': composition(root), 'import_file.json': fileImport(root),
    'loader.json': loader(root), 'reports.json': reports(root),
  };
}

function main(verb) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  let differing = 0;
  for (const [name, reliance] of Object.entries(consumersOf(root))) {
    const path = join(root, 'proto/consumers', name);
    if (existsSync(path) && readFileSync(path, 'utf8') === reliance.text()) continue;
    if (verb === 'write') writeFileSync(path, reliance.text());
    else console.error(`${path}: not what ${reliance.consumer} relies on; node tools/consumers.mjs write`);
    differing += 1;
  }
  return verb === 'write' || differing === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!['check', 'write'].includes(process.argv[2])) {
    console.error('usage: node tools/consumers.mjs check|write');
    process.exit(2);
  }
  process.exit(main(process.argv[2]));
}
