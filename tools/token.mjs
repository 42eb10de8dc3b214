// Who calls: the token of the environment, ETT_TOKEN, or the key, ETT_API_KEY, as metadata; nobody without.
//   ETT_TOKEN=$(build/dev/identity/token --scope=ett:hr.read) node tools/call.mjs …
import grpc from '@grpc/grpc-js';

export function authorization() {
  const metadata = new grpc.Metadata();
  const { ETT_TOKEN: token, ETT_API_KEY: key } = process.env;
  if (token) metadata.set('authorization', `Bearer ${token}`);
  if (key) metadata.set('x-api-key', key);
  return metadata;
}
