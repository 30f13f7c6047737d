// validate.js DIALECT SCHEMA FILE.json...: validates each file with ajv; a line for each that is not valid.
// DIALECT is 2020-12, which needs ajv 8, or draft-07: the schema keeps to keywords that mean the same in both.
'use strict';
const fs = require('fs');

const [dialect, schemaPath, ...paths] = process.argv.slice(2);
const Ajv = require(dialect === '2020-12' ? 'ajv/dist/2020' : 'ajv');
const schema = JSON.parse(fs.readFileSync(schemaPath, 'utf8'));
if (dialect === 'draft-07') {
  schema.$schema = 'http://json-schema.org/draft-07/schema#';
}
const validate = new Ajv({ allErrors: true }).compile(schema);

for (const path of paths) {
  if (!validate(JSON.parse(fs.readFileSync(path, 'utf8')))) {
    const errors = validate.errors.map((error) => `${error.instancePath || error.dataPath} ${error.message}`);
    console.log(`${path}\t${errors.join('; ')}`);
  }
}
