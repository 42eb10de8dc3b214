// Imports a file by gRPC: CSV, a workbook, or another format that the service reads. Prints how it
// is read and what became of it; rows that were refused go to FILE.rejects.csv, to be corrected and
// sent again.
//   node tools/import_file.mjs 127.0.0.1:8080 ett.hr.v1.HrService FILE \
//     '{"parent": "municipalities/935478715", "collection": "employments", "validate_only": true}'
// Who calls is in ETT_TOKEN, see token.mjs.
import { createReadStream, createWriteStream, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { authorization } from './token.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const proto = join(root, 'proto');
const [address, service, path, first = '{}'] = process.argv.slice(2);
if (!address || !service || !path) {
  console.error('usage: node tools/import_file.mjs HOST:PORT package.Service FILE [JSON]');
  process.exit(2);
}
const contracts = readdirSync(proto, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name.endsWith('.proto'))
  .map((entry) => relative(proto, join(entry.parentPath ?? entry.path, entry.name)));
const definition = protoLoader.loadSync(contracts, {
  includeDirs: [proto, join(root, 'node_modules/google-proto-files')],
  keepCase: true, longs: Number, enums: String, oneofs: true,
});
const Client = service.split('.').reduce((part, each) => part[each], grpc.loadPackageDefinition(definition));
const call = new Client(address, grpc.credentials.createInsecure()).ImportFile(authorization());
let rejects;

call.on('data', ({ event, ...answer }) => {
  if (event === 'rejects') {
    rejects ??= createWriteStream(`${path}.rejects.csv`);
    rejects.write(answer.rejects);
  } else if (event === 'progress') {
    console.error(`${answer.progress.row_count ?? 0} rows, ${answer.progress.rejected_count ?? 0} rejected`);
  } else {
    const { verdicts, rejections, ...report } = answer[event];  // each row is in the rejects
    console.log(JSON.stringify({ [event]: report }, null, 2));
  }
});
call.on('error', ({ code, details }) => {
  console.error(`${grpc.status[code]}: ${details}`);
  process.exitCode = 1;
});
call.on('end', () => rejects?.end());

call.write(JSON.parse(first));
// A file that is faster than the service waits for it.
for await (const chunk of createReadStream(path, { highWaterMark: 64 << 10 })) {
  if (call.destroyed) break;
  if (!call.write({ chunk })) await new Promise((resume) => call.once('drain', resume).once('close', resume));
}
call.end();
