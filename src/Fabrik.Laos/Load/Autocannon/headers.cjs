const { randomBytes } = require('node:crypto');

const run = SETTINGS;

// What the user set wins, except the run id.
module.exports = (request) => {
  const own = request.headers;
  const headers = { 'X-Run-Id': run.run_id };
  const taken = Object.keys(own).map((name) => name.toLowerCase());
  if (!taken.includes('traceparent')) headers.traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  if (!taken.includes('baggage')) headers.baggage = run.baggage;
  for (const name of Object.keys(own)) if (name.toLowerCase() !== 'x-run-id') headers[name] = own[name];
  return Object.assign(request, { headers });
};
