// The kubelet that the tests play sees what is wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { objectsOf } from './caller.mjs';
import { skip } from './kustomize.mjs';
import { Node } from './node.mjs';

let node;
// A pod of the service whose Deployment has been changed.
function podOf(changes) {
  const pod = node.pod('property', node.addressOutside());
  pod.spec = structuredClone(pod.spec);
  [pod.container] = pod.spec.containers;
  // A file of its own.
  delete pod.spec.volumes.find(({ name }) => name === 'data').persistentVolumeClaim;
  changes(pod);
  return pod;
}

before(async () => { if (!skip) node = new Node(await objectsOf('dev'), { property: 0, gateway: 0 }); });
after(() => node?.stop());

test('a startup probe of a service that nobody knows fails', { skip }, async () => {
  const pod = podOf(({ container }) => {
    container.startupProbe = { ...container.startupProbe, failureThreshold: 2, grpc: { port: 9400, service: 'start' } };
  });
  await assert.rejects(pod.start(), /did not start/);
});

test('a container that ends by itself has not started', { skip }, async () => {
  const pod = podOf(({ container }) => { container.args.push('--unknown=1'); });
  await assert.rejects(pod.start(), /did not start.*unknown/s);
});

test('a pod that takes longer than its grace period is killed', { skip }, async () => {
  const pod = podOf(({ spec, container }) => {
    spec.terminationGracePeriodSeconds = 7;
    container.args = container.args.map((each) => each.replace(/^--drain-delay=.*/, '--drain-delay=1m'));
  });
  await pod.start();
  assert.deepEqual(await pod.stop(), { code: null, killed: true });
});

test('a pod whose liveness is not answered is restarted', { skip }, async () => {
  const pod = podOf(({ container }) => {
    container.livenessProbe = { ...container.livenessProbe, periodSeconds: 1, failureThreshold: 2, grpc: { port: 9400, service: 'life' } };
  });
  await pod.start();
  await pod.probed('liveness');
  assert.equal(pod.restarts, 1);
});
