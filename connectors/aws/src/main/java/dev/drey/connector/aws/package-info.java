// SPDX-License-Identifier: Apache-2.0
/**
 * What every connector to AWS has in common: who the job is, where the service is, and what its
 * answers mean.
 */
@NullMarked
package dev.drey.connector.aws;

import org.jspecify.annotations.NullMarked;
