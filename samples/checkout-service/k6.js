import http from 'k6/http';
import { check } from 'k6';

const base = __ENV.BASE_URL || 'http://127.0.0.1:5080';

export const options = {
  scenarios: {
    shoppers: { executor: 'constant-vus', vus: 4, duration: '20s', tags: { kind: 'shopper' } },
  },
  thresholds: { checks: ['rate>0.9'] },
};

export default function () {
  check(http.get(`${base}/cart/${Math.floor(Math.random() * 100)}`), { 'the cart has a total': (r) => r.status === 200 });
  http.get(`${base}/fast`);
  if (__ITER % 5 === 0) http.get(`${base}/slow`);
}
