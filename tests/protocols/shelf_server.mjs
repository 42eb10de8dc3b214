// A server of gRPC that is not ours: `shelf_server.mjs PORT VERSION`. Says its port when it listens.
import { toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import grpc from '@grpc/grpc-js';
import { reflectionService, shelfFile, shelfService } from './shelf_contract.mjs';

const [port, version] = process.argv.slice(2).map(Number);
const file = toBinary(FileDescriptorProtoSchema, shelfFile(version));
const shelf = (name) => ({ name, server: String(process.pid) });

const server = new grpc.Server();
server.addService(shelfService(version), {
  GetShelf: (call, answer) => answer(null, shelf(call.request.name)),
  ListShelves: (call, answer) => answer(null, { shelves: [shelf('first'), shelf('second')] }),
});
server.addService(reflectionService, {
  ServerReflectionInfo: (call) => {
    call.on('data', (question) => call.write(question.services === ''
      ? { files: { file: [file] } } : { services: { service: [{ name: 'shop.v1.ShelfService' }] } }));
    call.on('end', () => call.end());
  },
});
server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
  if (error) throw error;
  console.log(bound);
});
