// The expressions that operators are given: those of the rules and of the dashboards.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../acceptance/suite.mjs';

export const directory = join(root, 'deploy/observability');
export const ruleFiles = ['ratios.yaml', 'alerts.yaml'];
export const dashboardFiles = readdirSync(join(directory, 'dashboards')).filter((name) => name.endsWith('.json'));

const text = (name) => readFileSync(join(directory, name), 'utf8');
export const dashboard = (name) => JSON.parse(text(`dashboards/${name}`));

// The value of each `key:` of a rule file, folded as YAML's `>-` does.
function values(name, key) {
  const found = text(name).matchAll(new RegExp(`^( *)(?:- )?${key}: (.*(?:\n\\1 {2,}(?! *\\w+:).*)*)`, 'gm'));
  return [...found].map(([, , value]) => value.replace(/^>-/, '').replace(/\s+/g, ' ').trim());
}

export const alerts = () => values('alerts.yaml', 'alert');
export const runbooksOfAlerts = () => values('alerts.yaml', 'runbook_url');
export const recorded = () => ruleFiles.flatMap((name) => values(name, 'record'));
export const ruleExpressions = () => ruleFiles.flatMap((name) => values(name, 'expr'));

// With values for what Grafana fills in.
export function dashboardExpressions(name) {
  const { panels, templating } = dashboard(name);
  const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  return queries.map((expression) => templating.list.reduce(
    (filled, variable) => filled.replaceAll(`$${variable.name}`, '.+'), expression.replaceAll('$__rate_interval', '1m')));
}

// [metric, its labels] of each selector of an expression.
export function selectors(expression) {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\[[^\]]*\]/g, '')
    .replace(/\b(?:by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const words = /\b([a-zA-Z_:][\w:]*)\b(?:\{([^}]*)\})?(?!\s*\()/g;
  return [...bare.matchAll(words)].filter(([, word]) => !['and', 'or', 'unless', 'bool', 'offset'].includes(word))
    .map(([, metric, matchers = '']) => [metric, [...matchers.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label)]);
}

// The labels by which an expression adds up.
export const groupings = (expression) => [...expression.matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, labels]) => labels.split(/,\s*/));

// The metrics that the pages of alerts and the guide name.
export function namedInPages() {
  const pages = readdirSync(join(root, 'docs/runbooks')).map((name) => `docs/runbooks/${name}`);
  return [...pages, 'docs/guides/observability.md'].flatMap((page) => (
    [...readFileSync(join(root, page), 'utf8').matchAll(/\b(?:job:ett_|ett_|grpc_server_|hr_)[\w:]+/g)].map(([name]) => name)));
}
