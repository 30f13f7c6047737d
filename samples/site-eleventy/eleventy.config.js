// Reads YAML in _data, and gives templates what they need of a report besides its own keys.
const yaml = require("js-yaml");
const reports = require("./reports.js");

module.exports = function (config) {
  config.addDataExtension("yaml", (text) => yaml.load(text));
  config.addPassthroughCopy("report.css");
  config.ignores.add("README.md");
  for (const [name, filter] of Object.entries(reports)) config.addFilter(name, filter);
};
