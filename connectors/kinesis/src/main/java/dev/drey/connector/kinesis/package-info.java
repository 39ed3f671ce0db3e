// SPDX-License-Identifier: Apache-2.0
/**
 * Amazon Kinesis Data Streams, read by polling or enhanced fan-out and written to in batches. The
 * descriptor and its checks load without Flink and the AWS SDK; the rest builds and runs the job.
 */
@NullMarked
package dev.drey.connector.kinesis;

import org.jspecify.annotations.NullMarked;
