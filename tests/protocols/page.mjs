// What a page of another origin has of a browser: fetch and XMLHttpRequest that hold to
// https://fetch.spec.whatwg.org/#http-cors-protocol, which those of Node.js do not.
const SAFE_METHODS = new Set(['GET', 'HEAD', 'POST']);
const SAFE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const SAFE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const READABLE = new Set([
  'cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']);
const WITHOUT_BODY = new Set([204, 304]);

const listed = (headers, name) => (headers.get(name) ?? '').toLowerCase().split(',').map((each) => each.trim());

function isSafe([name, value]) {
  if (name === 'content-type') return SAFE_TYPES.has(value.split(';')[0].trim().toLowerCase());
  return SAFE_HEADERS.has(name);
}

function letIn(reply, origin) {
  const allowed = reply.headers.get('access-control-allow-origin');
  if (allowed !== origin && allowed !== '*') throw new TypeError(`${origin} may not call, only ${allowed}`);
}

async function askFirst(origin, url, method, headers) {
  const unsafe = [...headers].filter((each) => !isSafe(each)).map(([name]) => name).sort();
  if (SAFE_METHODS.has(method) && unsafe.length === 0) return;
  const reply = await fetch(url, { method: 'OPTIONS', headers: {
    origin, 'access-control-request-method': method,
    ...(unsafe.length > 0 && { 'access-control-request-headers': unsafe.join(',') }) } });
  letIn(reply, origin);
  if (!reply.ok) throw new TypeError(`asked for ${method}, told ${reply.status}`);
  if (!SAFE_METHODS.has(method) && !listed(reply.headers, 'access-control-allow-methods').includes(method.toLowerCase())) {
    throw new TypeError(`may not ${method}`);
  }
  const allowed = listed(reply.headers, 'access-control-allow-headers');
  for (const name of unsafe) {
    if (!allowed.includes(name)) throw new TypeError(`may not send ${name}`);
  }
}

// The `fetch` of pages of `origin`.
export function pageFetch(origin) {
  return async (url, { method = 'GET', headers = {}, ...rest } = {}) => {
    const sent = new Headers(headers);
    await askFirst(origin, url, method, sent);
    sent.set('origin', origin);
    const reply = await fetch(url, { method, headers: sent, ...rest });
    letIn(reply, origin);
    const exposed = listed(reply.headers, 'access-control-expose-headers');
    const read = [...reply.headers].filter(([name]) => READABLE.has(name) || exposed.includes(name));
    const { status, statusText } = reply;
    return new Response(WITHOUT_BODY.has(status) ? null : reply.body, { status, statusText, headers: read });
  };
}

const [OPENED, HEADERS_RECEIVED, LOADING, DONE] = [1, 2, 3, 4];

// The `XMLHttpRequest` of pages of `origin`: text as it comes, bytes when all have come.
export function pageRequest(origin) {
  const send = pageFetch(origin);
  return class {
    #sent = new Headers();
    #received = new Headers();
    #giveUp = new AbortController();

    readyState = 0;
    status = 0;
    statusText = '';
    responseText = '';
    response = '';
    responseType = '';

    open(method, url) {
      Object.assign(this, { method, url });
      this.#turn(OPENED);
    }

    setRequestHeader(name, value) { this.#sent.append(name, value); }

    getResponseHeader(name) { return this.#received.get(name); }

    getAllResponseHeaders() { return [...this.#received].map(([name, value]) => `${name}: ${value}\r\n`).join(''); }

    send(body) {
      this.#receive(body).catch(() => {
        Object.assign(this, { status: 0, statusText: '', response: '', responseText: '' });
        this.#received = new Headers();
      }).then(() => this.#turn(DONE));
    }

    abort() { this.#giveUp.abort(); }

    #turn(state) {
      this.readyState = state;
      this.onreadystatechange?.();
    }

    async #receive(body) {
      const reply = await send(this.url, {
        method: this.method, headers: this.#sent, body, signal: this.#giveUp.signal });
      Object.assign(this, { status: reply.status, statusText: reply.statusText });
      this.#received = reply.headers;
      this.#turn(HEADERS_RECEIVED);
      if (this.responseType === 'arraybuffer') {
        this.response = await reply.arrayBuffer();
        return;
      }
      for await (const text of reply.body.pipeThrough(new TextDecoderStream())) {
        this.responseText += text;
        this.response = this.responseText;
        this.#turn(LOADING);
      }
    }
  };
}
