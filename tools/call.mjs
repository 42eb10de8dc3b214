// Calls a method of Ett by gRPC, unary or with a stream of answers, and prints them as JSON:
//   node tools/call.mjs 127.0.0.1:8080 ett.figures.v1.FigureService/ListMetrics '{"parent": …}'
// Who calls is in ETT_TOKEN, see token.mjs.
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { authorization } from './token.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const proto = join(root, 'proto');

function contracts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return contracts(path);
    return entry.name.endsWith('.proto') ? [relative(proto, path)] : [];
  });
}

const [address, method, request = '{}'] = process.argv.slice(2);
if (!address || !method?.includes('/')) {
  console.error('usage: node tools/call.mjs HOST:PORT package.Service/Method [JSON]');
  process.exit(2);
}
const [service, name] = method.split('/');
const definition = protoLoader.loadSync(contracts(proto), {
  includeDirs: [proto, join(root, 'node_modules/google-proto-files')],
  longs: Number, enums: String, oneofs: true,
});
const Client = service.split('.').reduce((part, each) => part?.[each], grpc.loadPackageDefinition(definition));
if (!Client?.service?.[name]) {
  console.error(`no method ${method} in proto/`);
  process.exit(2);
}
// Fields may be written as in the contract or as in JSON.
const camel = (value) => {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(
    ([key, each]) => [key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()), camel(each)]));
};
const fail = (error) => {
  console.error(`${grpc.status[error.code]}: ${error.details}`);
  process.exit(1);
};
const print = (message) => console.log(JSON.stringify(message, null, 2));

const client = new Client(address, grpc.credentials.createInsecure());
const message = camel(JSON.parse(request));
if (Client.service[name].responseStream) {
  client[name](message, authorization()).on('data', print).on('error', fail);
} else {
  client[name](message, authorization(), (error, reply) => (error ? fail(error) : print(reply)));
}
