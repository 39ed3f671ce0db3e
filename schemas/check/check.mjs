// SPDX-License-Identifier: Apache-2.0
// node check.mjs SCHEMA FILE...
// One line a file, `accepted FILE` or `rejected FILE: WHERE WHAT`, as ajv says. Exit 0 once every
// file has its line, whatever it says; 2 where a schema or a file cannot be read.
import fs from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import YAML from 'yaml';

const [schemaFile, ...files] = process.argv.slice(2);
try {
  const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
  const validate = new Ajv2020({ strict: false, allErrors: false }).compile(schema);
  for (const file of files) {
    const document = YAML.parse(fs.readFileSync(file, 'utf8'));
    if (validate(document)) {
      console.log(`accepted ${file}`);
    } else {
      const { instancePath, message } = validate.errors[0];
      console.log(`rejected ${file}: ${instancePath || '/'} ${message}`);
    }
  }
} catch (error) {
  console.error(String(error));
  process.exitCode = 2;
}
