// SPDX-License-Identifier: Apache-2.0
/** Models in the form of ONNX, run by ONNX Runtime on the CPU. */
@NullMarked
package dev.drey.connector.onnx;

import org.jspecify.annotations.NullMarked;
