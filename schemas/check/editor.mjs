// SPDX-License-Identifier: Apache-2.0
// node editor.mjs SCHEMA FILE...
// What an editor shows of each file, by the YAML language server: one line of JSON a file, with
// `findings` (LINE: MESSAGE), and where the file holds the mark `¦`, which is taken out, the
// `completion` (LABEL => TEXT) and the `hover` at that place.
import fs from 'node:fs';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const rpc = require('vscode-languageserver-protocol/node');
const program = require.resolve('yaml-language-server/bin/yaml-language-server');
const [schemaFile, ...files] = process.argv.slice(2);
const settings = {
  yaml: {
    schemas: { [pathToFileURL(fs.realpathSync(schemaFile)).href]: '*.yaml' },
    schemaStore: { enable: false },
    completion: true,
    hover: true,
    validate: true,
  },
};

const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const waiting = new Map();
connection.onRequest('workspace/configuration', ({ items }) =>
  items.map(({ section }) => settings[section] ?? null),
);
connection.onRequest('client/registerCapability', () => null);
connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
  waiting.get(uri)?.(diagnostics),
);
connection.listen();

try {
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: {} },
    },
  });
  connection.sendNotification('initialized', {});
  connection.sendNotification('workspace/didChangeConfiguration', { settings });
  for (const file of files) {
    console.log(JSON.stringify(await shown(file)));
  }
} catch (error) {
  console.error(String(error));
  process.exitCode = 2;
}
server.kill();
connection.dispose();

async function shown(file) {
  const marked = fs.readFileSync(file, 'utf8');
  const before = marked.split('¦')[0];
  const text = marked.replace('¦', '');
  const uri = pathToFileURL(file).href;
  const found = new Promise((resolve) => waiting.set(uri, resolve));
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const findings = (await found).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
  if (text === marked) {
    return { file, findings };
  }
  const lines = before.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  const place = { textDocument: { uri }, position };
  const items = (await connection.sendRequest('textDocument/completion', place)).items;
  const hover = await connection.sendRequest('textDocument/hover', place);
  return {
    file,
    findings,
    completion: items.map(({ label, insertText, textEdit }) => `${label} => ${textEdit?.newText ?? insertText}`),
    hover: hover === null ? '' : (hover.contents.value ?? String(hover.contents)),
  };
}
