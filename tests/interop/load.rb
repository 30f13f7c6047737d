# load.rb FILE...: loads each YAML file with Psych and writes FILE.psych.json.
require 'json'
require 'psych'

ARGV.each do |path|
  tree = Psych.safe_load(File.read(path, encoding: 'UTF-8'))
  File.write("#{path}.psych.json", JSON.generate(tree, max_nesting: 0)) # sections may nest deeper than JSON's default
end
