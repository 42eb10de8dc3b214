// The rules and dashboards without a running suite: that they hold, and that each alert has its page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../acceptance/suite.mjs';
import {
  alerts, dashboard, dashboardExpressions, dashboardFiles, directory, recorded, ruleExpressions, ruleFiles, runbooksOfAlerts,
} from './expressions.mjs';

const promtool = (...args) => execFileSync('promtool', args, { cwd: directory, encoding: 'utf8', stdio: 'pipe' });

test('promtool finds nothing wrong with the rules, and all of them were read here', () => {
  const said = promtool('check', 'rules', ...ruleFiles);
  const count = [...said.matchAll(/SUCCESS: (\d+) rules/g)].reduce((sum, [, each]) => sum + Number(each), 0);
  assert.equal(count, alerts().length + recorded().length);
  assert.equal(count, ruleExpressions().length);
});

test('each alert fires when it should, and no other time', () => {
  const tests = readdirSync(directory).filter((name) => name.endsWith('_test.yaml'));
  promtool('test', 'rules', ...tests);
  const tried = tests.map((name) => readFileSync(join(directory, name), 'utf8')).join('\n');
  for (const alert of new Set(alerts())) {
    const cases = tried.split(new RegExp(`alertname: ${alert}\\b`)).slice(1).map((rest) => rest.split(/alertname:|- name:/)[0]);
    assert.ok(cases.some((each) => each.includes('exp_alerts')), `${alert} never fires in a test`);
    assert.ok(cases.some((each) => !each.includes('exp_alerts')), `${alert} is never silent in a test`);
  }
});

test('each alert names its page, and each page has its alert', () => {
  const pages = readdirSync(join(root, 'docs/runbooks'));
  assert.deepEqual(pages.sort(), [...new Set(alerts())].map((alert) => `${alert}.md`).sort());
  assert.deepEqual(runbooksOfAlerts(), alerts().map((alert) => `docs/runbooks/${alert}.md`));
  for (const page of pages) {
    const text = readFileSync(join(root, 'docs/runbooks', page), 'utf8');
    assert.ok(text.startsWith(`# ${page.slice(0, -3)}\n`), page);
    for (const part of ['For users:', 'How to look', 'What to do', 'Over']) assert.ok(text.includes(`**${part}`), `${page}: ${part}`);
  }
});

test('each expression of a dashboard is one that Prometheus understands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ett-dashboards-'));
  try {
    assert.deepEqual(dashboardFiles, ['gateway.json', 'services.json']);
    for (const name of dashboardFiles) {
      const rules = dashboardExpressions(name).map((expr, i) => ({ record: `dashboard:expression:${i}`, expr }));
      assert.ok(rules.length >= dashboard(name).panels.length, name);
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify({ groups: [{ name, rules }] }));
      promtool('check', 'rules', file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('methods that stream, and no others, have no limit of time', () => {
  const image = JSON.parse(execFileSync(join(root, 'tools/buf'), ['build', '-o', '-#format=json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
  const methods = image.file.filter((file) => file.name.startsWith('ett/')).flatMap((file) => (file.service ?? []).flatMap(
    (service) => service.method.map((method) => ({ ...method, path: `/${file.package}.${service.name}/${method.name}` }))));
  const left = new Set(ruleExpressions().flatMap((each) => [...each.matchAll(/grpc_method!~"(\.\+\/[^"]*)"/g)].map(([, it]) => it)));
  assert.equal(left.size, 1);
  const isLeftOut = new RegExp(`^(?:${[...left][0]})$`);
  for (const method of methods) {
    const streams = Boolean(method.clientStreaming || method.serverStreaming);
    assert.equal(isLeftOut.test(method.path), streams, method.path);
  }
});
