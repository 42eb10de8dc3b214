// What an operator and a stranger's client see of the running suite, without any data.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { Process, Suite, call } from './suite.mjs';

const METRICS = '/v1/municipalities/935478715/metrics';
const LIMIT_MS = 60_000;
const suite = new Suite();

before(() => suite.start());
after(() => suite.stop());

const ports = (name) => suite.processes.get(name).ports();
const lines = (name) => suite.processes.get(name).output.split('\n').filter(Boolean).map((line) => JSON.parse(line));

// A client of a contract that comes with gRPC, not with Ett.
function client(file, service, address) {
  const definition = protoLoader.loadSync(file, { includeDirs: ['/usr/share/grpc-proto'], keepCase: true, enums: String, oneofs: true });
  const Client = service.split('.').reduce((part, name) => part[name], grpc.loadPackageDefinition(definition));
  return new Client(address, grpc.credentials.createInsecure());
}

test('REST is spoken on HTTP/2 too', async () => {
  const session = http2.connect(`http://${suite.gateway}`);
  const request = session.request({ ':path': `${METRICS}?pageSize=1000` });
  let body = '';
  request.setEncoding('utf8').on('data', (text) => { body += text; });
  const [headers] = await once(request, 'response');
  await once(request, 'end');
  session.close();
  assert.equal(headers[':status'], 200);
  assert.ok(JSON.parse(body).metrics.length > 30);
});

for (const version of ['v1', 'v1alpha']) {
  test(`server reflection ${version} tells of all domains`, async () => {
    const stream = client(`grpc/reflection/${version}/reflection.proto`, `grpc.reflection.${version}.ServerReflection`, suite.gateway).ServerReflectionInfo();
    stream.write({ list_services: '*' });
    const [answer] = await once(stream, 'data');
    stream.write({ file_containing_symbol: 'ett.property.v1.PropertyService' });
    const [file] = await once(stream, 'data');
    stream.end();
    const names = answer.list_services_response.service.map(({ name }) => name);
    for (const name of ['ett.figures.v1.FigureService', 'ett.hr.v1.HrService', 'ett.ownership.v1.OwnershipService', 'ett.property.v1.PropertyService', 'ett.report.v1.ReportService']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(file.file_descriptor_response.file_descriptor_proto.length > 5);
  });
}

test('a request id is in the answer and in the logs of all that took part', async () => {
  const id = 'operation-1';
  const reply = await fetch(`http://${suite.gateway}${METRICS}`, { headers: { 'x-request-id': id } });
  await reply.text();
  assert.equal(reply.headers.get('x-request-id'), id);
  for (const name of ['gateway', 'hr', 'property', 'ownership']) {
    const line = await suite.processes.get(name).logged(`"request_id":"${id}"`);
    assert.equal(line.message, 'call', name);
    assert.equal(line.code, 'OK');
    assert.equal(typeof line.duration_ms, 'number');
  }
});

test('every process has health and metrics', async () => {
  for (const name of ['gateway', 'hr', 'property', 'ownership']) {
    const { admin, metrics } = await ports(name);
    const health = client('grpc/health/v1/health.proto', 'grpc.health.v1.Health', `127.0.0.1:${admin}`);
    for (const service of ['startup', 'readiness', 'liveness']) {
      const answer = await new Promise((resolve, reject) => {
        health.Check({ service }, (error, found) => (error ? reject(error) : resolve(found)));
      });
      assert.equal(answer.status, 'SERVING', `${name} ${service}`);
    }
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    assert.match(text, /grpc_server_handled_total\{.*grpc_code="OK".*\} [1-9]/, name);
    assert.match(text, /grpc_server_handling_seconds_bucket/, name);
  }
});

test('a service says at the port of callers whether it takes calls, without a token, and no more once it is to end', async () => {
  const leaving = new Process('leaving', 'services/ownership/ownership', [
    '--listen=127.0.0.1:0', '--admin-listen=127.0.0.1:0', '--metrics-listen=127.0.0.1:0', '--drain-delay=1h',
    '--identity=development', '--identity-key-file=leaving-key.json', `--database=sqlite:${suite.directory}/leaving.db`,
  ], suite.directory);
  const { listen } = await leaving.ports();
  const health = client('grpc/health/v1/health.proto', 'grpc.health.v1.Health', `127.0.0.1:${listen}`);
  const status = () => new Promise((resolve, reject) => {
    health.Check({ service: '' }, (error, found) => (error ? reject(error) : resolve(found.status)));
  });
  const until = async (wanted) => {
    for (const end = Date.now() + LIMIT_MS; Date.now() < end && await status() !== wanted;) await pause(20);
    assert.equal(await status(), wanted, leaving.output);
  };
  await until('SERVING');
  leaving.child.kill('SIGTERM');
  await until('NOT_SERVING');
  await leaving.stop('SIGKILL');
});

test('without a file of privacy officers nobody is one', async () => {
  const request = { parent: 'municipalities/935478715', person: 'anybody', purpose: 'try' };
  const headers = { authorization: 'Bearer anything' };
  const privacy = suite.client('ett/hr/v1/privacy_service.proto', 'ett.hr.v1.PrivacyService');
  // 7 is PERMISSION_DENIED.
  await assert.rejects(call(privacy, 'ListPersonRecords', request, headers), { code: 7 });
  const { status, body } = await suite.post('/v1/municipalities/935478715/persons:erase', { person: 'anybody', purpose: 'try' }, headers);
  assert.equal(status, 403);
  assert.ok(body.error.details.some(({ reason }) => reason === 'NO_PRIVACY_OFFICERS'), JSON.stringify(body));
});

test('a SQLite file has one process', async () => {
  const second = new Process('second', 'services/hr/hr', [
    '--listen=127.0.0.1:0', '--admin-listen=127.0.0.1:0', '--metrics-listen=127.0.0.1:0', `--database=sqlite:${suite.directory}/hr.db`,
  ], suite.directory);
  const { code } = await second.exited;
  assert.equal(code, 1);
  assert.match(second.output, /open in another process/);
});

test('SIGTERM ends every process in good order', async () => {
  for (const name of ['gateway', 'hr', 'property', 'ownership']) {
    const { code } = await suite.processes.get(name).stop('SIGTERM');
    assert.equal(code, 0, suite.logs());
    assert.deepEqual(lines(name).slice(-2).map(({ message }) => message), ['draining', 'ended'], name);
  }
});
