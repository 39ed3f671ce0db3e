// SPDX-License-Identifier: Apache-2.0
/** Apache Kafka and Amazon MSK: topics as sources and sinks. */
@NullMarked
package dev.drey.connector.kafka;

import org.jspecify.annotations.NullMarked;
