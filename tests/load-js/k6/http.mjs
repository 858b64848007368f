// 'k6/http': the default export is one object, and named imports and the namespace read its properties each time, as in k6.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { add, state } from './state.mjs';

const wire = new Worker(new URL('./wire.cjs', import.meta.url), { execArgv: [] });
const { port1, port2 } = new MessageChannel();
const signal = new Int32Array(new SharedArrayBuffer(4));
wire.postMessage({ port: port2, signal }, [port2]);
wire.unref();
port1.unref();

function exchange(message) {
  Atomics.store(signal, 0, 0);
  port1.postMessage(message);
  Atomics.wait(signal, 0, 0);
  return receiveMessageOnPort(port1).message;
}

function send(method, target, body, params) {
  if (state.init) throw new Error('making http requests in the init context is not supported');
  let url = typeof target === 'object' && target !== null ? target.url : String(target);
  const name = typeof target === 'object' && target !== null ? target.name : url;
  const headers = { ...(state.userAgent ? { 'User-Agent': state.userAgent } : {}), ...params?.headers };
  const payload = body !== null && typeof body === 'object' ? new URLSearchParams(body).toString() : body;
  for (let hop = 0; ; hop++) {
    const answer = exchange({ method, url, headers, body: hop === 0 || method !== 'GET' ? payload : undefined });
    const expected = answer.status >= 200 && answer.status < 400;
    const tags = { ...params?.tags, method, url: name, name: params?.tags?.name ?? name, status: String(answer.status), expected_response: String(expected) };
    add('http_reqs', 1, tags);
    add('http_req_duration', answer.duration, tags);
    add('http_req_failed', expected ? 0 : 1, tags);
    if (![301, 302, 303, 307, 308].includes(answer.status) || hop >= (params?.redirects ?? 10)) {
      if (answer.status === 0 && params?.throw) throw new Error(`Request Failed: ${answer.error}`);
      return { url, error: '', error_code: 0, ...answer, timings: { duration: answer.duration }, json: () => JSON.parse(answer.body) };
    }
    url = new URL(answer.headers.location, url).href;
    if (answer.status < 304) method = 'GET';
  }
}

function one(entry) {
  if (Array.isArray(entry)) return send(entry[0], entry[1], entry[2], entry[3]);
  if (entry !== null && typeof entry === 'object' && entry.method) return send(entry.method, entry.url, entry.body, entry.params);
  return send('GET', entry, null, undefined);
}

const members = {
  get: (url, params) => send('GET', url, null, params),
  head: (url, params) => send('HEAD', url, null, params),
  post: (url, body, params) => send('POST', url, body, params),
  put: (url, body, params) => send('PUT', url, body, params),
  patch: (url, body, params) => send('PATCH', url, body, params),
  del: (url, body, params) => send('DELETE', url, body, params),
  options: (url, body, params) => send('OPTIONS', url, body, params),
  request: send,
  asyncRequest: async (method, url, body, params) => send(method, url, body, params),
  batch: (requests) =>
    Array.isArray(requests) ? requests.map(one) : Object.fromEntries(Object.entries(requests).map(([name, entry]) => [name, one(entry)])),
  url: (strings, ...values) => ({
    name: strings.reduce((text, part, i) => text + (i > 0 ? '${}' : '') + part, ''),
    url: strings.reduce((text, part, i) => text + (i > 0 ? values[i - 1] : '') + part, ''),
  }),
};

export let { get, head, post, put, patch, del, options, request, asyncRequest, batch, url } = members;
export default new Proxy(members, {
  set(target, name, value) {
    target[name] = value;
    ({ get, head, post, put, patch, del, options, request, asyncRequest, batch, url } = target);
    return true;
  },
});
