// gRPC as @grpc/grpc-js speaks it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { root } from '../acceptance/suite.mjs';
import { contracts, filePieces, Gateway, PARENT } from './gateway.mjs';

const gateway = new Gateway();
const clients = [];
let ownership;
let positions;

function clientOf(name, file) {
  const definition = protoLoader.loadSync(`ett/ownership/v1/${file}.proto`, {
    includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')],
    keepCase: true, longs: String, enums: String, oneofs: true,
  });
  const loaded = grpc.loadPackageDefinition(definition).ett.ownership.v1;
  clients.push(new loaded[name](gateway.address, grpc.credentials.createInsecure()));
  return clients.at(-1);
}

before(async () => {
  await gateway.start();
  ownership = clientOf('OwnershipService', 'ownership_service');
  positions = clientOf('PositionService', 'position_service');
});
after(async () => {
  for (const client of clients) client.close();
  await gateway.stop();
});

// A call with one answer: what it answered, and both ends of the metadata.
function unary(client, method, request, metadata = new grpc.Metadata(), options = {}) {
  return new Promise((resolve) => {
    const seen = {};
    const call = client[method](request, metadata, options, (error, reply) => Object.assign(seen, { error, reply }));
    call.on('metadata', (headers) => { seen.headers = headers; });
    call.on('status', (status) => resolve(Object.assign(seen, { status })));
  });
}

const arba = { parent: PARENT, entity_id: 'arba', entity: { display_name: 'Årba AS', form: 'ENTITY_FORM_AS' } };

test('one question has one answer', async () => {
  const { reply } = await unary(ownership, 'CreateEntity', arba);
  assert.equal(reply.name, `${PARENT}/entities/arba`);
  const read = await unary(ownership, 'GetEntity', { name: reply.name });
  assert.equal(read.status.code, grpc.status.OK);
  assert.equal(read.reply.display_name, 'Årba AS');
});

test('the id of a request goes there and comes back', async () => {
  const metadata = new grpc.Metadata();
  metadata.set('x-request-id', 'asked-by-grpc-js');
  const { headers } = await unary(ownership, 'ListEntities', { parent: PARENT }, metadata);
  assert.deepEqual(headers.get('x-request-id'), ['asked-by-grpc-js']);
});

test('a refusal has its details', async () => {
  const { error } = await unary(ownership, 'CreateEntity', { ...arba, entity_id: 'Ugyldig id' });
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  const registry = contracts();
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = fromBinary(registry.getMessage('google.rpc.Status'), bytes);
  const request = status.details.map((any) => anyUnpack(any, registry)).find((each) => each.fieldViolations);
  assert.equal(request.fieldViolations[0].field, 'entity_id');
});

test('a refusal in other letters than those of ASCII is read as it was written', async () => {
  const { error } = await unary(ownership, 'CreateEntity', { ...arba, entity_id: 'blåbær 100 %' });
  assert.match(error.details, /blåbær 100 %/);
});

test('a method that nobody has is unimplemented', async () => {
  const call = new Promise((resolve) => {
    ownership.makeUnaryRequest('/ett.ownership.v1.OwnershipService/Sell', (each) => each, (each) => each,
      Buffer.alloc(0), (error) => resolve(error));
  });
  assert.equal((await call).code, grpc.status.UNIMPLEMENTED);
});

test('many messages have one answer', async () => {
  const report = await new Promise((resolve, reject) => {
    const call = ownership.ImportEntities((error, reply) => (error ? reject(error) : resolve(reply)));
    for (let i = 0; i < 300; ++i) {
      call.write({ parent: PARENT, request_id: i ? '' : 'ba9c5f9c-5b30-4c39-8e1f-6cfe3c34f2a4', entities: [{
        name: `${PARENT}/entities/many-${i}`, display_name: `Many ${i}`, form: 'ENTITY_FORM_AS' }] });
    }
    call.end();
  });
  assert.equal(report.accepted_count, '300');
});

test('one question has many answers', async () => {
  const watch = positions.Watch({ parent: PARENT });
  await once(watch, 'metadata');
  const seen = [];
  watch.on('data', ({ change }) => { if (change) seen.push(change.name); });
  watch.on('error', () => {});
  const [first] = await once(watch, 'data');
  assert.ok(first.resume_token);
  for (const id of ['seen-1', 'seen-2']) await unary(ownership, 'CreateEntity', { ...arba, entity_id: id });
  while (seen.length < 2) await once(watch, 'data');
  watch.cancel();
  assert.deepEqual(seen, ['seen-1', 'seen-2'].map((id) => `${PARENT}/entities/${id}`));
});

test('a file is answered while it is sent', async () => {
  const [start, rest] = filePieces('grpc-js');
  const call = ownership.ImportFile();
  call.write({ parent: PARENT, collection: 'entities', chunk: start });
  const [{ reading }] = await once(call, 'data');
  assert.equal(reading.format, 'csv');
  let report;
  call.on('data', (answer) => { report = answer.report ?? report; });
  call.write({ chunk: rest });
  call.end();
  await once(call, 'end');
  assert.equal(report.accepted_count, '1500');
});

test('a deadline ends a call at both ends', async () => {
  const watch = positions.Watch({ parent: PARENT }, { deadline: Date.now() + 200 });
  watch.on('data', () => {});
  const [error] = await once(watch, 'error');
  assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
});

test('a caller that gives up is noticed', async () => {
  const watch = positions.Watch({ parent: PARENT, collections: ['entities'] });
  watch.on('data', () => {});
  await once(watch, 'metadata');
  watch.cancel();
  const [error] = await once(watch, 'error');
  assert.equal(error.code, grpc.status.CANCELLED);
  await gateway.logged('PositionService/Watch', '"code":"CANCELLED"');
});
