// SPDX-License-Identifier: Apache-2.0
// What the five compute.mjs scripts share: reading sample data and printing expected rows.
// They know nothing of Drey: plain JavaScript over the same files, windows by brute force.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The lines of a file in the `data` folder beside the script's own `expected` folder. */
export function lines(scriptUrl, name) {
  const folder = path.join(path.dirname(fileURLToPath(scriptUrl)), '..', 'data');
  return fs.readFileSync(path.join(folder, name), 'utf8').split('\n').filter(line => line !== '');
}

/** Prints one expected row of a sink; a row of the run matches on the columns named here. */
export function expect(sink, row) {
  console.log(JSON.stringify({ sink, row }));
}

/** Epoch milliseconds as Drey writes a TIMESTAMP_LTZ: no fraction where it is zero. */
export function iso(millis) {
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}

/** Hundredths of a decimal text with at most two fractional digits, exactly. */
export function cents(text) {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign ? -value : value;
}

/** An integer count of 10^-scale as decimal text. */
export function decimal(units, scale) {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const at = digits.length - scale;
  return (units < 0n ? '-' : '') + digits.slice(0, at) + '.' + digits.slice(at);
}

/** Rounds a positive quotient half up. */
export function divideHalfUp(dividend, divisor) {
  return (2n * dividend + divisor) / (2n * divisor);
}

export const base64 = text => Buffer.from(text, 'utf8').toString('base64');
