// Who calls: the token of the environment, ETT_TOKEN, as metadata; nobody without it.
//   ETT_TOKEN=$(build/dev/identity/token --scope=ett:hr.read) node tools/call.mjs …
import grpc from '@grpc/grpc-js';

export function authorization() {
  const metadata = new grpc.Metadata();
  const { ETT_TOKEN: token } = process.env;
  if (token) metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}
