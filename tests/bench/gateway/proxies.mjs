// The gateway and its peers, each on one thread before the same backend.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, Program } from './process.mjs';

async function gateway(build, folder, backend) {
  const port = await freePort();
  return new Program('gateway', join(build, 'gateway/gateway'), [
    `--listen=127.0.0.1:${port}`, '--admin-listen=127.0.0.1:0', '--metrics-listen=127.0.0.1:0',
    '--loops=1', `--upstream=echo=127.0.0.1:${backend}`], port);
}

async function nghttpx(build, folder, backend) {
  const port = await freePort();
  return new Program('nghttpx', 'nghttpx', [
    '--conf=/dev/null', '--single-process', '--workers=1', '--errorlog-file=/dev/null',
    `--frontend=127.0.0.1,${port};no-tls`, `--backend=127.0.0.1,${backend};;proto=h2`,
    '--frontend-http2-max-concurrent-streams=1000'], port);
}

async function haproxy(build, folder, backend) {
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, `global
  nbthread 1
  maxconn 8000
defaults
  mode http
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
  return new Program('haproxy', 'haproxy', ['-db', '-f', file], port);
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
  access_log off;
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
  return new Program('nginx', 'nginx', ['-c', file, '-p', folder, '-e', '/dev/null'], port);
}

// Of REST alone.
export async function grpcGateway(build, folder, backend) {
  const port = await freePort();
  return new Program('grpc-gateway', join(build, 'grpc_gateway/grpc_gateway'),
    [`127.0.0.1:${port}`, `127.0.0.1:${backend}`], port, { GOMAXPROCS: '1' });
}

export const PROXIES = [gateway, nghttpx, haproxy, nginx];
