// 'k6/metrics'
import { add, declare, state } from './state.mjs';

const metric = (type) =>
  class {
    constructor(name) {
      if (!state.init) throw new Error('metrics must be declared in the init context');
      this.name = name;
      declare(name, type);
    }

    add(value, tags) {
      add(this.name, Number(value), tags);
    }
  };

export const Counter = metric('counter');
export const Gauge = metric('gauge');
export const Rate = metric('rate');
export const Trend = metric('trend');
export default { Counter, Gauge, Rate, Trend };
