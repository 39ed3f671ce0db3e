// SPDX-License-Identifier: Apache-2.0
// Makes the model beside it, in the form of ONNX, by the numbers of its fields: three decision
// trees whose points are added up. `node make.mjs fraud.onnx` writes it; without a name it is
// printed in base64.
import fs from 'node:fs';

// A branch: [feature, threshold, where it is at most that, where it is more]; a leaf: its points.
const features = ['tx_count', 'total', 'countries'];
const trees = [
  ['countries', 1, 0, ['countries', 3, 10, 50]],
  ['tx_count', 10, 0, ['tx_count', 30, 15, 40]],
  ['total', 500, 0, ['total', 2000, ['countries', 1, 5, 10], 20]],
];

function varint(value) {
  const bytes = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left & 127) | 128);
  }
}

const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);

function bytes(field, ...parts) {
  const value = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
}

function real(field, value) {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), buffer]);
}

const columns = {
  nodes_treeids: [], nodes_nodeids: [], nodes_featureids: [], nodes_modes: [], nodes_values: [],
  nodes_truenodeids: [], nodes_falsenodeids: [],
  target_treeids: [], target_nodeids: [], target_ids: [], target_weights: [],
};

/** Puts a tree's nodes into the columns, each before those below it. */
function put(tree, node, next) {
  const leaf = typeof node === 'number';
  const id = next.id++;
  const row = columns.nodes_treeids.length;
  columns.nodes_treeids.push(tree);
  columns.nodes_nodeids.push(id);
  columns.nodes_featureids.push(leaf ? 0 : features.indexOf(node[0]));
  columns.nodes_modes.push(leaf ? 'LEAF' : 'BRANCH_LEQ');
  columns.nodes_values.push(leaf ? 0 : node[1]);
  columns.nodes_truenodeids.push(0);
  columns.nodes_falsenodeids.push(0);
  if (leaf) {
    columns.target_treeids.push(tree);
    columns.target_nodeids.push(id);
    columns.target_ids.push(0);
    columns.target_weights.push(node);
  } else {
    columns.nodes_truenodeids[row] = put(tree, node[2], next);
    columns.nodes_falsenodeids[row] = put(tree, node[3], next);
  }
  return id;
}

trees.forEach((tree, index) => put(index, tree, { id: 0 }));

/** AttributeProto: name, value, type. */
function attribute(name, value) {
  const list = [].concat(value);
  const [field, type, put] =
    typeof list[0] === 'string' ? [9, 8, bytes]
    : /values|weights/.test(name) ? [7, 6, real]
    : [8, 7, number];
  return bytes(5, bytes(1, name), ...list.map(each => put(field, each)), number(20, type));
}

/** ValueInfoProto of floats, `rows` by so many. */
function tensor(field, name, width) {
  const shape = bytes(2, bytes(1, bytes(2, 'rows')), bytes(1, number(1, width)));
  return bytes(field, bytes(1, name), bytes(2, bytes(1, number(1, 1), shape)));
}

const node = bytes(
  1,
  bytes(1, 'card'), bytes(2, 'risk'), bytes(4, 'TreeEnsembleRegressor'),
  ...Object.entries(columns).map(([name, values]) => attribute(name, values)),
  bytes(5, bytes(1, 'n_targets'), number(3, 1), number(20, 2)),
  bytes(5, bytes(1, 'post_transform'), bytes(4, 'NONE'), number(20, 3)),
  bytes(7, 'ai.onnx.ml'),
);
const model = Buffer.concat([
  number(1, 8), // The version of the form.
  bytes(2, 'make.mjs'),
  bytes(7, node, bytes(2, 'fraud'), tensor(11, 'card', features.length), tensor(12, 'risk', 1)),
  bytes(8, bytes(1, ''), number(2, 17)),
  bytes(8, bytes(1, 'ai.onnx.ml'), number(2, 3)),
]);

if (process.argv.length > 2) {
  fs.writeFileSync(process.argv[2], model);
} else {
  console.log(model.toString('base64'));
}
