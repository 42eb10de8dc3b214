// The gateway and its peers, each on one thread before the same backend, with a line of a log for each
// call in a file. The gateway asks who calls; its peers pass the token on.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, Program } from './process.mjs';

const keyFile = (folder) => `--identity-key-file=${join(folder, 'key.json')}`;

export function authorization(build, folder) {
  const token = execFileSync(join(build, 'identity/token'), [keyFile(folder), '--scope=ett:echo']);
  return `Bearer ${token.toString().trim()}`;
}

async function gateway(build, folder, backend) {
  const port = await freePort();
  return new Program('gateway', join(build, 'gateway/gateway'), [
    `--listen=127.0.0.1:${port}`, '--admin-listen=127.0.0.1:0', '--metrics-listen=127.0.0.1:0',
    '--identity=development', keyFile(folder), '--loops=1', `--upstream=echo=127.0.0.1:${backend}`],
  { port, log: join(folder, 'gateway.log') });
}

async function nghttpx(build, folder, backend) {
  const port = await freePort();
  return new Program('nghttpx', 'nghttpx', [
    '--conf=/dev/null', '--single-process', '--workers=1', '--errorlog-file=/dev/null', `--accesslog-file=${join(folder, 'nghttpx.log')}`,
    `--frontend=127.0.0.1,${port};no-tls`, `--backend=127.0.0.1,${backend};;proto=h2`,
    '--frontend-http2-max-concurrent-streams=1000'], { port });
}

async function haproxy(build, folder, backend) {
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, `global
  nbthread 1
  maxconn 8000
  log stdout format raw local0
defaults
  mode http
  log global
  option httplog
  timeout connect 5s
  timeout client 300s
  timeout server 300s
frontend in
  bind 127.0.0.1:${port} proto h2
  default_backend out
backend out
  http-reuse always
  server one 127.0.0.1:${backend} proto h2
`);
  return new Program('haproxy', 'haproxy', ['-db', '-f', file], { port, log: join(folder, 'haproxy.log') });
}

async function nginx(build, folder, backend) {
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log /dev/null;
events { worker_connections 8192; }
http {
  access_log ${folder}/nginx.log combined buffer=64k flush=1s;
  client_body_temp_path ${folder}/body;
  keepalive_requests 100000000;
  grpc_read_timeout 300s;
  upstream out { server 127.0.0.1:${backend}; keepalive 128; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port} http2;
    http2_max_concurrent_streams 1000;
    location / { grpc_pass grpc://out; }
  }
}
`);
  return new Program('nginx', 'nginx', ['-c', file, '-p', folder, '-e', '/dev/null'], { port });
}

// Of REST alone.
export async function grpcGateway(build, folder, backend) {
  const port = await freePort();
  return new Program('grpc-gateway', join(build, 'grpc_gateway/grpc_gateway'),
    [`127.0.0.1:${port}`, `127.0.0.1:${backend}`], { port, environment: { GOMAXPROCS: '1' } });
}

export const PROXIES = [gateway, nghttpx, haproxy, nginx];
