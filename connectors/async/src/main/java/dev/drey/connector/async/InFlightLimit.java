// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * So many requests on their way and no more. Flink's own strategy begins with one batch and adds
 * ten records for each request that is answered, and slows down as records come back to its buffer;
 * here what is refused for now waits in its batch, so that a busy system slows down by itself.
 */
final class InFlightLimit implements RateLimitingStrategy {
  private final int requests;
  private final int batchSize;
  private int onTheirWay;

  InFlightLimit(int requests, int batchSize) {
    this.requests = requests;
    this.batchSize = batchSize;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    onTheirWay++;
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    onTheirWay--;
  }

  @Override
  public boolean shouldBlock(RequestInfo next) {
    return onTheirWay >= requests;
  }

  @Override
  public int getMaxBatchSize() {
    return batchSize;
  }
}
