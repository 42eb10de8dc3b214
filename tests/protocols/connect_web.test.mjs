// Connect and gRPC-Web as @connectrpc/connect-web speaks them in a page of another origin.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-web';
import { contracts, Gateway, ORIGIN, PARENT } from './gateway.mjs';
import { pageFetch } from './page.mjs';

const gateway = new Gateway();
const registry = contracts();
const ownershipService = registry.getService('ett.ownership.v1.OwnershipService');
const positionService = registry.getService('ett.ownership.v1.PositionService');
const FORM_AS = 1;

before(() => gateway.start());
after(() => gateway.stop());

const TRANSPORTS = {
  'Connect with JSON': [createConnectTransport, { useBinaryFormat: false }],
  'Connect with bytes': [createConnectTransport, { useBinaryFormat: true }],
  'gRPC-Web': [createGrpcWebTransport, {}],
};

async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return ConnectError.from(error);
  }
  return assert.fail('the call was not refused');
}

// What it was that `each` of a stream said, until the stream or the caller ends it.
async function all(stream, each) {
  for await (const message of stream) await each(message);
}

for (const [name, [create, options]] of Object.entries(TRANSPORTS)) {
  const prefix = name.toLowerCase().replaceAll(' ', '-');
  const transport = (origin = ORIGIN) => create({ baseUrl: gateway.url, fetch: pageFetch(origin), ...options });
  describe(`${name}, in a page`, () => {
    let ownership;
    let positions;
    before(() => {
      ownership = createClient(ownershipService, transport());
      positions = createClient(positionService, transport());
    });

    test('one question has one answer', async () => {
      const entity = { displayName: 'Årba AS', form: FORM_AS };
      const made = await ownership.createEntity({ parent: PARENT, entityId: prefix, entity });
      assert.equal(made.name, `${PARENT}/entities/${prefix}`);
      assert.deepEqual(await ownership.getEntity({ name: made.name }), made);
    });

    test('a page reads the id of its request', async () => {
      let id;
      const headers = { 'x-request-id': prefix };
      await ownership.listEntities({ parent: PARENT }, { headers, onHeader: (each) => { id = each.get('x-request-id'); } });
      assert.equal(id, prefix);
    });

    test('a page reads the details of a refusal', async () => {
      const request = { parent: PARENT, entityId: 'blåbær 100 %', entity: { displayName: 'x', form: FORM_AS } };
      const error = await refusal(ownership.createEntity(request));
      assert.equal(error.code, Code.InvalidArgument);
      assert.match(error.message, /blåbær 100 %/);
      const [bad] = error.findDetails(registry.getMessage('google.rpc.BadRequest'));
      assert.equal(bad.fieldViolations[0].field, 'entity_id');
    });

    test('what is not there is not found, and a method that nobody has is unimplemented', async () => {
      assert.equal((await refusal(ownership.getEntity({ name: `${PARENT}/entities/nobody` }))).code, Code.NotFound);
      const service = { ...ownershipService, typeName: 'ett.ownership.v1.OtherService' };
      const method = { ...ownershipService.method.listEntities, parent: service };
      const other = createClient({ ...service, methods: [method], method: { listEntities: method } }, transport());
      assert.equal((await refusal(other.listEntities({ parent: PARENT }))).code, Code.Unimplemented);
    });

    test('one question has many answers, until the page is left', async () => {
      const leave = new AbortController();
      const changed = [];
      let made = 0;
      const error = await refusal(all(positions.watch({ parent: PARENT }, { signal: leave.signal }), async ({ change }) => {
        if (change) changed.push(change.name);
        if (changed.length === 2) leave.abort();
        if (made++ > 1) return;
        const entity = { displayName: 'Seen', form: FORM_AS };
        await ownership.createEntity({ parent: PARENT, entityId: `${prefix}-seen-${made}`, entity });
      }));
      assert.equal(error.code, Code.Canceled);
      assert.deepEqual(changed, [1, 2].map((each) => `${PARENT}/entities/${prefix}-seen-${each}`));
    });

    test('a stream that is refused says why', async () => {
      const error = await refusal(all(positions.watch({ parent: PARENT, resumeToken: 'x' }), assert.fail));
      assert.equal(error.code, Code.InvalidArgument);
      assert.equal(error.findDetails(registry.getMessage('google.rpc.BadRequest')).length, 1);
    });

    test('a deadline ends a stream', async () => {
      const error = await refusal(all(positions.watch({ parent: PARENT }, { timeoutMs: 200 }), assert.ok));
      assert.equal(error.code, Code.DeadlineExceeded);
    });

    test('a page of an origin that is not allowed reads nothing', async () => {
      const stranger = createClient(ownershipService, transport('https://other.example'));
      assert.match((await refusal(stranger.listEntities({ parent: PARENT }))).message, /may not call/);
    });
  });
}

for (const useBinaryFormat of [false, true]) {
  test(`a page reads by GET, with ${useBinaryFormat ? 'bytes' : 'JSON'}`, async () => {
    // What REST reads by GET changes nothing; a client must be told so to ask by GET.
    const listEntities = { ...ownershipService.method.listEntities, idempotency: MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS };
    const asked = [];
    const fetch = (url, init) => {
      asked.push(init.method);
      return pageFetch(ORIGIN)(url, init);
    };
    const client = createClient({ ...ownershipService, methods: [listEntities], method: { listEntities } },
      createConnectTransport({ baseUrl: gateway.url, useBinaryFormat, useHttpGet: true, fetch }));
    const { entities } = await client.listEntities({ parent: PARENT, pageSize: 2 });
    assert.equal(entities.length, 2);
    assert.deepEqual(asked, ['GET']);
  });
}
