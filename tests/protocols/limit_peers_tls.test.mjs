// Gateways that count together where everybody who calls shows who they are.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { root } from '../acceptance/suite.mjs';
import { Certificates, Issuer } from './certificates.mjs';
import { GatewayPair } from './gateway_pair.mjs';

const pair = new GatewayPair();
const certificates = new Certificates(pair.directory);
const issuer = new Issuer(pair.directory);
const robot = certificates.client('robot');

before(async () => {
  certificates.swap('gateway');
  const shown = (prefix) => [`--${prefix}-certificate=${certificates.path('tls.crt')}`,
    `--${prefix}-key=${certificates.path('tls.key')}`];
  const ca = certificates.path('ca.crt');
  const served = [...shown('tls'), `--tls-client-ca=${ca}`, ...issuer.flags()];
  writeFileSync(join(pair.directory, 'callers'),
    'gateway CN:gateway ett:gateway.peer *\nrobot DNS:robot ett:ownership.read,ett:ownership.write *\n');
  const flags = [...served, ...shown('upstream'), `--upstream-ca=${ca}`, '--certificates=callers'];
  await pair.start({ service: served, gateways: [flags, flags] });
});
after(() => pair.stop());

// What a gateway says to a caller that tells of a great many calls of somebody.
async function tell(client, metadata = new grpc.Metadata()) {
  const definition = protoLoader.loadSync('ett/gateway/v1/limit_peer_service.proto', {
    includeDirs: [join(root, 'proto'), join(root, 'node_modules/google-proto-files')], keepCase: true });
  const { LimitPeerService } = grpc.loadPackageDefinition(definition).ett.gateway.v1;
  const credentials = grpc.credentials.createSsl(certificates.ca, client.key, client.cert);
  const stub = new LimitPeerService(`localhost:${pair.gateways[0].listen}`, credentials);
  const request = { process: 'f'.repeat(32), number: 1, takings: [{ methods: '*', callers: '*', caller: '=kari', calls: 1000 }] };
  const error = await new Promise((resolve) => { stub.TellTakings(request, metadata, resolve); });
  stub.close();
  return error?.code ?? grpc.status.OK;
}

test('gateways know each other by their certificates', async () => {
  await pair.untilCounting();
  for (const { process } of pair.gateways) await process.logged('"limits are counted together"');
});

test('nobody else takes others\' calls', async () => {
  assert.equal(await tell(robot), grpc.status.PERMISSION_DENIED);
  assert.equal(await tell(certificates.client('stranger')), grpc.status.UNAUTHENTICATED);
  const metadata = new grpc.Metadata();
  metadata.set('authorization', issuer.token('ett:ownership.read ett:ownership.write'));
  assert.equal(await tell(robot, metadata), grpc.status.PERMISSION_DENIED);
});
