// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

/** Whether what computes an expression knows the time; then its values can differ each time. */
public enum Clock {
  NONE,
  AT_HAND
}
