// The running suite keeps what its OpenAPI document says. Every operation is asked from the document
// alone, with records that earlier answers named.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operationsOf, validatorsOf } from '../contracts/document.mjs';
import { Requests } from './requests.mjs';
import { Suite } from './suite.mjs';

const SEED = 20181231;
const NDJSON = 'application/x-ndjson';
const ATTEMPTS = [0, 0.5, 1];  // how much of what may be left away is there
const suite = new Suite();
let operations;
let requests;
let validator;

before(async () => {
  await suite.start();
  await suite.load('0.05');
  const { body } = await suite.get('/openapi.json?lang=en');
  operations = operationsOf(body);
  requests = new Requests(body, SEED);
  validator = validatorsOf(body, { closed: true });
});
after(() => suite.stop());

// What it answered; the first message of a stream, which need not end.
async function ask({ method, path, query, body }, isStream) {
  const giveUp = new AbortController();
  const url = `http://${suite.gateway}${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
  const reply = await fetch(url, {
    method, signal: giveUp.signal, body: body && JSON.stringify(body),
    headers: { ...(body && { 'content-type': 'application/json' }), ...(isStream && { accept: NDJSON }) },
  });
  const type = reply.headers.get('content-type');
  const text = type === NDJSON ? await firstLine(reply) : await reply.text();
  giveUp.abort();
  return { status: reply.status, type, text, body: text === '' ? undefined : JSON.parse(text) };
}

async function firstLine(reply) {
  let text = '';
  for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0];
}

const details = ({ body }, type) => body.error.details.filter((each) => each['@type'].endsWith(type));
const violations = (answer) => details(answer, 'BadRequest').flatMap(({ fieldViolations }) => fieldViolations);

// What an answer has that the document does not say; empty for none.
function complaint(operation, answer) {
  const said = operation.responses[answer.status] ?? operation.responses.default;
  const content = said.$ref ? { schema: { $ref: '#/components/schemas/Error' } } : said.content[answer.type];
  if (!content) return `type ${answer.type}`;
  if (answer.status === 200 && answer.body === undefined) return answer.type === NDJSON ? '' : 'no body';
  const valid = validator(content.schema);
  if (!valid(answer.body)) return JSON.stringify(valid.errors.slice(0, 3));
  if (answer.status === 200) return '';
  if (answer.status >= 500) return 'a fault of the services';
  if (answer.body.error.code !== answer.status) return 'another code than the status';
  if (answer.status === 404 && details(answer, 'ResourceInfo').some(({ resourceType }) => resourceType === 'path')) return 'no such path';
  if (answer.body.error.status === 'INVALID_ARGUMENT' && violations(answer).length === 0) return 'no field is named';
  return '';
}

function said(operation, request, answer, why) {
  const query = request.query.map((each) => each.join('=')).join('&');
  return `${operation.operationId}: ${why}\n  ${request.method} ${request.path}?${query} ${JSON.stringify(request.body) ?? ''}\n  ${answer.status} ${answer.text}`;
}

// Asks each operation so often as there are attempts; how many of them were answered at least once.
async function askAll(chosen) {
  const complaints = [];
  const answered = new Set();
  for (const share of ATTEMPTS) {
    for (const operation of chosen) {
      const request = requests.make(operation, share);
      const answer = await ask(request, /response/.test(operation['x-streams']));
      const why = complaint(operation, answer);
      if (why) complaints.push(said(operation, request, answer, why));
      if (answer.status !== 200) continue;
      answered.add(operation.operationId);
      requests.learn(answer.body);
    }
  }
  assert.deepEqual(complaints, []);
  const silent = chosen.map(({ operationId }) => operationId).filter((each) => !answered.has(each));
  return { share: answered.size / chosen.length, silent: silent.join(' ') };
}

const depth = ({ path }) => path.split('{').length;
const of = (verb) => operations.filter((each) => each.verb === verb).sort((a, b) => depth(a) - depth(b));

// How many of the operations of a verb must be answered, not only refused as the document says:
// examples are of the right form, but what they say together need not be so.
for (const [verb, atLeast] of [['get', 0.8], ['post', 0.65], ['patch', 0.9], ['delete', 0.6]]) {
  test(`${verb.toUpperCase()} is answered as the document says`, async () => {
    const { share, silent } = await askAll(of(verb));
    assert.ok(share >= atLeast, `${share} of them answered, never ${silent}`);
  });
}

for (const [what, kind] of [['a parameter', 'unknownParameter'], ['a field', 'unknownField']]) {
  test(`${what} that the document does not have is refused by its name`, () => refuseAll(kind));
}
for (const [what, kind] of [['a parameter', 'wrongParameter'], ['a field', 'wrongField']]) {
  test(`${what} of another type than the document says is refused by its name`, () => refuseAll(kind));
}

async function refuseAll(kind) {
  const complaints = [];
  let asked = 0;
  for (const operation of operations) {
    const request = requests[kind](operation);
    if (!request) continue;
    asked += 1;
    const answer = await ask(request);
    const isNamed = answer.status === 400 && violations(answer).some(({ field }) => field === request.field || field.endsWith(`.${request.field}`));
    if (!isNamed) complaints.push(said(operation, request, answer, `want 400 that names ${request.field}`));
  }
  assert.deepEqual(complaints, []);
  assert.ok(asked > 80, `${asked}`);
}
