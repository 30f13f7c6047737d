// load.js FILE...: loads each YAML file with js-yaml and writes FILE.js-yaml.json.
'use strict';
const fs = require('fs');
const yaml = require('js-yaml');

for (const path of process.argv.slice(2)) {
  fs.writeFileSync(`${path}.js-yaml.json`, JSON.stringify(yaml.load(fs.readFileSync(path, 'utf8'))));
}
