// SPDX-License-Identifier: Apache-2.0
import { expect, iso, lines } from '../../expected.mjs';

const minute = 60_000;
const counts = new Map();
for (const text of lines(import.meta.url, 'lines.jsonl')) {
  const { said_at, line } = JSON.parse(text);
  const start = Math.floor(Date.parse(said_at) / minute) * minute;
  for (const word of line.toLowerCase().split(' ')) {
    if (word !== '') {
      const key = start + ' ' + word;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
}
for (const [key, times] of counts) {
  const [start, word] = key.split(' ');
  expect('console', {
    word,
    window_start: iso(Number(start)),
    window_end: iso(Number(start) + minute),
    times,
  });
}
