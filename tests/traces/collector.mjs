// A collector of OTLP/gRPC that keeps spans in memory.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { ANY_PORT, root } from '../acceptance/suite.mjs';

// A batch waits for 5 s.
const LIMIT_MS = 60_000;

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const valueOf = ({ value }) => value[value.value];
const attributesOf = (list) => Object.fromEntries(list.map(({ key, value }) => [key, valueOf({ value })]));

export class Collector {
  constructor() {
    this.spans = [];
  }

  // Resolves to its address, host:port.
  async start() {
    const definition = protoLoader.loadSync('telemetry/otlp/trace_service.proto',
      { includeDirs: [root], keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
    const { service } = grpc.loadPackageDefinition(definition).opentelemetry.proto.collector.trace.v1.TraceService;
    this.server = new grpc.Server();
    this.server.addService(service, {
      Export: ({ request }, answer) => {
        this.#take(request);
        answer(null, {});
      },
    });
    const port = await new Promise((resolve, reject) => {
      this.server.bindAsync(ANY_PORT, grpc.ServerCredentials.createInsecure(),
        (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    return `127.0.0.1:${port}`;
  }

  #take({ resource_spans: groups }) {
    for (const { resource, scope_spans: scopes } of groups) {
      const process = attributesOf(resource.attributes);
      for (const span of scopes.flatMap(({ spans }) => spans)) {
        this.spans.push({
          service: process['service.name'], process, name: span.name, kind: span.kind, flags: span.flags,
          trace: hex(span.trace_id), id: hex(span.span_id), parent: hex(span.parent_span_id),
          start: BigInt(span.start_time_unix_nano), end: BigInt(span.end_time_unix_nano),
          code: span.status?.code ?? 'STATUS_CODE_UNSET', attributes: attributesOf(span.attributes),
        });
      }
    }
  }

  // The spans of a trace, once `isWhole` says that they are all there.
  async trace(id, isWhole) {
    let found = [];
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(50)) {
      found = this.spans.filter(({ trace }) => trace === id);
      if (isWhole(found)) return found;
    }
    throw new Error(`the trace ${id} is not whole:\n${found.map(({ service, kind, name }) => `${service} ${kind} ${name}`).join('\n')}`);
  }

  stop() {
    this.server.forceShutdown();
  }
}
