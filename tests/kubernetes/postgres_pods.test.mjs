// Pods of rendered Deployments on PostgreSQL, run as a kubelet runs them: several of each, over mutual TLS.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import tls from 'node:tls';
import { DOMAINS } from '../acceptance/suite.mjs';
import { Caller, objectsOf } from './caller.mjs';
import { until } from './kubelet.mjs';
import { skip } from './kustomize.mjs';
import { Node } from './node.mjs';

// The fingerprint of what a pod shows to whom shows the gateway's.
function certificateAt(host, { certificates, issued }) {
  const { 'tls.crt': cert, 'tls.key': key } = issued.get('ett-gateway-tls');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host, port: 8443, ca: certificates.ca, cert, key, ALPNProtocols: ['h2'] }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

// A further pod comes, and the first one goes while others are called.
async function replace(node, name) {
  const [old] = node.of(name);
  const next = node.pod(name);
  await next.start();
  await next.untilReady();
  const caller = new Caller(node);
  await caller.untilAnswered();
  assert.deepEqual(await caller.during(() => old.stop()), { code: 0, killed: false }, old.output.slice(-4000));
  caller.close();
}

describe('several pods of each', { skip }, () => {
  let node;
  before(async () => {
    node = new Node(await objectsOf('prod-cnpg'), Object.fromEntries([...DOMAINS, 'gateway'].map((name) => [name, 3])));
    await node.start(DOMAINS, 2);
    await node.start(['gateway'], 2);
  });
  after(() => node?.stop());

  test('the gateway answers for a service, to who has a key', async () => {
    const caller = new Caller(node);
    await caller.untilAnswered();
    await assert.rejects(caller.call(''), /UNAUTHENTICATED/);
    caller.close();
  });

  test('gateways know each other by their certificates, and count callers together', async () => {
    const [first, second] = node.of('gateway');
    for (const { address } of [first, second]) {
      await until(() => `a peer of ${address}`, async () =>
        /^ett_limit_peers\{state="heard"\} 1$/m.test(await (await fetch(`http://${address}:9464/metrics`)).text()));
    }
  });

  test("a service's role cannot change the schema, nor get into another's database", () => {
    const { postgres } = node;
    assert.equal(postgres.ask('SELECT count(*) FROM schema_migration', { user: 'hr', database: 'hr' }) > 0, true);
    assert.throws(() => postgres.ask('CREATE TABLE mine (a INT)', { user: 'hr', database: 'hr' }), /permission denied/);
    const password = node.secret('ett-hr-database').password.trim();
    assert.equal(postgres.askAs('hr', password, 'hr', 'SELECT 1'), '1\n');
    assert.throws(() => postgres.askAs('hr', password, 'property', 'SELECT 1'), /pg_hba.conf rejects/);
  });

  test('a pod of a service is replaced, and no caller notices', () => replace(node, 'property'));

  test('a gateway is replaced, and no caller notices', () => replace(node, 'gateway'));

  test('certificates are renewed without a restart, and no caller notices', async () => {
    const pods = [...node.of('gateway'), ...node.of('property')];
    const shown = () => Promise.all(pods.map(({ address }) => certificateAt(address, node)));
    const before = await shown();
    const caller = new Caller(node);
    await caller.during(async () => {
      node.renew();
      await until(() => 'new certificates', async () => (await shown()).every((each, i) => each !== before[i]));
    });
    caller.close();
  });

  test('nobody is near the limit of memory', () => {
    for (const pod of [...DOMAINS, 'gateway'].flatMap((name) => node.of(name))) assert.ok(pod.fullness < 0.5, `${pod.name}: ${pod.fullness}`);
  });

  test('while PostgreSQL is away no service is ready, and nobody is restarted', async () => {
    const pods = DOMAINS.flatMap((name) => node.of(name));
    node.postgres.stop();
    await Promise.all(pods.map((pod) => pod.untilReady(false)));
    assert.deepEqual(node.of('gateway').map(({ ready }) => ready), [true, true]);
    node.postgres.start();
    await Promise.all(pods.map((pod) => pod.untilReady()));
    assert.deepEqual(pods.map(({ restarts }) => restarts), pods.map(() => 0));
    const caller = new Caller(node);
    await caller.untilAnswered();
    caller.close();
  });
});

describe('a Job that migrates', { skip }, () => {
  let node;
  before(async () => { node = new Node(await objectsOf('prod-cnpg-pooled'), { property: 1, gateway: 1 }); });
  after(() => node?.stop());

  test('a service has started, but is not ready before the Job has ended', async () => {
    const pod = node.pod('property');
    await pod.start();
    await pod.probed('readiness');
    assert.equal(pod.ready, false);
    await node.jobPod('ett-property-migration').complete();
    await pod.untilReady();
    assert.equal(pod.restarts, 0);
  });
});
