// Connect, gRPC and gRPC-Web as @connectrpc/connect-node speaks them, from descriptors alone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { contracts, filePieces, Gateway, PARENT } from './gateway.mjs';

const gateway = new Gateway();
const registry = contracts();
const ownershipService = registry.getService('ett.ownership.v1.OwnershipService');
const positionService = registry.getService('ett.ownership.v1.PositionService');
const FORM_AS = 1;

before(() => gateway.start());
after(() => gateway.stop());

const TRANSPORTS = {
  'Connect with JSON over HTTP/1.1': [createConnectTransport, { httpVersion: '1.1', useBinaryFormat: false }],
  'Connect with bytes over HTTP/1.1': [createConnectTransport, { httpVersion: '1.1', useBinaryFormat: true }],
  'Connect with JSON over HTTP/2': [createConnectTransport, { httpVersion: '2', useBinaryFormat: false }],
  'Connect with bytes over HTTP/2': [createConnectTransport, { httpVersion: '2', useBinaryFormat: true }],
  'gRPC over HTTP/2': [createGrpcTransport, { httpVersion: '2' }],
  'gRPC-Web over HTTP/1.1': [createGrpcWebTransport, { httpVersion: '1.1' }],
  'gRPC-Web over HTTP/2': [createGrpcWebTransport, { httpVersion: '2' }],
};

async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return ConnectError.from(error);
  }
  return assert.fail('the call was not refused');
}

async function* messages(...each) {
  yield* each;
}

// What lets a test tell when to go on.
function signal() {
  const made = {};
  made.reached = new Promise((resolve) => { made.reach = resolve; });
  return made;
}

for (const [name, [create, options]] of Object.entries(TRANSPORTS)) {
  const prefix = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  describe(name, () => {
    let ownership;
    let positions;

    before(() => {
      const transport = create({ baseUrl: gateway.url, ...options });
      ownership = createClient(ownershipService, transport);
      positions = createClient(positionService, transport);
    });

    test('one question has one answer', async () => {
      const entity = { displayName: 'Årba AS', form: FORM_AS };
      const made = await ownership.createEntity({ parent: PARENT, entityId: prefix, entity });
      assert.equal(made.name, `${PARENT}/entities/${prefix}`);
      const read = await ownership.getEntity({ name: made.name });
      assert.deepEqual(read, made);
    });

    test('the id of a request goes there and comes back', async () => {
      let id;
      const headers = { 'x-request-id': prefix };
      await ownership.listEntities({ parent: PARENT }, { headers, onHeader: (each) => { id = each.get('x-request-id'); } });
      assert.equal(id, prefix);
    });

    test('a refusal has its details', async () => {
      const request = { parent: PARENT, entityId: 'blåbær 100 %', entity: { displayName: 'x', form: FORM_AS } };
      const error = await refusal(ownership.createEntity(request));
      assert.equal(error.code, Code.InvalidArgument);
      assert.match(error.message, /blåbær 100 %/);
      const [bad] = error.findDetails(registry.getMessage('google.rpc.BadRequest'));
      assert.equal(bad.fieldViolations[0].field, 'entity_id');
    });

    test('what is not there is not found', async () => {
      const error = await refusal(ownership.getEntity({ name: `${PARENT}/entities/nobody` }));
      assert.equal(error.code, Code.NotFound);
    });

    test('a method that nobody has is unimplemented', async () => {
      const { listEntities } = ownershipService.method;
      const service = { ...ownershipService, typeName: 'ett.ownership.v1.OtherService' };
      const method = { ...listEntities, parent: service };
      const other = createClient({ ...service, methods: [method], method: { listEntities: method } },
        create({ baseUrl: gateway.url, ...options }));
      assert.equal((await refusal(other.listEntities({ parent: PARENT }))).code, Code.Unimplemented);
    });

    test('many messages have one answer', async () => {
      const entities = Array.from({ length: 50 }, (_, i) => ({
        name: `${PARENT}/entities/${prefix}-many-${i}`, displayName: `Many ${i}`, form: FORM_AS }));
      const report = await ownership.importEntities(messages(
        { parent: PARENT, requestId: crypto.randomUUID(), entities: entities.slice(0, 20) },
        { entities: entities.slice(20) }));
      assert.equal(report.acceptedCount, 50n);
    });

    test('one question has many answers, until the caller gives up', async () => {
      const giveUp = new AbortController();
      const changed = [];
      let made = 0;
      const error = await refusal((async () => {
        for await (const { change } of positions.watch({ parent: PARENT }, { signal: giveUp.signal })) {
          if (change) changed.push(change.name);
          if (changed.length === 2) giveUp.abort();
          if (made++ > 1) continue;
          const entity = { displayName: 'Seen', form: FORM_AS };
          await ownership.createEntity({ parent: PARENT, entityId: `${prefix}-seen-${made}`, entity });
        }
      })());
      assert.equal(error.code, Code.Canceled);
      assert.deepEqual(changed, [1, 2].map((each) => `${PARENT}/entities/${prefix}-seen-${each}`));
    });

    test('a stream that is refused says why', async () => {
      const error = await refusal((async () => {
        for await (const each of positions.watch({ parent: PARENT, resumeToken: 'x' })) assert.fail(each);
      })());
      assert.equal(error.code, Code.InvalidArgument);
      assert.equal(error.findDetails(registry.getMessage('google.rpc.BadRequest')).length, 1);
    });

    test('a file is answered while it is sent, where the version of HTTP allows', async () => {
      const [start, rest] = filePieces(prefix);
      const { reached, reach } = signal();
      async function* pieces() {
        yield { parent: PARENT, collection: 'entities', chunk: start };
        if (options.httpVersion === '2') await reached;
        yield { chunk: rest };
      }
      const events = [];
      for await (const { event } of ownership.importFile(pieces())) {
        events.push(event.case);
        if (event.case === 'reading') reach();
        if (event.case === 'report') assert.equal(event.value.acceptedCount, 1500n);
      }
      assert.equal(events[0], 'reading');
      assert.equal(events.at(-1), 'report');
    });

    test('a deadline ends a call', async () => {
      const error = await refusal((async () => {
        for await (const each of positions.watch({ parent: PARENT }, { timeoutMs: 200 })) assert.ok(each);
      })());
      assert.equal(error.code, Code.DeadlineExceeded);
    });
  });
}

for (const [name, create] of [['gRPC', createGrpcTransport], ['gRPC-Web', createGrpcWebTransport]]) {
  test(`${name} with JSON is a type that is not known`, async () => {
    const client = createClient(ownershipService,
      create({ baseUrl: gateway.url, httpVersion: '2', useBinaryFormat: false }));
    const error = await refusal(client.listEntities({ parent: PARENT }));
    assert.match(error.message, /HTTP 415/);
  });
}

describe('Connect by GET', () => {
  // What REST reads by GET changes nothing; a client must be told so to ask by GET.
  const methods = ownershipService.methods.map((method) => (
    { ...method, idempotency: MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS }));
  const readable = {
    ...ownershipService, methods, method: Object.fromEntries(methods.map((each) => [each.localName, each])),
  };

  for (const useBinaryFormat of [false, true]) {
    for (const httpVersion of ['1.1', '2']) {
      test(`${useBinaryFormat ? 'bytes' : 'JSON'} over HTTP/${httpVersion}`, async () => {
        const id = `get-${useBinaryFormat}-${httpVersion}`;
        const client = createClient(readable, createConnectTransport({
          baseUrl: gateway.url, httpVersion, useBinaryFormat, useHttpGet: true }));
        const headers = { 'x-request-id': id };
        const { entities } = await client.listEntities({ parent: PARENT, pageSize: 2 }, { headers });
        assert.equal(entities.length, 2);
        await gateway.logged('"target":"GET"', 'OwnershipService/ListEntities', id);
        const error = await refusal(client.createEntity({ parent: PARENT, entityId: 'by-get' }));
        assert.notEqual(error.code, Code.InvalidArgument);
        const missing = await refusal(client.getEntity({ name: `${PARENT}/entities/by-get` }));
        assert.equal(missing.code, Code.NotFound);
      });
    }
  }
});
