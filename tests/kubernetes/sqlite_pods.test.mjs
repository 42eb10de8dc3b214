// Pods of rendered Deployments on SQLite, run as a kubelet runs them: one of each.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DOMAINS } from '../acceptance/suite.mjs';
import { Caller, objectsOf } from './caller.mjs';
import { skip } from './kustomize.mjs';
import { Node } from './node.mjs';

let node;
before(async () => {
  if (skip) return;
  node = new Node(await objectsOf('dev'), Object.fromEntries([...DOMAINS, 'gateway'].map((name) => [name, 1])));
  await node.start(DOMAINS);
  await node.start(['gateway']);
});
after(() => node?.stop());

test('the next pod has the file of the one before, once that is gone', { skip }, async () => {
  const caller = new Caller(node);
  await caller.untilAnswered();
  const [old] = node.of('property');
  let end;
  // The price of one pod: nobody answers meanwhile.
  await assert.rejects(caller.during(async () => { end = await old.stop(); await caller.untilRefused(); }), assert.AssertionError);
  assert.deepEqual(end, { code: 0, killed: false }, old.output.slice(-4000));
  const next = node.pod('property', old.address);
  await next.start();
  await next.untilReady();
  await caller.untilAnswered();
  caller.close();
});

test('a pod whose file another has does not start', { skip }, async () => {
  const [owner] = node.of('property');
  const second = node.pod('property', node.addressOutside());
  await assert.rejects(second.start(), /did not start/);
  assert.equal(owner.ready, true);
});
