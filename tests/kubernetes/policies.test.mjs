// Every policy holds for every combination, and each can be broken.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { NAMES, combinations, directory, renderAll, renderCombinations, skip } from './kustomize.mjs';
import { Manifests } from './manifests.mjs';
import { policies } from './policies.mjs';
import { BREAKS } from './breaks.mjs';

let rendered;
const manifests = (name) => new Manifests(structuredClone(rendered[name]), combinations.find((each) => each.name === name).secrets);

before(async () => { if (!skip) rendered = await renderCombinations(); });

for (const [policy, faults] of Object.entries(policies)) {
  test(policy, { skip }, () => {
    for (const { name } of combinations) assert.deepEqual(faults(manifests(name)), [], name);
  });
}

test('every policy can be broken', () => {
  assert.deepEqual(Object.keys(BREAKS).sort(), Object.keys(policies).sort());
});
for (const [policy, cases] of Object.entries(BREAKS)) {
  test(`refused: ${policy}`, { skip }, () => {
    for (const [combination, breaks] of cases) {
      const broken = manifests(combination);
      breaks(broken);
      assert.notDeepEqual(policies[policy](broken), [], `${combination}: ${breaks}`);
    }
  });
}

test('every component is in a combination', () => {
  const used = combinations.flatMap(({ components = [] }) => components);
  const inOverlays = ['limits', 'mtls-cert-manager', 'network-policies', 'only', 'sqlite', 'tokens'];
  assert.deepEqual(readdirSync(join(directory, 'components')).filter((name) => !used.includes(name) && !inOverlays.includes(name)), []);
});

const idOf = ({ kind, metadata }) => `${kind} ${metadata.name}`;
for (const overlay of ['dev', 'prod']) {
  test(`each team rolls out its own of ${overlay}, and nothing else`, { skip }, async () => {
    const [whole, ...parts] = await renderAll(['', ...NAMES].map((name) => join(directory, 'overlays', overlay, name)));
    for (const [index, name] of NAMES.entries()) {
      const own = whole.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === `ett-${name}`);
      assert.ok(own.some(({ kind }) => kind === 'Deployment'));
      assert.deepEqual(parts[index].sort(), own.sort(), name);
    }
    const shared = whole.map(idOf).filter((id) => !parts.flat().map(idOf).includes(id));
    assert.ok(shared.length >= 1);
    assert.deepEqual(shared.filter((id) => /^(Deployment|Service|ConfigMap|PersistentVolumeClaim)/.test(id)), []);
  });
}

test('the base of each is whole by itself', { skip }, async () => {
  const secrets = combinations.find(({ name }) => name === 'prod').secrets;
  const bases = await renderAll(NAMES.map((name) => join(directory, 'base', name)));
  for (const [index, name] of NAMES.entries()) {
    const own = new Manifests(bases[index], secrets);
    assert.equal(own.deployments.length, 1);
    // Of what is beside it, or is an overlay's choice.
    const others = ['the gateway calls Services that there are, and only headless ones',
      'nobody is asked to make a Secret that nobody uses or that is made'];
    for (const [policy, faults] of Object.entries(policies).filter(([each]) => !others.includes(each))) {
      assert.deepEqual(faults(own), [], `${name}: ${policy}`);
    }
  }
});
