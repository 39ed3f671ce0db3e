// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** A connector as something that can be asked for the rows of a key. */
public interface LookupRole {
  /**
   * What the tasks ask. Made on the job manager and serialized to them: whatever holds a connection
   * is made in {@link RowLookup#open}.
   */
  RowLookup lookup(LookupContext context);
}
