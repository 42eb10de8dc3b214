// A small contract in two versions, the second with a method more, and gRPC's reflection of it.
import { create, createFileRegistry, fromBinary, fromJson, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

const field = (name, number, type, more = {}) => ({
  name, jsonName: name, number, type: `TYPE_${type}`, label: 'LABEL_OPTIONAL', ...more,
});
const many = (name, number, typeName) => field(name, number, 'MESSAGE', { label: 'LABEL_REPEATED', typeName });

// Reading shelves changes nothing: such calls may be repeated.
const read = (name, input, output) => ({
  name, inputType: `.shop.v1.${input}`, outputType: `.shop.v1.${output}`,
  options: { idempotencyLevel: 'NO_SIDE_EFFECTS' },
});

// As a server says it of itself.
export function shelfFile(version) {
  return fromJson(FileDescriptorProtoSchema, {
    name: 'shop/v1/shelf.proto', package: 'shop.v1', syntax: 'proto3',
    messageType: [
      { name: 'Shelf', field: [field('name', 1, 'STRING'), field('server', 2, 'STRING')] },
      { name: 'Shelves', field: [many('shelves', 1, '.shop.v1.Shelf')] },
    ],
    service: [{
      name: 'ShelfService',
      method: [read('GetShelf', 'Shelf', 'Shelf'), ...(version > 1 ? [read('ListShelves', 'Shelf', 'Shelves')] : [])],
    }],
  });
}

// What of grpc.reflection.v1 is asked here.
const reflectionFile = fromJson(FileDescriptorProtoSchema, {
  name: 'grpc/reflection/v1/reflection.proto', package: 'grpc.reflection.v1', syntax: 'proto3',
  messageType: [
    { name: 'ServerReflectionRequest', field: [field('symbol', 4, 'STRING'), field('services', 7, 'STRING')] },
    { name: 'ServerReflectionResponse', field: [
      field('files', 4, 'MESSAGE', { typeName: '.grpc.reflection.v1.Files' }),
      field('services', 6, 'MESSAGE', { typeName: '.grpc.reflection.v1.Services' }),
    ] },
    { name: 'Files', field: [field('file', 1, 'BYTES', { label: 'LABEL_REPEATED' })] },
    { name: 'Services', field: [many('service', 1, '.grpc.reflection.v1.Service')] },
    { name: 'Service', field: [field('name', 1, 'STRING')] },
  ],
});

const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [shelfFile(2), reflectionFile] }));

// One method as grpc-js takes it.
function method(path, input, output, streams) {
  const [request, response] = [registry.getMessage(input), registry.getMessage(output)];
  return {
    path, requestStream: streams, responseStream: streams,
    requestSerialize: (each) => Buffer.from(toBinary(request, create(request, each))),
    requestDeserialize: (bytes) => fromBinary(request, bytes),
    responseSerialize: (each) => Buffer.from(toBinary(response, create(response, each))),
    responseDeserialize: (bytes) => fromBinary(response, bytes),
  };
}

export function shelfService(version) {
  const shelf = (name, output) => method(`/shop.v1.ShelfService/${name}`, 'shop.v1.Shelf', output, false);
  const service = { GetShelf: shelf('GetShelf', 'shop.v1.Shelf') };
  if (version > 1) service.ListShelves = shelf('ListShelves', 'shop.v1.Shelves');
  return service;
}

const reflected = 'grpc.reflection.v1.ServerReflection';
export const reflectionService = {
  ServerReflectionInfo: method(`/${reflected}/ServerReflectionInfo`, `${reflected}Request`, `${reflected}Response`, true),
};
