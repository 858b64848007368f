// 'k6'
import { add, state } from './state.mjs';

export function check(value, checks, tags) {
  let all = true;
  for (const [name, holds] of Object.entries(checks)) {
    const ok = Boolean(typeof holds === 'function' ? holds(value) : holds);
    add('checks', ok ? 1 : 0, { ...tags, check: name });
    all &&= ok;
  }
  return all;
}

export function group(name, body) {
  const outer = state.group;
  state.group = `${outer}::${name}`;
  try {
    return body();
  } finally {
    state.group = outer;
  }
}

export function sleep(seconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
}

export function fail(message) {
  throw new Error(message);
}

export default { check, group, sleep, fail };
