// SPDX-License-Identifier: Apache-2.0
/**
 * Streams that are cut into shards, read by Flink's consumer of Kinesis: the time of each shard,
 * the order of a shard behind those that it came from, positions without Kryo.
 */
@NullMarked
package dev.drey.connector.shards;

import org.jspecify.annotations.NullMarked;
