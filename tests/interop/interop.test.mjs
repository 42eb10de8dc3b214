// gRPC's own interop client calls its own server through the gateway. What the cases do is told in
// https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ANY_PORT, Process, build, root } from '../acceptance/suite.mjs';

const LIMIT_MS = 60_000;
// All but slow_consumer, which sleeps for 45 seconds, and those that want Google's credentials.
const CASES = [
  'empty_unary', 'large_unary', 'client_streaming', 'server_streaming', 'ping_pong', 'empty_stream',
  'half_duplex', 'pick_first_unary', 'cancel_after_begin',
  'cancel_after_first_response', 'timeout_on_sleeping_server', 'status_code_and_message',
  'special_status_message', 'custom_metadata', 'unimplemented_method', 'unimplemented_service',
  'client_compressed_unary', 'server_compressed_unary', 'client_compressed_streaming',
  'server_compressed_streaming', 'rpc_soak', 'channel_soak',
];
const SOAK = ['--soak_iterations=100', '--soak_overall_timeout_seconds=60',
  '--soak_per_iteration_max_acceptable_latency_ms=10000'];

const made = spawnSync(join(root, 'tests/interop/make_interop_client.sh'), [build], { encoding: 'utf8' });

// What the client says of a case, and how it ends.
async function run(name, port) {
  const soak = name.endsWith('_soak') ? SOAK : [];
  const client = spawn(join(build, 'interop/client'),
    ['--server_host=127.0.0.1', `--server_port=${port}`, `--test_case=${name}`, ...soak],
    { stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
  let output = '';
  for (const stream of [client.stdout, client.stderr]) stream.on('data', (text) => { output += text; });
  const [code, signal] = await once(client, 'exit');
  return { passes: code === 0, output: `${name} ended with ${code ?? signal}:\n${output.slice(-2000)}` };
}

describe('gRPC\'s interop client', { skip: made.status === 77 && made.stdout.trim() }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'ett-interop-'));
  const processes = [];
  let direct;
  let through;
  let counted = 0;

  before(async () => {
    assert.equal(made.status, 0, made.stdout + made.stderr);
    const server = new Process('interop', 'interop/server', [], directory);
    processes.push(server);
    direct = (await server.ports()).listen;
    const gateway = new Process('gateway', 'gateway/gateway', [`--upstream=interop=127.0.0.1:${direct}`, `--listen=${ANY_PORT}`], directory);
    processes.push(gateway);
    through = (await gateway.ports()).listen;
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(20)) {
      const { status } = await fetch(`http://127.0.0.1:${through}/grpc.testing.TestService/EmptyCall`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'connect-protocol-version': '1' }, body: '{}' });
      if (status === 200) return;
    }
    assert.fail(`the gateway did not find the server:\n${gateway.output}`);
  });
  after(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    rmSync(directory, { recursive: true, force: true });
  });

  for (const name of CASES) {
    test(name, async (context) => {
      const without = await run(name, direct);
      if (!without.passes) {
        context.skip(`not even without the gateway: ${without.output}`);
        return;
      }
      counted += 1;
      const { passes, output } = await run(name, through);
      assert.ok(passes, output);
    });
  }

  test('most cases pass without the gateway', () => assert.ok(counted > CASES.length / 2, `${counted}`));
});
