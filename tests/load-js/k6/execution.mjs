// 'k6/execution'
import { state } from './state.mjs';

export const test = {
  abort(reason) {
    state.abort = reason ?? '';
    throw new Error(`test aborted: ${reason ?? ''}`);
  },
  fail() {
    state.failed = true;
  },
};
export default { test };
