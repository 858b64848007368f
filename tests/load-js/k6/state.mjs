// What the double's modules share: where the test is, and every sample it took.
export const state = { init: true, scenario: 'default', group: '', tags: {}, environment: {}, samples: [], types: new Map(), out: null, abort: null, failed: false };

export function declare(metric, type) {
  state.types.set(metric, type);
}

export function add(metric, value, tags = {}) {
  const sample = { metric, value, tags: { ...state.tags, scenario: state.scenario, group: state.group, ...tags } };
  state.samples.push(sample);
  state.out?.(sample);
}

for (const metric of ['http_reqs', 'iterations', 'data_sent', 'data_received']) declare(metric, 'counter');
for (const metric of ['http_req_failed', 'checks']) declare(metric, 'rate');
for (const metric of ['http_req_duration', 'iteration_duration', 'group_duration']) declare(metric, 'trend');
