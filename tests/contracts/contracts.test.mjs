// What holds for every contract of Ett, beyond what buf's lint can say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const domains = readdirSync(join(root, 'services'));
const image = JSON.parse(execFileSync(join(root, 'tools/buf'), ['build', '-o', '-#format=json'],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
const files = image.file.filter(({ name }) => name.startsWith('ett/'));
const services = files.flatMap((file) => (file.service ?? []).map((service) => ({ ...service, package: file.package })));
const everyMethod = services.flatMap((service) => service.method.map((method) => ({
  ...method, service: service.name, package: service.package, title: `${service.package}.${service.name}.${method.name}`,
})));
// Gateways among themselves are apart: no path, no municipality.
const isOfGateways = ({ package: p }) => p === 'ett.gateway.v1';
const methods = everyMethod.filter((method) => !isOfGateways(method));
const messages = new Map(files.flatMap((file) => (file.messageType ?? []).map((message) => [`.${file.package}.${message.name}`, message])));
const fields = (type) => new Map((messages.get(type)?.field ?? []).map((field) => [field.name, field]));
const officersScopes = new Map([['PrivacyService', 'ett:hr.privacy'], ['InterestService', 'ett:ownership.interests']]);
const forOfficers = methods.filter(({ service }) => officersScopes.has(service));
const forOthers = methods.filter(({ service }) => !officersScopes.has(service));
const http = ({ options }) => options?.['[google.api.http]'] ?? {};
const paths = (rule) => [rule, ...(rule.additionalBindings ?? [])].map(
  ({ get, put, post, delete: remove, patch }) => get ?? put ?? post ?? remove ?? patch);

test('every domain has contracts of its own, and there are those that all share', () => {
  for (const domain of domains) assert.ok(services.some(({ package: p }) => p === `ett.${domain}.v1`), domain);
  const shared = services.filter(({ package: p }) => !domains.includes(p.split('.')[1]));
  assert.deepEqual(shared.map(({ package: p, name }) => `${p}.${name}`).sort(),
    ['ett.figures.v1.FigureService', 'ett.gateway.v1.LimitPeerService', 'ett.report.v1.ReportService']);
  assert.ok(methods.length > 100);
});

test('a domain\'s methods want its own scopes', () => {
  for (const method of methods.filter(({ package: p }) => domains.includes(p.split('.')[1]))) {
    assert.equal(method.options['[ett.auth.v1.access]']?.scope?.split('.')[0], `ett:${method.package.split('.')[1]}`, method.title);
  }
});

test('no two methods have the same path and verb', () => {
  const seen = new Map();
  for (const method of methods) {
    for (const rule of [http(method), ...(http(method).additionalBindings ?? [])]) {
      for (const verb of ['get', 'put', 'post', 'delete', 'patch'].filter((each) => rule[each])) {
        const key = `${verb} ${rule[verb].replace(/\{\w+=([^}]*)\}/g, '$1')}`;
        assert.equal(seen.get(key), undefined, `${key}: ${seen.get(key)} and ${method.title}`);
        seen.set(key, method.title);
      }
    }
  }
});

test('every method has a path under a municipality and an access rule', () => {
  for (const method of methods) {
    for (const path of paths(http(method))) {
      assert.match(path ?? '', /^\/v1\/\{[a-z_.]+=municipalities\/\*/, method.title);
    }
  }
  for (const method of forOthers) {
    assert.match(method.options['[ett.auth.v1.access]']?.scope ?? '', new RegExp(`^ett:(figures|${domains.join('|')})\\.(read|write)$`), method.title);
  }
});

test('what gateways tell each other has a scope of its own and no path', () => {
  const ofGateways = everyMethod.filter(isOfGateways);
  assert.equal(ofGateways.length, 1);
  for (const method of ofGateways) {
    assert.deepEqual(http(method), {}, method.title);
    assert.equal(method.options['[ett.auth.v1.access]'].scope, 'ett:gateway.peer', method.title);
  }
});

test('every service and every method says in bokmål what it is for', () => {
  const line = /^\p{Lu}[^\n]*[^.\n]$/u;
  for (const { package: p, name, options } of services) {
    assert.match(options?.['[ett.doc.v1.service]']?.summaryNb ?? '', line, `${p}.${name}`);
  }
  for (const { title, service, options } of everyMethod) {
    assert.match(options['[ett.doc.v1.method]']?.summaryNb ?? '', line, title);
    const same = methods.filter((other) => other.service === service && other.title !== title &&
      other.options['[ett.doc.v1.method]']?.summaryNb === options['[ett.doc.v1.method]'].summaryNb);
    assert.deepEqual(same.map((other) => other.title), [], title);
  }
});

test('every method wants a scope or says that it is for anybody, never both', () => {
  for (const method of methods) {
    const { scope = '', anonymous = false } = method.options['[ett.auth.v1.access]'] ?? {};
    assert.notEqual(scope !== '', anonymous, method.title);
  }
});

// So that a service finds the municipality of whatever it is asked for.
test('every request names its municipality in a field of text or in the name of its record', () => {
  for (const method of methods) {
    for (const path of paths(http(method))) {
      const [, variable] = /^\/v1\/\{([a-z_.]+)=/.exec(path);
      const [first, ...rest] = variable.split('.');
      const field = fields(method.inputType).get(first);
      if (rest.length === 0) assert.equal(field.type, 'TYPE_STRING', method.title);
      else {
        assert.deepEqual(rest, ['name'], method.title);
        assert.equal(fields(field.typeName).get('name')?.type, 'TYPE_STRING', method.title);
      }
    }
  }
});

test('a privacy officer has a scope of their own, and says why they call', () => {
  assert.equal(forOfficers.length, 9);
  for (const method of forOfficers) {
    assert.equal(method.options['[ett.auth.v1.access]'].scope, officersScopes.get(method.service), method.title);
    assert.ok(fields(method.inputType).has('purpose'), method.title);
    // A URL is logged in many places.
    for (const who of ['person', 'member']) {
      if (fields(method.inputType).has(who)) assert.ok(http(method).post, method.title);
    }
  }
});

test('reading and writing have scopes of their own', () => {
  for (const method of forOthers) {
    const reads = /^(Get|List|Query|Render|Evaluate|Analyse|Scan|Explain|Compare|Simulate|Check|Watch|Export|Stream)/.test(method.name);
    assert.equal(method.options['[ett.auth.v1.access]'].scope.endsWith('.read'), reads, method.title);
  }
});

test('every list has pages', () => {
  for (const method of methods.filter(({ name }) => name.startsWith('List'))) {
    for (const name of ['page_size', 'page_token']) assert.ok(fields(method.inputType).has(name), `${method.title} ${name}`);
    assert.ok(fields(method.outputType).has('next_page_token'), method.title);
  }
});

test('everything that reads records can be asked as it was known', () => {
  const timeless = new Set(['ListMetrics', 'GetMetric', 'ListReports', 'Watch']);
  for (const method of forOthers.filter(({ name }) => /^(Get|List|Query|Render|Evaluate|Analyse|Scan|Explain|Compare|Simulate|Check|Watch|Export|Stream)/.test(name) && !timeless.has(name))) {
    assert.equal(fields(method.inputType).get('as_known_at')?.typeName, '.google.protobuf.Timestamp', method.title);
  }
});

test('every write can be repeated without harm', () => {
  for (const method of methods.filter(({ name }) => /^(Create|Update|Import|Report|Erase|Run)/.test(name))) {
    assert.ok(fields(method.inputType).has('request_id'), method.title);
  }
  for (const method of methods.filter(({ name }) => name.startsWith('Update'))) {
    assert.equal(fields(method.inputType).get('update_mask')?.typeName, '.google.protobuf.FieldMask', method.title);
  }
  for (const method of methods.filter(({ name }) => name.startsWith('Delete'))) {
    assert.ok(fields(method.inputType).has('etag'), method.title);
  }
});

test('every import is a stream from the caller and answers with a verdict for each row', () => {
  for (const method of methods.filter(({ name }) => name.startsWith('Import'))) {
    assert.equal(method.clientStreaming, true, method.title);
    if (!method.serverStreaming) assert.equal(method.outputType, '.ett.imports.v1.ImportReport', method.title);
  }
});

test('an import that answers while it reads is that of a file, the same in every domain, with a report at its end', () => {
  const files = methods.filter(({ name, serverStreaming }) => name.startsWith('Import') && serverStreaming);
  assert.ok(files.length > 0);
  for (const method of files) {
    assert.equal(method.name, 'ImportFile', method.title);
    assert.equal(method.inputType, '.ett.imports.v1.ImportFileRequest', method.title);
    assert.equal(method.outputType, '.ett.imports.v1.ImportFileResponse', method.title);
    assert.equal(fields(method.outputType).get('report')?.typeName, '.ett.imports.v1.ImportReport', method.title);
  }
});

test('what else answers in a stream is a question', () => {
  for (const method of methods.filter(({ serverStreaming, name }) => serverStreaming && !name.startsWith('Import'))) {
    assert.match(method.name, /^(Query|Scan|Watch|Export|Stream)/, method.title);
    assert.ok(!method.clientStreaming, method.title);
  }
});

test('every resource lies under a municipality and keeps its version', () => {
  for (const [type, message] of messages) {
    const resource = message.options?.['[google.api.resource]'];
    if (!resource) continue;
    assert.match(resource.pattern[0], /^municipalities\/\{municipality\}\//, type);
    if (/\.(Metric|Report)$/.test(type)) continue;
    for (const name of ['etag', 'recorded_time']) assert.ok(fields(type).has(name), `${type} ${name}`);
  }
});

// Records of persons go in, are corrected and are removed; a privacy officer alone gets one back.
test('no method but those of a privacy officer reads a person', () => {
  const persons = ['Employment', 'Absence', 'Leave', 'Qualification', 'Participation'];
  const types = [...persons.map((name) => `.ett.hr.v1.${name}`), '.ett.ownership.v1.DeclaredInterest'];
  const reaches = (type, seen = new Set()) => {
    if (types.includes(type)) return true;
    if (seen.has(type)) return false;
    seen.add(type);
    return [...fields(type).values()].some((field) => field.typeName && reaches(field.typeName, seen));
  };
  for (const method of forOthers) assert.equal(reaches(method.outputType), false, method.title);
  assert.deepEqual(forOfficers.filter(({ outputType }) => reaches(outputType)).map(({ name }) => name).sort(),
    ['CreateDeclaredInterest', 'ListDeclaredInterests', 'ListInterestConflicts', 'ListPersonRecords']);
  const own = methods.filter(({ service }) => service === 'HrService').map(({ name }) => name);
  for (const person of persons) {
    assert.ok(own.includes(`Delete${person}`), person);
    assert.equal(own.filter((name) => new RegExp(`^(Get|List|Create|Update)${person}s?$`).test(name)).length, 0, person);
  }
});
