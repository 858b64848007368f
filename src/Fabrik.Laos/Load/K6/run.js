// Runs before the script: every request of k6/http to the run's hosts gets the run's headers, and is counted by how it was answered.
import http from 'k6/http';
import { Counter } from 'k6/metrics';

const run = SETTINGS;
const unanswered = new Counter('fabrik_unanswered');
const serverErrors = new Counter('fabrik_server_errors');

const seeds = [0, 1, 2, 3, 4, 5].map(() => Math.floor(Math.random() * 0x100000000));
let requests = 0;

// The finaliser of MurmurHash3: one to one, so that a counter gives words that do not repeat.
function word(index) {
  let h = seeds[index] ^ requests;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ('0000000' + ((h ^ (h >>> 16)) >>> 0).toString(16)).slice(-8);
}

function traceparent() {
  requests = (requests + 1) | 0;
  return `00-${word(0)}${word(1)}${word(2)}${word(3)}-${word(4)}${word(5)}-01`;
}

// A string, or what http.url`…` gives.
function isOurs(url) {
  const text = String(url !== null && typeof url === 'object' && url.url ? url.url : url);
  const parts = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?/i.exec(text);
  if (!parts) return false;
  const host = parts[2].toLowerCase().replace(/^\[|\]$/g, '');
  const port = parts[3] ? Number(parts[3]) : parts[1].toLowerCase() === 'https' ? 443 : 80;
  return port === run.port && (host === run.host || (run.subdomains && host.endsWith(`.${run.host}`)));
}

// What the script set wins, except the run id.
function withRun(url, params) {
  if (!isOurs(url)) return params;
  const own = (params && params.headers) || {};
  const headers = { 'X-Run-Id': run.run_id };
  const taken = Object.keys(own).map((name) => name.toLowerCase());
  if (!taken.includes('traceparent')) headers.traceparent = traceparent();
  if (!taken.includes('baggage')) headers.baggage = run.baggage;
  for (const name of Object.keys(own)) if (name.toLowerCase() !== 'x-run-id') headers[name] = own[name];
  return Object.assign({}, params, { headers });
}

function note(response) {
  if (!response) return;
  if (response.status === 0) unanswered.add(1);
  else if (response.status >= 500) serverErrors.add(1);
}

function noted(response) {
  note(response);
  return response;
}

function thrown(error) {
  unanswered.add(1);
  throw error;
}

function counted(call) {
  let response;
  try {
    response = call();
  } catch (error) {
    thrown(error);
  }
  return noted(response);
}

function inBatch(entry) {
  if (Array.isArray(entry)) return [entry[0], entry[1], entry[2], withRun(entry[1], entry[3])];
  if (entry !== null && typeof entry === 'object' && entry.method) return Object.assign({}, entry, { params: withRun(entry.url, entry.params) });
  return ['GET', entry, null, withRun(entry, undefined)];
}

const { request, asyncRequest, batch } = http;
for (const name of ['get', 'head']) {
  const original = http[name];
  http[name] = (url, params) => counted(() => original(url, withRun(url, params)));
}
for (const name of ['post', 'put', 'patch', 'del', 'options']) {
  const original = http[name];
  http[name] = (url, body, params) => counted(() => original(url, body, withRun(url, params)));
}
http.request = (method, url, body, params) => counted(() => request(method, url, body, withRun(url, params)));
if (asyncRequest) {
  http.asyncRequest = (method, url, body, params) => asyncRequest(method, url, body, withRun(url, params)).then(noted, thrown);
}
http.batch = (requests) => {
  const ours = Array.isArray(requests)
    ? requests.map(inBatch)
    : Object.fromEntries(Object.entries(requests).map(([name, entry]) => [name, inBatch(entry)]));
  const responses = counted(() => batch(ours));
  Object.values(responses).forEach(note);
  return responses;
};

// k6 lets --tag replace the script's tags; here they meet.
export function tagged(options) {
  return Object.assign({}, options, { tags: Object.assign({}, options && options.tags, run.tags) });
}
