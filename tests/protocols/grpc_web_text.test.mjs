// gRPC-Web's text, as pages without binary bodies speak it: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { contracts, Gateway, ORIGIN, PARENT } from './gateway.mjs';

const gateway = new Gateway();
const registry = contracts();
const FORM_AS = 1;

before(() => gateway.start());
after(() => gateway.stop());

function frame(bytes) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

// Base64 of parts that were encoded each for itself.
function decode(text) {
  return Buffer.concat((text.match(/[^=]+=*/g) ?? []).map((part) => Buffer.from(part, 'base64')));
}

function* frames(bytes) {
  for (let at = 0; at < bytes.length; at += 5 + bytes.readUInt32BE(at + 1)) {
    yield { flags: bytes[at], data: bytes.subarray(at + 5, at + 5 + bytes.readUInt32BE(at + 1)) };
  }
}

function body(method, request) {
  return toBinary(method.input, create(method.input, request));
}

async function post(method, text, headers = {}) {
  const reply = await fetch(`${gateway.url}/${method.parent.typeName}/${method.name}`, {
    method: 'POST', body: text,
    headers: { 'content-type': 'application/grpc-web-text+proto', 'x-grpc-web': '1', origin: ORIGIN, ...headers },
  });
  const read = [...frames(decode(await reply.text()))];
  const trailers = read.filter(({ flags }) => flags & 0x80).map(({ data }) => data.toString());
  const answers = read.filter(({ flags }) => !(flags & 0x80)).map(({ data }) => fromBinary(method.output, data));
  return { reply, answers, trailers };
}

const method = (service, name) => registry.getService(`ett.ownership.v1.${service}`).method[name];

test('an answer is followed by its trailers', async () => {
  const createEntity = method('OwnershipService', 'createEntity');
  const entity = { displayName: 'Årba AS', form: FORM_AS };
  const text = frame(body(createEntity, { parent: PARENT, entityId: 'text', entity })).toString('base64');
  const { reply, answers, trailers } = await post(createEntity, text);
  assert.equal(reply.headers.get('content-type'), 'application/grpc-web-text+proto');
  assert.equal(answers[0].displayName, 'Årba AS');
  assert.deepEqual(trailers.length, 1);
  assert.match(trailers[0], /^grpc-status: ?0\r\n/m);
});

test('a body may be encoded in parts, padded each', async () => {
  const list = method('OwnershipService', 'listEntities');
  const whole = frame(body(list, { parent: PARENT }));
  const text = whole.subarray(0, 5).toString('base64') + whole.subarray(5).toString('base64');
  assert.match(text, /=./);
  const { answers } = await post(list, text);
  assert.ok(answers[0].entities.length > 0);
});

test('a refusal has its details, and a page may read it', async () => {
  const get = method('OwnershipService', 'getEntity');
  const { reply, trailers } = await post(get, frame(body(get, { name: `${PARENT}/entities/nobody` })).toString('base64'));
  assert.equal(reply.status, 200);
  assert.match(trailers[0], /^grpc-status: ?5\r\n/m);
  assert.match(trailers[0], /^grpc-status-details-bin: ?\w+/m);
  assert.match(reply.headers.get('access-control-expose-headers'), /grpc-status-details-bin/);
  assert.equal(reply.headers.get('access-control-allow-origin'), ORIGIN);
});

test('what is not base64 is refused', async () => {
  const { reply } = await post(method('OwnershipService', 'getEntity'), '****');
  assert.equal(reply.headers.get('grpc-status'), '3');
});

test('many answers come each when it is there', async () => {
  const watch = method('PositionService', 'watch');
  const giveUp = new AbortController();
  const reply = await fetch(`${gateway.url}/${watch.parent.typeName}/${watch.name}`, {
    method: 'POST', signal: giveUp.signal,
    headers: { 'content-type': 'application/grpc-web-text', accept: 'application/grpc-web-text' },
    body: frame(body(watch, { parent: PARENT })).toString('base64'),
  });
  let text = '';
  for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length % 4 === 0) break;
  }
  const [{ data }] = frames(decode(text));
  assert.ok(fromBinary(watch.output, data).resumeToken);
  giveUp.abort();
  await gateway.logged('PositionService/Watch', '"protocol":"grpc-web"', '"code":"CANCELLED"');
});
