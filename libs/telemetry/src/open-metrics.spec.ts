import { describe, expect, it } from 'vitest';
import { wantsOpenMetrics } from './open-metrics.js';

describe('what a request wants', () => {
  it.each([
    [
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
      true,
    ],
    ['application/openmetrics-text', true],
    ['text/plain', false],
    ['text/plain, application/openmetrics-text;q=0.5', false],
    ['application/openmetrics-text;q=0', false],
    ['text/html,*/*', false],
    ['', false],
    [undefined, false],
  ])('%s', (accept, open) => {
    expect(wantsOpenMetrics(accept)).toBe(open);
  });
});
