// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** How often a sink may show one result. */
public enum Delivery {
  AT_LEAST_ONCE("at-least-once"),
  EXACTLY_ONCE("exactly-once");

  private final String specName;

  Delivery(String specName) {
    this.specName = specName;
  }

  /** As a spec writes it. */
  public String specName() {
    return specName;
  }
}
