// REST as fetch and curl speak it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { filePieces, Gateway, ORIGIN, PARENT } from './gateway.mjs';

const gateway = new Gateway();
const AS = 'ENTITY_FORM_AS';

before(() => gateway.start());
after(() => gateway.stop());

async function ask(method, path, { body, ...headers } = {}) {
  const reply = await fetch(`${gateway.url}${path}`, { method, body, headers });
  const text = await reply.text();
  const isJson = reply.headers.get('content-type') === 'application/json' && text;
  return { status: reply.status, headers: reply.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

function json(value) {
  return { 'content-type': 'application/json', body: JSON.stringify(value) };
}

async function create(id, more = {}) {
  const reply = await ask('POST', `/v1/${PARENT}/entities?entityId=${id}`,
    json({ displayName: 'Årba AS', form: AS, ...more }));
  assert.equal(reply.status, 200, reply.text);
  return reply;
}

// The lines of a body, as they come.
async function* lines(reply) {
  let text = '';
  for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const whole = text.split('\n');
    text = whole.pop();
    yield* whole;
  }
}

test('what was made is read', async () => {
  const { json: made } = await create('read');
  assert.equal(made.name, `${PARENT}/entities/read`);
  const { json: read, headers } = await ask('GET', `/v1/${PARENT}/entities/read`);
  assert.deepEqual(read, made);
  assert.equal(headers.get('etag'), `"${made.etag}"`);
});

test('what is known already is not sent again', async () => {
  const { headers } = await create('known');
  const etag = headers.get('etag');
  const reply = await ask('GET', `/v1/${PARENT}/entities/known`, { 'if-none-match': etag });
  assert.equal(reply.status, 304);
  assert.equal(reply.text, '');
});

test('HEAD has the head alone, and the connection goes on', async () => {
  await create('head');
  const url = `${gateway.url}/v1/${PARENT}/entities/head`;
  const out = execFileSync('curl', ['-sS', '--head', url, '--next', '-sS', '-w', '%{num_connects}', url]).toString();
  assert.match(out, /^HTTP\/1\.1 200/);
  assert.match(out, /"displayName": ?"Årba AS"/);
  assert.match(out, /\}0$/);
});

test('curl is answered over HTTP/2 too', async () => {
  await create('two');
  const out = execFileSync('curl', ['-sS', '--http2-prior-knowledge', '-i',
    `${gateway.url}/v1/${PARENT}/entities/two`]).toString();
  assert.match(out, /^HTTP\/2 200/);
  assert.match(out, /"Årba AS"/);
});

test('only the fields that are asked for are said', async () => {
  await create('fields');
  const { json: read } = await ask('GET', `/v1/${PARENT}/entities/fields?$fields=displayName,form`);
  assert.deepEqual(read, { displayName: 'Årba AS', form: AS });
  const { json: list } = await ask('GET', `/v1/${PARENT}/entities?$fields=entities.name&pageSize=1`);
  assert.deepEqual(Object.keys(list.entities[0]), ['name']);
});

test('a change is of what the body has', async () => {
  await create('patch', { purpose: 'Vann' });
  const path = `/v1/${PARENT}/entities/patch`;
  const one = await ask('PATCH', path, json({ displayName: 'Ny AS' }));
  assert.deepEqual([one.json.displayName, one.json.purpose], ['Ny AS', 'Vann']);
  const cleared = await ask('PATCH', `${path}?updateMask=purpose`, json({ displayName: 'Ikke denne' }));
  assert.deepEqual([cleared.json.displayName, cleared.json.purpose], ['Ny AS', '']);
});

test('a change of another version than is known is refused', async () => {
  const { headers } = await create('match');
  const path = `/v1/${PARENT}/entities/match`;
  const change = (name, etag) => ask('PATCH', path, { ...json({ displayName: name }), 'if-match': etag });
  assert.equal((await change('Første', headers.get('etag'))).status, 200);
  const { status, json: error } = await change('Andre', headers.get('etag'));
  assert.equal(status, 409);
  assert.equal(error.error.status, 'ABORTED');
  assert.equal((await ask('DELETE', path, { 'if-match': headers.get('etag') })).status, 409);
  assert.equal((await ask('DELETE', path, { 'if-match': '*' })).status, 200);
  assert.equal((await ask('GET', path)).status, 404);
});

test('the same request again has no further effect', async () => {
  const key = crypto.randomUUID();
  const again = () => ask('POST', `/v1/${PARENT}/entities`,
    { ...json({ displayName: 'Én AS', form: AS }), 'idempotency-key': key });
  assert.equal((await again()).json.name, (await again()).json.name);
});

test('what cannot be is refused with its reason', async () => {
  const entities = `/v1/${PARENT}/entities`;
  const entity = json({ displayName: 'x', form: AS });
  const cases = [
    ['GET', '/v1/nowhere', {}, 404],
    ['GET', `${entities}/nobody`, {}, 404],
    ['DELETE', entities, {}, 405],
    ['PUT', `${entities}/x`, entity, 405],
    ['POST', entities, { ...entity, 'content-type': 'text/csv' }, 415],
    ['POST', '/ett.ownership.v1.OwnershipService/ListEntities',
      { body: '{}', 'content-type': 'application/grpc-web+json' }, 415],
    ['POST', entities, { ...entity, body: 'x'.repeat((16 << 20) + 1) }, 413],
    ['POST', entities, { ...entity, body: '{"displayName": 1}' }, 400],
    ['POST', entities, { ...entity, body: '{"displayname": "x"}' }, 400],
    ['POST', entities, { ...entity, body: '{"form": "AKSJESELSKAP"}' }, 400],
    ['POST', entities, { ...entity, body: '{' }, 400],
    ['GET', `${entities}?pageSize=mange`, {}, 400],
    ['GET', `${entities}?sideStørrelse=1`, {}, 400],
    ['GET', `${entities}?$fields=nothing`, {}, 400],
    ['GET', `${entities}/a%2Fb`, {}, 400],
  ];
  for (const [method, path, options, status] of cases) {
    const reply = await ask(method, path, options);
    const what = `${method} ${path} ${options.body?.slice(0, 40)}: ${reply.text}`;
    assert.equal(reply.status, status, what);
    assert.equal(reply.json.error.code, status, what);
    assert.ok(reply.json.error.message, what);
    assert.ok(reply.headers.get('x-request-id'), what);
    if (status === 405) assert.ok(reply.headers.get('allow').split(', ').includes('GET'), what);
  }
});

test('a stream is an array, or lines', async () => {
  await create('array');
  const path = `/v1/${PARENT}/statements:export`;
  const array = await ask('GET', path);
  assert.ok(Array.isArray(array.json), array.text);
  const few = await ask('GET', path, { accept: 'application/x-ndjson' });
  assert.equal(few.headers.get('content-type'), 'application/x-ndjson');
  assert.deepEqual(few.text.trimEnd().split('\n').map(JSON.parse), array.json);
});

test('events go on after the last that was seen', async () => {
  const watch = async (headers, seen) => {
    const giveUp = new AbortController();
    const reply = await fetch(`${gateway.url}/v1/${PARENT}:watchOwnership`, {
      headers: { accept: 'text/event-stream', ...headers }, signal: giveUp.signal });
    assert.equal(reply.headers.get('content-type'), 'text/event-stream');
    let id;
    for await (const line of lines(reply)) {
      if (line.startsWith('id: ')) id = line.slice(4);
      if (line.startsWith('data: ') && await seen(JSON.parse(line.slice(6)))) break;
    }
    giveUp.abort();
    return id;
  };
  const id = await watch({}, ({ change }) => !change);
  for (const each of ['event-1', 'event-2']) await create(each);
  const names = [];
  const seen = ({ change }) => change && names.push(change.name);
  const next = await watch({ 'last-event-id': id }, seen);
  await watch({ 'last-event-id': next }, seen);
  assert.deepEqual(names, [1, 2].map((each) => `${PARENT}/entities/event-${each}`));
  await gateway.logged('PositionService/Watch', '"protocol":"rest"', '"code":"CANCELLED"');
});

test('a deadline ends a stream with an error, in each form', async () => {
  const watch = (accept) => ask('GET', `/v1/${PARENT}:watchOwnership`, { accept, 'grpc-timeout': '700m' });
  const events = await watch('text/event-stream');
  assert.match(events.text, /\nevent: error\ndata: \{"error":\{"code":504,"status":"DEADLINE_EXCEEDED"/);
  const ndjson = await watch('application/x-ndjson');
  assert.equal(JSON.parse(ndjson.text.trimEnd().split('\n').at(-1)).error.code, 504);
  // An array that is not closed is broken off, or was never begun.
  const array = await watch('application/json').catch((error) => error);
  assert.ok(array instanceof TypeError || array.status === 504, array.text);
});

test('a file comes as a form', async () => {
  const form = new FormData();
  form.set('collection', 'entities');
  form.set('chunk', new Blob(filePieces('form')), 'entities.csv');
  const reply = await fetch(`${gateway.url}/v1/${PARENT}/ownershipFiles:import`, {
    method: 'POST', body: form, headers: { accept: 'application/x-ndjson' } });
  const events = [];
  for await (const line of lines(reply)) events.push(JSON.parse(line));
  assert.ok(events[0].reading, JSON.stringify(events));
  assert.equal(events.at(-1).report.acceptedCount, '1500');
});

test('curl sends a file as a form', async () => {
  const out = execFileSync('curl', ['-sS', '--fail-with-body', '-F', 'collection=entities', '-F',
    'chunk=@-;filename=entities.csv', `${gateway.url}/v1/${PARENT}/ownershipFiles:import`],
  { input: Buffer.concat(filePieces('curl')) });
  assert.equal(JSON.parse(out).at(-1).report.acceptedCount, '1500');
});

test('messages are taken as lines', async () => {
  const entity = (i) => JSON.stringify({ entities: [{ name: `${PARENT}/entities/line-${i}`, displayName: 'L', form: AS }] });
  const { json: report } = await ask('POST', `/v1/${PARENT}/entities:import`,
    { 'content-type': 'application/x-ndjson', body: [1, 2, 3].map((i) => `${entity(i)}\n`).join('') });
  assert.equal(report.acceptedCount, '3');
});

test('pages of an origin that is allowed may call, others not', async () => {
  const wants = { 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'content-type,if-match' };
  const preflight = await ask('OPTIONS', `/v1/${PARENT}/entities/x`, { origin: ORIGIN, ...wants });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), ORIGIN);
  assert.ok(preflight.headers.get('access-control-allow-methods').split(', ').includes('PATCH'));
  assert.equal(preflight.headers.get('access-control-allow-headers'), 'content-type,if-match');
  const call = await ask('GET', `/v1/${PARENT}/entities`, { origin: ORIGIN });
  assert.equal(call.headers.get('access-control-allow-origin'), ORIGIN);
  assert.match(call.headers.get('access-control-expose-headers'), /x-request-id/);
  const other = await ask('GET', `/v1/${PARENT}/entities`, { origin: 'https://other.example' });
  assert.equal(other.status, 200);
  assert.equal(other.headers.get('access-control-allow-origin'), null);
  assert.equal(other.headers.get('vary'), 'origin');  // what is kept of it is not for others
  const foreign = await ask('OPTIONS', `/v1/${PARENT}/entities/x`, { origin: 'https://other.example', ...wants });
  assert.equal(foreign.headers.get('access-control-allow-origin'), null);
});
