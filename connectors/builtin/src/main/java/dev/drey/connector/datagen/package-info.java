// SPDX-License-Identifier: Apache-2.0
/** Made-up rows: for demonstrations, measurements and pipelines that have no data yet. */
@NullMarked
package dev.drey.connector.datagen;

import org.jspecify.annotations.NullMarked;
