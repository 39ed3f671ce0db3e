// SPDX-License-Identifier: Apache-2.0
/** The sinks of documents against a node of OpenSearch, and against what speaks its protocol. */
@NullMarked
package dev.drey.connector.opensearch;

import org.jspecify.annotations.NullMarked;
