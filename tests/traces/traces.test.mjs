// One trace over all processes: who asked whom, told by W3C Trace Context and sent by OTLP.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { Suite, call } from '../acceptance/suite.mjs';
import { contracts } from '../protocols/gateway.mjs';
import { Collector } from './collector.mjs';

const DOMAINS = ['hr', 'property', 'ownership'];
const PARENT = 'municipalities/935478715';
const QUERY_TABLE = 'ett.figures.v1.FigureService/QueryTable';
const LIST_ENTITIES = 'ett.ownership.v1.OwnershipService/ListEntities';
const TABLE = `/v1/${PARENT}:queryTable?metrics=hr/sick-leave-rate&metrics=property/energy-use&metrics=ownership/companies&periods=2018`;

const collector = new Collector();
let suite;

before(async () => {
  const flags = [`--otlp-endpoint=http://${await collector.start()}`, '--trace-ratio=0'];
  suite = new Suite({ hr: flags, property: flags, ownership: flags, gateway: flags });
  await suite.start();
});
after(async () => {
  await suite.stop();
  collector.stop();
});

const hex = (count) => randomBytes(count).toString('hex');
// A caller's span, and the header that tells of it.
function caller(flags = '01') {
  const [trace, span] = [hex(16), hex(8)];
  return { trace, span, headers: { traceparent: `00-${trace}-${span}-${flags}` } };
}

const of = (spans, service, kind) => spans.filter((each) => each.service === service && each.kind === `SPAN_KIND_${kind}`);
const only = (spans) => {
  assert.equal(spans.length, 1, JSON.stringify(spans.map(({ service, kind, name }) => [service, kind, name])));
  return spans[0];
};
// Each question has its answer, and each span but the first its parent.
function isWhole(spans) {
  const ids = new Set(spans.map(({ id }) => id));
  const [served, asked] = ['SERVER', 'CLIENT'].map((kind) => spans.filter((span) => span.kind === `SPAN_KIND_${kind}`).length);
  return DOMAINS.every((domain) => of(spans, `ett-${domain}`, 'SERVER').length > 0) && served === asked + 1
    && spans.filter(({ parent }) => !ids.has(parent)).length === 1;
}

// That the spans of a question to all domains are one tree below `parent`.
function assertTree(spans, parent) {
  const byId = new Map(spans.map((span) => [span.id, span]));
  assert.equal(byId.size, spans.length);
  const entrance = only(spans.filter((span) => span.parent === parent));
  assert.equal(entrance.service, 'ett-gateway');
  assert.equal(entrance.kind, 'SPAN_KIND_SERVER');
  const inward = only(spans.filter((span) => span.parent === entrance.id));
  assert.equal(inward.kind, 'SPAN_KIND_CLIENT');
  assert.equal(inward.attributes['peer.service'], 'gateway');
  const own = only(spans.filter((span) => span.parent === inward.id));
  assert.equal(own.service, 'ett-gateway');
  assert.equal(own.kind, 'SPAN_KIND_SERVER');
  for (const domain of DOMAINS) {
    for (const served of of(spans, `ett-${domain}`, 'SERVER')) {
      const asked = byId.get(served.parent);
      assert.equal(asked.service, 'ett-gateway');
      assert.equal(asked.kind, 'SPAN_KIND_CLIENT');
      assert.equal(asked.attributes['peer.service'], domain);
      assert.equal(asked.name, served.name);
      assert.equal(asked.parent, own.id);
      assert.ok(asked.start <= served.end && served.start <= asked.end);
    }
  }
  for (const span of spans) assert.ok(span.start <= span.end);
  return entrance;
}

test('a composed table by REST is one trace over the gateway and three services', async () => {
  const { trace, span, headers } = caller();
  const { status, body } = await suite.get(TABLE, { ...headers, tracestate: 'rojo=00f067aa0ba902b7' });
  assert.equal(status, 200, JSON.stringify(body));
  const entrance = assertTree(await collector.trace(trace, isWhole), span);
  assert.equal(entrance.name, QUERY_TABLE);
  assert.deepEqual(entrance.attributes, {
    'rpc.system': 'grpc', 'rpc.service': 'ett.figures.v1.FigureService', 'rpc.method': 'QueryTable',
    'rpc.grpc.status_code': '0', 'ett.protocol': 'rest', 'http.response.status_code': '200',
  });
  assert.equal(entrance.process['service.version'], '0.1.0');
  assert.equal(entrance.process['service.instance.id'].length, 32);
});

test('a report by gRPC is one trace over the gateway and three services', async () => {
  const reports = suite.client('ett/report/v1/report_service.proto', 'ett.report.v1.ReportService');
  const { trace, span, headers } = caller();
  await call(reports, 'RenderReport', { name: `${PARENT}/reports/annual-report`, year: 2018, language: 'LANGUAGE_NB' }, headers);
  reports.close();
  const entrance = assertTree(await collector.trace(trace, isWhole), span);
  assert.equal(entrance.name, 'ett.report.v1.ReportService/RenderReport');
  assert.equal(entrance.attributes['ett.protocol'], 'grpc');
});

test('a call that is passed on is traced in each protocol', async () => {
  const service = contracts().getService('ett.ownership.v1.OwnershipService');
  const options = { baseUrl: `http://${suite.gateway}`, httpVersion: '1.1' };
  const clients = { connect: createConnectTransport(options), 'grpc-web': createGrpcWebTransport(options) };
  const ownership = suite.client('ett/ownership/v1/ownership_service.proto', 'ett.ownership.v1.OwnershipService');
  const ask = {
    grpc: (headers) => call(ownership, 'ListEntities', { parent: PARENT }, headers),
    rest: (headers) => suite.get(`/v1/${PARENT}/entities`, headers),
  };
  for (const [protocol, transport] of Object.entries(clients)) {
    ask[protocol] = (headers) => createClient(service, transport).listEntities({ parent: PARENT }, { headers });
  }
  const asked = [];
  for (const [protocol, by] of Object.entries(ask)) {
    const { headers, ...from } = caller();
    await by(headers);
    asked.push({ protocol, ...from });
  }
  for (const { protocol, trace, span } of asked) {
    const spans = await collector.trace(trace, (found) => found.length === 3);
    const entrance = only(of(spans, 'ett-gateway', 'SERVER'));
    const onwards = only(of(spans, 'ett-gateway', 'CLIENT'));
    const served = only(of(spans, 'ett-ownership', 'SERVER'));
    assert.deepEqual([entrance.parent, onwards.parent, served.parent], [span, entrance.id, onwards.id]);
    assert.equal(entrance.attributes['ett.protocol'], protocol);
    assert.deepEqual([...new Set(spans.map(({ name }) => name))], [LIST_ENTITIES]);
  }
  ownership.close();
});

test('an error is told by its code, and who is to blame by the status', async () => {
  const { trace, headers } = caller();
  assert.equal((await suite.get(`/v1/${PARENT}/entities/nobody`, headers)).status, 404);
  const spans = await collector.trace(trace, (found) => found.length === 3);
  assert.deepEqual(new Set(spans.map(({ attributes }) => attributes['rpc.grpc.status_code'])), new Set(['5']));
  assert.equal(only(of(spans, 'ett-ownership', 'SERVER')).code, 'STATUS_CODE_UNSET');
  assert.equal(only(of(spans, 'ett-gateway', 'CLIENT')).code, 'STATUS_CODE_ERROR');
});

test('what nobody serves is a span without a name', async () => {
  const { trace, span, headers } = caller();
  assert.equal((await suite.get('/v1/somewhere', headers)).status, 404);
  const found = only(await collector.trace(trace, (spans) => spans.length > 0));
  assert.equal(found.parent, span);
  assert.equal(found.name, 'unknown');
});

test('what its caller did not record is recorded nowhere, and is logged with its trace', async () => {
  const { trace, headers } = caller('00');
  await suite.get(`/v1/${PARENT}/entities`, headers);
  const lines = await Promise.all(['gateway', 'ownership'].map((name) => suite.processes.get(name).logged('"message":"call"', trace)));
  for (const line of lines) {
    assert.equal(line.trace_id, trace);
    assert.equal(line.span_id, '');
  }
  assert.equal(lines[0].request_id, lines[1].request_id);
  // A later one has come by then.
  const later = caller();
  await suite.get(`/v1/${PARENT}/entities`, later.headers);
  await collector.trace(later.trace, (found) => found.length === 3);
  assert.deepEqual(collector.spans.filter((each) => each.trace === trace), []);
});

test('each line of the log leads to its span', async () => {
  const { trace, headers } = caller();
  await suite.get(`/v1/${PARENT}/entities`, headers);
  const spans = await collector.trace(trace, (found) => found.length === 3);
  for (const name of ['gateway', 'ownership']) {
    const line = await suite.processes.get(name).logged('"message":"call"', trace);
    assert.equal(line.span_id, only(of(spans, `ett-${name}`, 'SERVER')).id);
    assert.equal(line.code, 'OK');
    assert.ok(line.duration_ms > 0);
    assert.equal(line.caller, '');
  }
});

test('a call that came without a trace, or with a wrong one, begins one', async () => {
  for (const traceparent of ['', 'wrong', `00-${'0'.repeat(32)}-${hex(8)}-01`, `ff-${hex(16)}-${hex(8)}-01`]) {
    const id = `begins-${hex(8)}`;
    await suite.get(`/v1/${PARENT}/entities`, { 'x-request-id': id, ...(traceparent && { traceparent }) });
    const [gateway, service] = await Promise.all(['gateway', 'ownership'].map((name) => suite.processes.get(name).logged(id)));
    assert.match(gateway.trace_id, /^[0-9a-f]{32}$/);
    assert.notEqual(gateway.trace_id, '0'.repeat(32));
    assert.equal(service.trace_id, gateway.trace_id);
    assert.ok(!traceparent.includes(gateway.trace_id));
  }
});

test('what processes ask of each other by themselves is no span', async () => {
  assert.deepEqual(collector.spans.filter(({ name }) => name.startsWith('grpc.') || name.startsWith('ett.gateway.')), []);
});
