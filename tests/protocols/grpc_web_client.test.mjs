// gRPC-Web as Google's own client, grpc-web, speaks it in a page of another origin. What its
// generator would write is said by hand here, from descriptors.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import grpcWeb from 'grpc-web';
import { contracts, Gateway, ORIGIN, PARENT } from './gateway.mjs';
import { pageRequest } from './page.mjs';

const { GrpcWebClientBase, MethodDescriptor, MethodType, StatusCode } = grpcWeb;
const gateway = new Gateway();
const registry = contracts();
const FORM_AS = 1;

before(async () => {
  globalThis.XMLHttpRequest = pageRequest(ORIGIN);
  await gateway.start();
});
after(() => gateway.stop());

// `calledAs` is another name on the wire than the contract's.
function methodOf(service, name, calledAs) {
  const method = registry.getService(`ett.ownership.v1.${service}`).method[name];
  const kind = method.methodKind === 'unary' ? MethodType.UNARY : MethodType.SERVER_STREAMING;
  const path = `/${method.parent.typeName}/${calledAs ?? method.name}`;
  const descriptor = new MethodDescriptor(path, kind, Object, Object,
    (request) => toBinary(method.input, create(method.input, request)), (bytes) => fromBinary(method.output, bytes));
  return { url: () => gateway.url + path, descriptor };
}

const createEntity = methodOf('OwnershipService', 'createEntity');
const getEntity = methodOf('OwnershipService', 'getEntity');
const sell = methodOf('OwnershipService', 'getEntity', 'Sell');
const listEntities = methodOf('OwnershipService', 'listEntities');
const watch = methodOf('PositionService', 'watch');
const exportStatements = methodOf('InterchangeService', 'exportStatements');

function detailsOf({ metadata }) {
  const status = fromBinary(registry.getMessage('google.rpc.Status'), base64Decode(metadata['grpc-status-details-bin']));
  return status.details.map((any) => anyUnpack(any, registry));
}

for (const format of ['text', 'binary']) {
  const client = new GrpcWebClientBase({ format });
  const ask = ({ url, descriptor }, request, metadata = {}) => client.unaryCall(url(), request, metadata, descriptor);
  const open = ({ url, descriptor }, request, metadata = {}) => client.serverStreaming(url(), request, metadata, descriptor);
  const entity = { displayName: 'Årba AS', form: FORM_AS };

  // The error that a stream ends with, or undefined, and what it said.
  const ended = (stream) => new Promise((resolve) => {
    const said = { messages: [] };
    stream.on('data', (message) => said.messages.push(message));
    stream.on('status', (status) => { said.status = status; });
    stream.on('error', (error) => resolve({ ...said, error }));
    stream.on('end', () => resolve(said));
  });

  describe(`grpc-web in a page, ${format}`, () => {
    test('one question has one answer', async () => {
      const made = await ask(createEntity, { parent: PARENT, entityId: format, entity });
      assert.equal(made.name, `${PARENT}/entities/${format}`);
      assert.deepEqual(await ask(getEntity, { name: made.name }), made);
    });

    test('an answer has metadata, and a status at its end', async () => {
      const seen = {};
      await new Promise((resolve, reject) => {
        const call = client.rpcCall(listEntities.url(), { parent: PARENT }, { 'x-request-id': format },
          listEntities.descriptor, (error) => { if (error) reject(error); });
        call.on('metadata', (metadata) => { seen.metadata = metadata; });
        call.on('status', (status) => { seen.status = status; });
        call.on('end', resolve);
      });
      assert.equal(seen.metadata['x-request-id'], format);
      assert.equal(seen.status.code, StatusCode.OK);
    });

    test('a refusal without an answer has its details', async () => {
      const refused = ask(createEntity, { parent: PARENT, entityId: 'blåbær 100 %', entity });
      const error = await refused.then(assert.fail, (each) => each);
      assert.equal(error.code, StatusCode.INVALID_ARGUMENT);
      assert.match(error.message, /blåbær 100 %/);
      const bad = detailsOf(error).find(({ fieldViolations }) => fieldViolations);
      assert.equal(bad.fieldViolations[0].field, 'entity_id');
    });

    test('what is not there is not found, and a method that nobody has is unimplemented', async () => {
      await assert.rejects(ask(getEntity, { name: `${PARENT}/entities/nobody` }), { code: StatusCode.NOT_FOUND });
      await assert.rejects(ask(sell, { name: 'x' }), { code: StatusCode.UNIMPLEMENTED });
    });

    test('one question has many answers', async () => {
      const { error, status, messages } = await ended(open(exportStatements, { parent: PARENT }));
      assert.equal(error, undefined);
      assert.equal(status.code, StatusCode.OK);
      assert.ok(messages.length > 0);
    });

    test('a stream that is refused says why', async () => {
      const { error, messages } = await ended(open(watch, { parent: PARENT, resumeToken: 'x' }));
      assert.equal(error.code, StatusCode.INVALID_ARGUMENT);
      assert.equal(detailsOf(error).filter(({ fieldViolations }) => fieldViolations).length, 1);
      assert.deepEqual(messages, []);
    });

    test('a deadline ends a stream', async () => {
      const { error } = await ended(open(watch, { parent: PARENT }, { deadline: String(Date.now() + 300) }));
      assert.equal(error.code, StatusCode.DEADLINE_EXCEEDED);
      await gateway.logged('PositionService/Watch', '"protocol":"grpc-web"', '"code":"DEADLINE_EXCEEDED"');
    });
  });
}

test('answers come each when it is there, until the page gives up', async () => {
  const client = new GrpcWebClientBase({ format: 'text' });
  const changed = [];
  const stream = client.serverStreaming(watch.url(), { parent: PARENT }, {}, watch.descriptor);
  const make = (id) => client.unaryCall(createEntity.url(),
    { parent: PARENT, entityId: id, entity: { displayName: 'Seen', form: FORM_AS } }, {}, createEntity.descriptor);
  await new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('data', ({ change }) => {
      if (change) changed.push(change.name);
      if (changed.length === 2) resolve();
      else make(`seen-${changed.length}`).catch(reject);
    });
  });
  stream.cancel();
  assert.deepEqual(changed, [0, 1].map((each) => `${PARENT}/entities/seen-${each}`));
  await gateway.logged('PositionService/Watch', '"protocol":"grpc-web"', '"code":"CANCELLED"');
});

test('a page of an origin that is not allowed reads nothing', async () => {
  globalThis.XMLHttpRequest = pageRequest('https://other.example');
  const client = new GrpcWebClientBase({ format: 'binary' });
  const read = client.unaryCall(listEntities.url(), { parent: PARENT }, {}, listEntities.descriptor);
  await assert.rejects(read, { code: StatusCode.UNKNOWN });
  globalThis.XMLHttpRequest = pageRequest(ORIGIN);
});
