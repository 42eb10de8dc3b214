// The whole way over TLS: callers with certificates to the gateway, the gateway with its own to a service,
// and certificates, the keys of tokens, who else may call and how often swapped while calls are made.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import https from 'node:https';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import tls from 'node:tls';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { ANY_PORT, Process, root } from '../acceptance/suite.mjs';
import { Certificates, Issuer, Settings } from './certificates.mjs';
import { Gateway, PARENT } from './gateway.mjs';

const SWAPS = 20;
const LIMIT_MS = 60_000;
const SCOPE = 'ett:ownership.read';
const PATH = `/v1/${PARENT}/entities`;

const gateway = new Gateway();
const certificates = new Certificates(gateway.directory);
const issuer = new Issuer(gateway.directory);
const settings = new Settings(gateway.directory);
const client = certificates.client('robot');
const shown = { ca: certificates.ca, ...client };
let stub;

before(async () => {
  certificates.swap('day 0');
  certificates.revoke();
  settings.swap(0, SCOPE);
  writeFileSync(settings.path('gateways'), `gateway DNS:localhost ${SCOPE} *\n`);
  const pair = (prefix) => [`--${prefix}-certificate=${certificates.path('tls.crt')}`,
    `--${prefix}-key=${certificates.path('tls.key')}`];
  const served = [...pair('tls'), `--tls-client-ca=${certificates.path('ca.crt')}`, ...issuer.flags(), '--api-keys=keys'];
  await gateway.start({
    // Whom the gateway knows by certificate alone is the gateway to the service.
    service: [...served, '--certificates=gateways'],
    gateway: [...served, ...pair('upstream'), `--upstream-ca=${certificates.path('ca.crt')}`,
      `--tls-revoked=${certificates.path('revoked.crl')}`, '--certificates=names', '--limits=limits.json'],
    isReady: async () => (await ask().catch(() => ({}))).status === 200,
  });
  const definition = protoLoader.loadSync('ett/ownership/v1/ownership_service.proto', {
    includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')], keepCase: true, arrays: true });
  const credentials = grpc.credentials.createSsl(certificates.ca, client.key, client.cert);
  const { OwnershipService } = grpc.loadPackageDefinition(definition).ett.ownership.v1;
  stub = new OwnershipService(`localhost:${gateway.port}`, credentials);
});
after(async () => {
  stub?.close();
  await gateway.stop();
});

// By a new connection of HTTP/1.1.
async function ask(options = shown, headers = { authorization: issuer.token(SCOPE) }) {
  const request = https.get({ host: 'localhost', port: gateway.port, path: PATH, agent: false, ...options, headers });
  const [reply] = await once(request, 'response');
  let text = '';
  for await (const piece of reply) text += piece;
  return { status: reply.statusCode, text, quota: Number(/;q=(\d+);/.exec(reply.headers['ratelimit-policy'])?.[1]) };
}

const askByKey = ({ key }) => ask(shown, { 'x-api-key': key });
const askByCertificate = () => ask(shown, {});

// gRPC, by a connection that stays.
function list() {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', issuer.token(SCOPE));
  return new Promise((resolve, reject) => {
    stub.ListEntities({ parent: PARENT }, metadata, { deadline: Date.now() + LIMIT_MS },
      (error, reply) => (error ? reject(error) : resolve(reply)));
  });
}

// The name in the certificate that a new connection is shown.
async function servedName() {
  const socket = tls.connect({ host: 'localhost', port: gateway.port, ...shown, ALPNProtocols: ['h2'] });
  await once(socket, 'secureConnect');
  const { subject } = socket.getPeerCertificate();
  socket.destroy();
  return subject.CN;
}

test('HTTP/1.1 is spoken with those who ask for it', async () => {
  assert.equal((await ask()).status, 200);
});

test('HTTP/2 is spoken with those who offer it', async () => {
  const session = http2.connect(`https://localhost:${gateway.port}`, shown);
  const stream = session.request({ ':path': PATH, authorization: issuer.token(SCOPE) });
  const [headers] = await once(stream, 'response');
  assert.equal(headers[':status'], 200);
  assert.equal(session.alpnProtocol, 'h2');
  assert.equal(session.socket.getProtocol(), 'TLSv1.3');
  session.close();
});

test('gRPC is answered', async () => {
  assert.deepEqual((await list()).entities, []);
});

test('nobody comes in without a certificate, or with one of another authority', async () => {
  await assert.rejects(ask({ ca: certificates.ca }));
  const credentials = grpc.credentials.createSsl(certificates.ca);
  const stranger = new stub.constructor(`localhost:${gateway.port}`, credentials);
  const error = await new Promise((resolve) => { stranger.ListEntities({ parent: PARENT }, resolve); });
  assert.equal(error.code, grpc.status.UNAVAILABLE);
  stranger.close();
  await gateway.logged('"handshake"', 'peer did not return a certificate');
});

test('TLS 1.2 is not spoken', async () => {
  await assert.rejects(ask({ ...shown, maxVersion: 'TLSv1.2' }));
});

test('development tokens and TLS do not go together', async () => {
  const flags = ['--identity=development', `--tls-certificate=${certificates.path('tls.crt')}`,
    `--tls-key=${certificates.path('tls.key')}`];
  for (const [name, program, more] of [['refused-gateway', 'gateway/gateway', ['--upstream=x=127.0.0.1:1']],
    ['refused-service', 'services/ownership/ownership', ['--database=sqlite::memory:']]]) {
    const refused = new Process(name, program, [...flags, ...more, `--listen=${ANY_PORT}`], gateway.directory);
    assert.equal((await refused.exited).code, 1);
    assert.match(refused.output, /--identity: want tokens beside --tls-certificate=.*, got development/);
  }
});

async function until(what, condition) {
  for (const end = Date.now() + LIMIT_MS; !await condition(); await pause(20)) {
    assert.ok(Date.now() < end, what);
  }
}

// All that may change while a process runs, but contracts.
async function swapAll(day) {
  certificates.swap(`day ${day}`);
  certificates.revoke();
  issuer.rotate();
  settings.swap(day, SCOPE);
  await until(`the certificate of day ${day} is served`, async () => await servedName() === `day ${day}`);
  await until(`the key of day ${day} counts`, async () => (await askByKey(settings.keys.at(-1))).status === 200);
  await until(`the limit of day ${day} counts`, async () => (await ask()).quota === Settings.rate(day));
  await until(`the name of day ${day} counts`, async () => (
    (await askByCertificate()).quota === Settings.rateOfRobot(day)));
}

test(`no call fails while certificates, keys, callers and limits are swapped ${SWAPS} times`, async () => {
  const answered = { ask: 0, list: 0, key: 0, certificate: 0 };
  const failed = [];
  let done = false;
  async function repeat(name, call) {
    while (!done) {
      try {
        const reply = await call();
        if (reply.status !== undefined && reply.status !== 200) failed.push(`${name}: ${reply.status} ${reply.text}`);
        answered[name] += 1;
      } catch (error) {
        failed.push(`${name}: ${error}`);
      }
    }
  }
  // A key is used once it counts everywhere.
  let key = settings.keys.at(-1);
  const callers = [repeat('ask', ask), repeat('ask', ask), repeat('list', list), repeat('list', list),
    repeat('key', () => askByKey(key)), repeat('certificate', askByCertificate)];
  for (let day = 1; day <= SWAPS; ++day) {
    await swapAll(day);
    key = settings.keys.at(-1);
  }
  done = true;
  await Promise.all(callers);
  assert.deepEqual(failed, []);
  for (const [name, count] of Object.entries(answered)) assert.ok(count > SWAPS, `${name}: ${count}`);
});

test('a file of callers that is wrong changes nothing, and is told of', async () => {
  writeFileSync(settings.path('keys'), 'loader plain-key * *\n');
  const { problem } = await gateway.logged('callers stay as they were', '"keys"');
  assert.match(problem, /^--api-keys: line 1: want the SHA-256/);
  assert.equal((await askByKey(settings.keys.at(-1))).status, 200);
});

test('a revoked certificate is refused, those of others are not', async () => {
  const lost = { ca: certificates.ca, ...certificates.client('lost') };
  assert.equal((await ask(lost)).status, 200);
  certificates.revoke('lost');
  await until('the certificate counts', () => ask(lost).then(() => false, () => true));
  await gateway.logged('"handshake"', 'certificate revoked');
  assert.equal((await ask()).status, 200);
});

test('a key that is not the certificate\'s changes nothing, and is told of', async () => {
  const before = await servedName();
  const other = certificates.client('other');
  writeFileSync(certificates.path('part'), other.key);
  renameSync(certificates.path('part'), certificates.path('tls.key'));
  await gateway.logged('certificate refused, the last one stays', '--tls-key: want the key of /CN=');
  assert.equal(await servedName(), before);
  assert.equal((await ask()).status, 200);
});
