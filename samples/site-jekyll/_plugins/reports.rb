# Makes a page from each document in _data/reports, and gives templates what Liquid cannot do by itself.
require "cgi"
require "json"

module Reports
  PLAIN = "(?<![A-Za-z0-9_])"
  BEHIND = "(?![A-Za-z0-9_])"

  # The language of a report: by its share of Han characters, and by characters of which only one form is common.
  def self.language(data)
    all = data.to_json
    return "en" if all.scan(/\p{Han}/).size * 50 <= all.size
    all.count("會報務發業們來國將與為") > all.count("会报务发业们来国将与为") ? "zh-Hant" : "zh-Hans"
  end

  # The glossaries among these blocks, at any depth.
  def self.glossaries(blocks)
    blocks.flat_map do |block|
      case block["type"]
      when "glossary" then [block]
      when "section" then glossaries(block["body"])
      else []
      end
    end
  end

  # The id of each name that a glossary explains, by the name in lower case.
  def self.terms(blocks)
    glossaries(blocks).flat_map { |glossary| glossary["entries"] }.each_with_object({}) do |entry, ids|
      [entry["term"], *entry["aliases"]].each do |name|
        ids[name.downcase] ||= entry["id"] if name.size >= 2
      end
    end
  end

  # What finds the names in a text, the longest first, or nil where there are none.
  def self.pattern(names)
    return nil if names.empty?
    longest_first = names.sort_by { |name| -name.size }
    Regexp.new(longest_first.map { |name|
      (name =~ /\A\w/ ? PLAIN : "") + Regexp.escape(name) + (name =~ /\w\z/ ? BEHIND : "")
    }.join("|"), Regexp::IGNORECASE)
  end

  # A label and a title: a blank between 第一章 and 总体评价, and in front of English, none behind 一、
  def self.name(label, title)
    return "#{label}#{title}" unless label && title
    label =~ /[\p{Han}\w]\z/ || title =~ /\A[A-Za-z]/ ? "#{label} #{title}" : "#{label}#{title}"
  end

  # The text of the first paragraph among these blocks.
  def self.opening(blocks)
    first = blocks.find { |block| block["type"] == "paragraph" && block["text"] }
    first ? first["text"] : ""
  end

  def self.row(node, id, title, text, path)
    { "id" => id, "label" => node["label"], "title" => title, "text" => text, "line" => node["line"], "path" => path }
  end

  # A row for each entry of a list of tasks, each paragraph with a lead in a part that plans, and each section of such
  # a part in which neither is found.
  def self.tasks(blocks, part = nil, path = [])
    blocks.flat_map do |block|
      case block["type"]
      when "paragraph"
        block["lead"] && part == "plan" ? [row(block, "L#{block["line"]}", block["lead"], block["text"], path)] : []
      when "list"
        block["entries"].flat_map do |entry|
          own = row(entry, entry["id"], entry["title"], opening(entry["body"]), path)
          (block["kind"] == "tasks" ? [own] : []) + tasks(entry["body"], part, path)
        end
      when "section"
        inner = block["part"] || part
        inside = tasks(block["body"], inner, path + [name(block["label"], block["title"])])
        own = row(block, block["id"], block["title"], opening(block["body"]), path)
        inside.empty? && inner == "plan" ? [own] : inside
      else
        []
      end
    end
  end

  class Pages < Jekyll::Generator
    def generate(site)
      (site.data["reports"] || {}).each do |name, data|
        page = Jekyll::PageWithoutAFile.new(site, site.source, "", "#{name}.html")
        ids = Reports.terms(data["body"])
        page.data.merge!("layout" => "report", "name" => name, "report" => data, "title" => data["title"] || name,
          "key" => "#{data["date"]} #{name}", "language" => Reports.language(data),
          "terms" => { "ids" => ids, "pattern" => Reports.pattern(ids.keys) }, "tasks" => Reports.tasks(data["body"]))
        site.pages << page
      end
    end
  end

  module Filters
    def escape_text(text)
      CGI.escapeHTML(text.to_s)
    end

    # Escaped, with a link wherever the text uses a name from the glossary.
    def link_terms(text, terms)
      return escape_text(text) unless terms["pattern"]
      html = +""
      rest = text.to_s
      while (match = terms["pattern"].match(rest))
        html << escape_text(match.pre_match)
        html << %(<a class="term" href="##{terms["ids"][match[0].downcase]}">#{escape_text(match[0])}</a>)
        rest = match.post_match
      end
      html << escape_text(rest)
    end

    # The same for two strings of a page, as HTML with the label marked.
    def name_of(label, title)
      return escape_text(title) unless label
      name = Reports.name(label, title)
      %(<span class="label">#{escape_text(label)}</span>#{escape_text(name.delete_prefix(label))})
    end

    # At most 60 characters of a text.
    def cut(text)
      text.to_s.size > 60 ? "#{text[0, 60]}…" : text
    end

    def local_date(date, language)
      return Date.parse(date).strftime("%-d %B %Y") if language == "en"
      year, month, day = date.split("-")
      "#{year}年#{month.to_i}月#{day.to_i}日"
    end

    def cells(text)
      text.split("\t")
    end
  end
end

Liquid::Template.register_filter(Reports::Filters)
