// SPDX-License-Identifier: Apache-2.0
import { base64, cents, decimal, divideHalfUp, expect, iso, lines } from '../../expected.mjs';

const minute = 60_000;
const hour = 60 * minute;

/** The points that the model gives, as its trees have them. */
function risk(count, cents, countries) {
  const journey = countries > 3 ? 50 : countries > 1 ? 10 : 0;
  const velocity = count > 30 ? 40 : count > 10 ? 15 : 0;
  const small = cents <= 50_000n;
  const large = cents > 200_000n;
  return journey + velocity + (small ? 0 : large ? 20 : countries > 1 ? 10 : 5);
}

const transactions = [];
for (const text of lines(import.meta.url, 'transactions.jsonl')) {
  // Money is kept as text: a JavaScript number would not keep its digits.
  const amount = /"amount":(-?\d+\.\d\d)[,}]/.exec(text);
  if (amount === null || !text.includes('"card_id"')) {
    expect('unreadable_archive', { source: 'transactions', raw: base64(text) });
    continue;
  }
  const { card_id, merchant, ts } = JSON.parse(text);
  if (cents(amount[1]) > 0n) {
    transactions.push({ card_id, cents: cents(amount[1]), country: merchant.country, at: Date.parse(ts) });
  }
}
const times = transactions.map(t => t.at);
const first = Math.floor(Math.min(...times) / minute) * minute + minute;
const last = Math.floor(Math.max(...times) / minute) * minute + hour;
for (let end = first; end <= last; end += minute) {
  const byCard = new Map();
  for (const t of transactions) {
    if (t.at >= end - hour && t.at < end) {
      byCard.set(t.card_id, [...(byCard.get(t.card_id) ?? []), t]);
    }
  }
  for (const [card_id, group] of byCard) {
    const countries = new Set(group.map(t => t.country)).size;
    const total = group.reduce((sum, t) => sum + t.cents, 0n);
    expect('archive', {
      card_id,
      window_start: iso(end - hour),
      window_end: iso(end),
      tx_count: group.length,
      total: Number(decimal(total, 2)),
      // Six digits behind the point, as AVG of a DECIMAL(12, 2) has; amounts are positive.
      average: Number(decimal(divideHalfUp(total * 10_000n, BigInt(group.length)), 6)),
      countries,
    });
    if (group.length > 30 || countries > 3) {
      expect('alert_out', {
        card_id,
        window_end: iso(end),
        tx_count: group.length,
        total: Number(decimal(total, 2)),
        countries,
        risk: risk(group.length, total, countries),
        reason: group.length > 30 ? 'velocity' : 'travel',
      });
    }
  }
}
