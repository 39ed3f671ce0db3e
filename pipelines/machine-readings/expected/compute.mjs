// SPDX-License-Identifier: Apache-2.0
import { base64, expect, iso, lines } from '../../expected.mjs';

const size = 5 * 60_000;
const windows = new Map();
const machines = new Map();
for (const text of lines(import.meta.url, 'machines.jsonl')) {
  const machine = JSON.parse(text);
  machines.set(machine.machine_id, machine);
}
for (const text of lines(import.meta.url, 'readings.jsonl')) {
  const reading = JSON.parse(text);
  if (typeof reading.temperature === 'string') {
    expect('unreadable_out', { source: 'readings', raw: base64(text) });
    continue;
  }
  const start = Math.floor(Date.parse(reading.read_at) / size) * size;
  const key = reading.machine_id + ' ' + start;
  windows.set(key, [...(windows.get(key) ?? []), reading]);
}
for (const [key, readings] of windows) {
  const [machine_id, start] = key.split(' ');
  const measured = readings.map(r => r.temperature).filter(t => t !== undefined);
  const machine = machines.get(machine_id) ?? {};
  const row = {
    machine_id,
    site: machine.site ?? null,
    hottest: machine.hottest ?? null,
    window_end: iso(Number(start) + size),
    // Added in the order of arrival, as doubles are.
    temperature: measured.reduce((sum, t) => sum + t, 0) / measured.length,
    peak: Math.max(...measured),
  };
  expect('averages_out', {
    ...row,
    window_start: iso(Number(start)),
    readings: readings.length,
    shaking: readings.filter(r => r.vibration > 5).length,
  });
  if (row.temperature > (machine.hottest ?? 80)) {
    expect('anomalies_out', row);
  }
}
