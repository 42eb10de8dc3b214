// How often callers may call, as each client is told of it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fromBinary } from '@bufbuild/protobuf';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { root } from '../acceptance/suite.mjs';
import { contracts, Gateway, PARENT } from './gateway.mjs';

const gateway = new Gateway();
const registry = contracts();
const service = registry.getService('ett.ownership.v1.OwnershipService');
const NAME = `${PARENT}/entities/nobody`;
const HOUR_S = 3600;
const RELOAD_LIMIT_MS = 30_000;

// A method each, so that no test takes of another's.
const once = (method) => ({ methods: `${service.typeName}/${method}`, rate: 1, per: '1h' });
const limits = ['GetEntity', 'DeleteEntity', 'UpdateEntity', 'CreateEntity'].map(once);

function write(text) {
  writeFileSync(join(gateway.directory, 'limits.json'), text);
}

before(async () => {
  write(JSON.stringify(limits));
  await gateway.start({ gateway: ['--limits=limits.json'] });
});
after(() => gateway.stop());

const get = () => fetch(`${gateway.url}/v1/${NAME}`);

test('fetch is told what is left, and then when to come again', async () => {
  const policy = `"${service.typeName}/GetEntity"`;
  const first = await get();
  assert.equal(first.status, 404);
  assert.equal(first.headers.get('ratelimit-policy'), `${policy};q=1;w=${HOUR_S}`);
  assert.match(first.headers.get('ratelimit'), new RegExp(`^${policy};r=0;t=3600$`));
  const second = await get();
  assert.equal(second.status, 429);
  const wait = Number(second.headers.get('retry-after'));
  assert.ok(wait > 0 && wait <= HOUR_S, `${wait}`);
  const { error } = await second.json();
  assert.equal(error.status, 'RESOURCE_EXHAUSTED');
  const reason = error.details.find((each) => each['@type'].endsWith('ErrorInfo'));
  assert.equal(reason.reason, 'RATE_LIMITED');
  assert.deepEqual(reason.metadata, { limit: `${service.typeName}/GetEntity` });
  await gateway.logged('"event":"rate_limited"', 'GetEntity');
});

test('grpc-js is told by details and metadata', async () => {
  const definition = protoLoader.loadSync('ett/ownership/v1/ownership_service.proto', {
    includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')],
  });
  const { OwnershipService } = grpc.loadPackageDefinition(definition).ett.ownership.v1;
  const client = new OwnershipService(gateway.address, grpc.credentials.createInsecure());
  const remove = () => new Promise((resolve) => {
    client.DeleteEntity({ name: NAME }, (error) => resolve(error));
  });
  assert.equal((await remove()).code, grpc.status.NOT_FOUND);
  const refused = await remove();
  client.close();
  assert.equal(refused.code, grpc.status.RESOURCE_EXHAUSTED);
  const [bytes] = refused.metadata.get('grpc-status-details-bin');
  const { details } = fromBinary(registry.getMessage('google.rpc.Status'), bytes);
  const unpacked = new Map(details.map((each) => [each.typeUrl.split('.').at(-1), anyUnpack(each, registry)]));
  const delay = Number(unpacked.get('RetryInfo').retryDelay.seconds);
  assert.ok(delay > 0 && delay <= HOUR_S, `${delay}`);
  assert.equal(unpacked.get('QuotaFailure').violations.length, 1);
  assert.match(`${refused.metadata.get('ratelimit')}`, /DeleteEntity";r=0;t=/);
});

for (const [name, transport, method, request] of [
  ['Connect', createConnectTransport, 'updateEntity', { entity: { name: NAME } }],
  ['gRPC-Web', createGrpcWebTransport, 'createEntity', { parent: 'x' }],
]) {
  test(`${name} is told by code and header`, async () => {
    const client = createClient(service, transport({ baseUrl: gateway.url, httpVersion: '1.1' }));
    const refusal = () => client[method](request).then(() => undefined, ConnectError.from);
    assert.notEqual((await refusal())?.code, Code.ResourceExhausted);
    const refused = await refusal();
    assert.equal(refused?.code, Code.ResourceExhausted);
    assert.ok(Number(refused.metadata.get('retry-after')) > 0);
    assert.match(refused.metadata.get('ratelimit'), /;r=0;t=/);
  });
}

test('a file that is wrong changes nothing, one that is right does', async () => {
  write('[{"methods": "*"}]');
  await gateway.logged('limits stay as they were', 'limits.json: [0].per: want');
  assert.equal((await get()).status, 429);
  write(JSON.stringify(limits.slice(1)));
  const end = Date.now() + RELOAD_LIMIT_MS;
  while ((await get()).status === 429 && Date.now() < end) await pause(50);
  const free = await get();
  assert.equal(free.status, 404);
  assert.equal(free.headers.get('ratelimit'), null);
});
