# load.rb FILE...: loads each YAML file with Psych and writes FILE.psych.json.
require 'json'
require 'psych'

ARGV.each do |path|
  File.write("#{path}.psych.json", JSON.generate(Psych.safe_load(File.read(path, encoding: 'UTF-8'))))
end
