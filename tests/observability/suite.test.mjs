// Prometheus beside the running suite: what operators see of a call, and that what they are given asks
// for metrics that there are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Suite, build } from '../acceptance/suite.mjs';
import { dashboardExpressions, dashboardFiles, groupings, namedInPages, recorded, ruleExpressions, selectors } from './expressions.mjs';
import { Prometheus } from './prometheus.mjs';

const NAMES = ['gateway', 'hr', 'property', 'ownership'];
const SCOPES = ['figures', 'hr', 'property', 'ownership'].flatMap((each) => [`ett:${each}.read`, `ett:${each}.write`]);
const METRICS = '/v1/municipalities/935478715/metrics?pageSize=1000';
const ENTITIES = '/v1/municipalities/935478715/entities';
const FIGURE = '/v1/municipalities/935478715:queryTable?metrics=hr/sick-leave-rate&periods=2018';
const LIMIT_MS = 60_000;
const asks = ['--identity=development', '--identity-key-file=key.json'];
const suite = new Suite({
  hr: asks, property: asks, ownership: asks,
  // So little that there is soon too much, and a peer that is not there.
  gateway: [...asks, '--max-calls=8', '--max-service-calls=1', '--limits=limits.json', '--limit-peers=127.0.0.1:1'],
});
const prometheus = new Prometheus();

const has = async (expression) => (await prometheus.query(expression)).length > 0;

before(async () => {
  writeFileSync(join(suite.directory, 'limits.json'),
    JSON.stringify([{ methods: 'ett.hr.v1.HrService/ListOrgUnits', callers: '*', rate: 1, per: '1h' }]));
  suite.token = execFileSync(join(build, 'identity/token'), [`--identity-key-file=${join(suite.directory, 'key.json')}`,
    `--scope=${SCOPES}`, '--municipality=935478715'], { encoding: 'utf8' }).trim();
  await suite.start();
  await suite.load('0.05');
  const targets = await Promise.all(NAMES.map(async (name) => [name, `127.0.0.1:${(await suite.processes.get(name).ports()).metrics}`]));
  await prometheus.start(Object.fromEntries(targets));
});
after(async () => {
  await prometheus.stop();
  await suite.stop();
});

test('every process is seen', async () => {
  const up = await prometheus.until('four are up', async () => {
    const found = await prometheus.query('up == 1');
    return found.length === NAMES.length && found;
  });
  assert.deepEqual(up.map(({ metric }) => metric.job).sort(), NAMES.map((name) => `ett-${name}`).sort());
});

test('a call is seen at the gateway and at the service, and in the ratios', async () => {
  const counted = 'grpc_server_handled_total{grpc_method="/ett.ownership.v1.OwnershipService/ListEntities", grpc_code="OK"}';
  assert.equal((await suite.get(ENTITIES)).status, 200);
  for (const job of ['ett-gateway', 'ett-ownership']) {
    await prometheus.until(`the call at ${job}`, () => has(`${counted.slice(0, -1)}, job="${job}"} >= 1`));
    // A rate has two looks; the call's series begins with the first.
    await prometheus.until(`calls of ${job}`, async () => {
      await suite.get(ENTITIES);
      return has(`job:ett_calls:rate5m{job="${job}"} > 0`);
    });
    await prometheus.until(`no call of ${job} failed`, () => has(`job:ett_failed_calls:ratio5m{job="${job}"} == 0`));
    await prometheus.until(`late calls of ${job}`, () => has(`job:ett_late_calls:ratio5m{job="${job}"} >= 0`));
  }
});

test('every rule is evaluated, and nothing says that calls fail', async () => {
  const rules = await prometheus.until('all rules were evaluated', async () => {
    const { groups } = await prometheus.get('rules');
    const all = groups.flatMap((group) => group.rules);
    return all.length > 0 && all.every(({ health }) => health !== 'unknown') && all;
  });
  assert.deepEqual(rules.filter(({ health }) => health !== 'ok'), []);
  const loud = 'ALERTS{alertname=~"EttFailedCalls|EttLateCalls|EttProcessAway|EttNoHealthyReplica|EttContractQuarantined"}';
  // The gateway's first look at its upstreams may have been before they were ready.
  await prometheus.until('nothing is about to fire', async () => (await prometheus.query(loud)).length === 0);
  assert.deepEqual(await prometheus.query(`max_over_time(${loud.slice(0, -1)}, alertstate="firing"}[1h])`), []);
});

// The labels of each metric of the suite, by its name.
async function exposed() {
  const found = new Map();
  for (const name of NAMES) {
    const { metrics } = await suite.processes.get(name).ports();
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    for (const [, metric, labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
      // A histogram has samples of its parts only.
      found.set(metric.replace(/_bucket$/, ''), []);
      found.set(metric, [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label));
    }
  }
  return found;
}

// Is refused in each way in which the gateway refuses.
async function overdo() {
  await suite.get(METRICS, { authorization: '' });
  await suite.get(FIGURE);
  const paths = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? ENTITIES : '/v1/municipalities/935478715/orgUnits'));
  await Promise.all(paths.map((path) => suite.get(path)));
}

test('what rules, dashboards and pages ask for is there, by name and label', async () => {
  const expressions = [...ruleExpressions(), ...dashboardFiles.flatMap(dashboardExpressions)];
  const own = ['up', ...recorded()];
  const asked = [...expressions.flatMap(selectors), ...namedInPages().map((metric) => [metric, []])]
    .filter(([metric]) => !own.includes(metric));
  assert.ok(new Set(asked.map(([metric]) => metric)).size >= 10);
  let missing;
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(20)) {
    const there = await exposed();
    const labelsOf = (metric) => ['job', 'instance', ...there.get(metric) ?? []];
    const labels = new Set([...there.keys()].flatMap(labelsOf));
    missing = [
      ...asked.filter(([metric, wanted]) => !there.has(metric) || wanted.some((each) => !labelsOf(metric).includes(each))),
      ...expressions.flatMap(groupings).filter((each) => !labels.has(each)),
    ];
    if (missing.length === 0) return;
    await overdo();
  }
  assert.deepEqual(missing, []);
});

test('a service that is away is seen by Prometheus and by the gateway', async () => {
  await suite.kill('hr');
  for (const [alertname, labels] of [['EttProcessAway', 'job="ett-hr"'], ['EttNoHealthyReplica', 'upstream="hr"']]) {
    await prometheus.until(alertname, () => has(`ALERTS{alertname="${alertname}", ${labels}}`));
  }
  assert.deepEqual(await prometheus.query('ALERTS{alertname=~"EttProcessAway|EttNoHealthyReplica", job!="ett-hr", upstream!="hr"}'), []);
});
