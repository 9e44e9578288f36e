import { expect, test } from 'vitest';
import { csvStream } from './write-csv.ts';

test('a name that is a formula stays text in a spreadsheet, and numbers stay numbers', async () => {
  const names = [
    '=HYPERLINK("https://example.com")',
    '＠SUM(A1)',
    "'-1+1",
    '縁側 花子',
    '+81312345678',
  ];
  const stream = csvStream(['full_name', 'points']);
  for (const name of names) {
    stream.write({ full_name: name, points: '-120' });
  }
  stream.end();
  const parts: Buffer[] = await stream.map((part: Buffer) => part).toArray();
  const [head, ...rows] = Buffer.concat(parts).toString('utf8').trimEnd().split('\r\n');
  expect(head).toBe('\uFEFFfull_name,points');
  expect(rows).toEqual([
    `"'=HYPERLINK(""https://example.com"")",-120`,
    "'＠SUM(A1),-120",
    "''-1+1,-120",
    '縁側 花子,-120',
    '+81312345678,-120',
  ]);
});
