// Figures that are kept as long as the data are the same, as fetch sees them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Gateway, PARENT } from './gateway.mjs';

const gateway = new Gateway();

// Each loop finds out for itself what can be kept.
before(() => gateway.start({ gateway: ['--loops=1'] }));
after(() => gateway.stop());

async function figures(headers = {}) {
  const reply = await fetch(`${gateway.url}/v1/${PARENT}:queryTable?metrics=ownership/share&periods=2018`, { headers });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

test('figures are kept until something is written, and stand in for a service that is away', async () => {
  await figures();
  const kept = await figures();
  assert.equal(kept.status, 200, kept.text);
  const again = await figures();
  assert.equal(again.headers.get('cache-status'), 'ett; hit');
  assert.equal(again.text, kept.text);
  const etag = again.headers.get('etag');
  assert.equal((await figures({ 'if-none-match': etag })).status, 304);

  const made = await fetch(`${gateway.url}/v1/${PARENT}/entities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName: 'Årba AS', form: 'ENTITY_FORM_AS' }),
  });
  assert.equal(made.status, 200);
  const fresh = await figures({ 'if-none-match': etag });
  assert.equal(fresh.status, 200);
  assert.equal(fresh.headers.get('cache-status'), null);
  assert.notEqual(fresh.headers.get('etag'), etag);

  await gateway.processes[0].stop();
  const stale = await figures();
  assert.equal(stale.status, 200, stale.text);
  assert.equal(stale.text, fresh.text);
  assert.match(stale.headers.get('warning'), /^111 /);
  assert.match(stale.headers.get('age'), /^\d+$/);
  assert.equal((await fetch(`${gateway.url}/v1/${PARENT}/entities`)).status, 503);
  await gateway.logged('"cache":"ett; hit; detail=stale"');
});
