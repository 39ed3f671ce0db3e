// SPDX-License-Identifier: Apache-2.0
import { base64, expect, lines } from '../../expected.mjs';

for (const text of lines(import.meta.url, 'orders.jsonl')) {
  const order = JSON.parse(text);
  if (order.total === undefined) {
    expect('unreadable_topic', { source: 'orders', raw: base64(text) });
  } else if (order.test !== true) {
    const row = {
      order_id: order.order_id,
      total: order.total,
      channel: (order.channel ?? 'unknown').toUpperCase(),
      line_count: (order.lines ?? []).length,
    };
    expect(row.total >= 1000 ? 'large_topic' : row.channel === 'WEB' ? 'web_topic' : 'other_topic', row);
  }
}
