import { expect, test } from 'vitest';
import { readAudit } from './read-audit.ts';

const answer = (counts: object) => JSON.stringify({ metadata: { vulnerabilities: counts } });

test('no known weakness is clean, any is told', () => {
  expect(readAudit(answer({ low: 0, high: 0 }), '').exitCode).toBe(0);
  expect(readAudit(answer({ low: 1, high: 2 }), '')).toMatchObject({
    exitCode: 1,
    sentence: expect.stringContaining('2 high, 1 low'),
  });
});

test('a registry that does not answer is never taken for a clean one', () => {
  const refused = JSON.stringify({
    message: '405 Method Not Allowed - POST …',
    error: { summary: '' },
  });
  for (const said of [refused, '', 'not JSON', '{}', '{"metadata":{}}', '[]']) {
    expect(readAudit(said, '').exitCode).toBe(2);
  }
  expect(readAudit(refused, '').sentence).toContain('405');
});
