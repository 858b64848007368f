// k6's calls are synchronous and Node's are not: they are made here, on a thread of their own.
const http = require('node:http');
const { parentPort } = require('node:worker_threads');

function exchange({ method, url, headers, body }) {
  return new Promise((resolve) => {
    const started = performance.now();
    const answer = (rest) => resolve({ duration: performance.now() - started, ...rest });
    const request = http.request(url, { method, headers, agent: false, timeout: 60_000 }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => answer({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on('error', (error) => answer({ status: 0, headers: {}, body: null, error: error.message, error_code: 1000 }));
    });
    request.on('timeout', () => request.destroy(new Error('request timeout')));
    request.on('error', (error) => answer({ status: 0, headers: {}, body: null, duration: 0, error: error.message, error_code: error.code === 'ECONNREFUSED' ? 1212 : 1000 }));
    request.end(body ?? undefined);
  });
}

parentPort.once('message', ({ port, signal }) => {
  port.on('message', async (message) => {
    port.postMessage(await exchange(message));
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});
