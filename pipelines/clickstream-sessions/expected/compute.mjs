// SPDX-License-Identifier: Apache-2.0
import { base64, cents, decimal, expect, iso, lines } from '../../expected.mjs';

const gap = 30 * 60_000;
const byVisitor = new Map();
for (const line of lines(import.meta.url, 'clicks.csv').slice(1)) {
  const fields = split(line);
  if (fields.length !== 4 || !/^(\d+\.\d\d)?$/.test(fields[2])) {
    expect('rejected', { source: 'clicks', raw: base64(line) });
    continue;
  }
  const [visitor, page, spent, clicked_at] = fields;
  if (!visitor.startsWith('bot-')) {
    const click = { page, spent: spent === '' ? null : cents(spent), at: Date.parse(clicked_at) };
    byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), click]);
  }
}
for (const [visitor, clicks] of byVisitor) {
  clicks.sort((a, b) => a.at - b.at);
  let session = [];
  for (const click of clicks) {
    // Two clicks exactly one gap apart still touch: sessions merge when they meet.
    if (session.length > 0 && click.at - session[session.length - 1].at > gap) {
      close(visitor, session);
      session = [];
    }
    session.push(click);
  }
  close(visitor, session);
}

function close(visitor, session) {
  if (session.length < 2) {
    return;
  }
  const bought = session.filter(c => c.spent !== null);
  expect('console', {
    visitor,
    window_start: iso(session[0].at),
    window_end: iso(session[session.length - 1].at + gap),
    clicks: session.length,
    pages: new Set(session.map(c => c.page)).size,
    first_page: session[0].page,
    last_page: session[session.length - 1].page,
    spent: bought.length === 0 ? null : Number(decimal(bought.reduce((sum, c) => sum + c.spent, 0n), 2)),
    purchases: bought.length,
  });
}

/** The fields of one CSV line, quotes taken off. */
function split(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(match =>
    match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
}
