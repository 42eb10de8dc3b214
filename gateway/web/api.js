// The REST API of the gateway that served this page.
let token = '';
export const setToken = (given) => { token = given.trim(); };

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, accept, signal) {
  const headers = { accept };
  if (token) headers.authorization = `Bearer ${token}`;
  const reply = await fetch(path, { headers, signal });
  if (reply.ok) return reply;
  const body = await reply.json().catch(() => ({}));
  throw new Refusal(reply.status, body.error?.message ?? `${reply.status} ${reply.statusText}`);
}

export const get = async (path, signal) => (await ask(path, 'application/json', signal)).json();

// The messages of a stream, as they come. One that ends with an error is a refusal.
export async function* stream(path, signal) {
  const reply = await ask(path, 'application/x-ndjson', signal);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines.filter((each) => each.trim())) {
      const message = JSON.parse(line);
      if (message.error) throw new Refusal(message.error.code, message.error.message);
      yield message;
    }
    if (done) return;
  }
}

// All metrics of all domains, whatever domains there are.
export async function metricsOf(municipality, signal) {
  const metrics = [];
  let outages = [];
  let pageToken = '';
  do {
    const page = await get(`/v1/municipalities/${municipality}/metrics?pageSize=1000&pageToken=${encodeURIComponent(pageToken)}`, signal);
    metrics.push(...(page.metrics ?? []));
    outages = page.outages ?? [];
    pageToken = page.nextPageToken ?? '';
  } while (pageToken);
  return { metrics, outages };
}

export const reportsOf = async (municipality) => (await get(`/v1/municipalities/${municipality}/reports`)).reports ?? [];

export function tablePath(municipality, metrics, years) {
  return `${lookPath(municipality, metrics, years)}&withChange=true`;
}

// The numbers alone.
export function lookPath(municipality, metrics, years) {
  const query = new URLSearchParams([...metrics.map((key) => ['metrics', key]), ...years.map((year) => ['periods', year])]);
  return `/v1/municipalities/${municipality}:queryTable?${query}`;
}
