// What templates need of a report besides its own keys: each function is a filter.

// The language of a report: by its share of Han characters, and by characters of which only one form is common.
function language(data) {
  const all = JSON.stringify(data);
  const count = (pattern) => (all.match(pattern) || []).length;
  if (count(/\p{Script=Han}/gu) * 50 <= Array.from(all).length) return "en";
  return count(/[會報務發業們來國將與為]/g) > count(/[会报务发业们来国将与为]/g) ? "zh-Hant" : "zh-Hans";
}

// The glossaries among these blocks, at any depth.
function glossaries(blocks) {
  return blocks.flatMap((block) => {
    if (block.type === "glossary") return [block];
    return block.type === "section" ? glossaries(block.body) : [];
  });
}

// What to look for in the text of these blocks: a pattern with the longest names first, and the id of each name.
function terms(blocks) {
  const ids = new Map();
  for (const entry of glossaries(blocks).flatMap((glossary) => glossary.entries)) {
    for (const name of [entry.term, ...(entry.aliases || [])]) {
      const key = name.toLowerCase();
      if (Array.from(name).length >= 2 && !ids.has(key)) ids.set(key, entry.id);
    }
  }
  const patterns = Array.from(ids.keys())
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&").replace(/^\w/, "\\b$&").replace(/\w$/, "$&\\b"));
  return { ids, pattern: patterns.length > 0 ? new RegExp(`(${patterns.join("|")})`, "gi") : null };
}

// The text in pieces, of which those that use a name from the glossary have the id of its entry.
function pieces(text, { ids, pattern }) {
  if (!pattern) return [{ text }];
  return text.split(pattern).map((piece, i) => ({ text: piece, id: i % 2 ? ids.get(piece.toLowerCase()) : undefined }));
}

// What stands between a label and a title: a blank between 第一章 and 总体评价, and in front of English, none behind 一、
function nameGap({ label, title }) {
  return label && title && (/[\p{Script=Han}\w]$/u.test(label) || /^[A-Za-z]/.test(title)) ? " " : "";
}

// The text of the first paragraph among these blocks.
function opening(blocks) {
  const first = blocks.find((block) => block.type === "paragraph" && block.text);
  return first ? first.text : "";
}

// A row for each entry of a list of tasks, each paragraph with a lead in a part that plans, and each section of such a
// part in which neither is found.
function tasks(blocks, part, path = []) {
  const row = (node, more) => ({ id: node.id, label: node.label, title: node.title, line: node.line, path, ...more });
  return blocks.flatMap((block) => {
    if (block.type === "paragraph" && block.lead && part === "plan") {
      return [row(block, { id: `L${block.line}`, title: block.lead, text: block.text })];
    }
    if (block.type === "list") {
      return block.entries.flatMap((entry) => [
        ...(block.kind === "tasks" ? [row(entry, { text: opening(entry.body) })] : []),
        ...tasks(entry.body, part, path),
      ]);
    }
    if (block.type === "section") {
      const inner = block.part || part;
      const inside = tasks(block.body, inner, [...path, `${block.label || ""}${nameGap(block)}${block.title || ""}`]);
      if (inside.length === 0 && inner === "plan") return [row(block, { text: opening(block.body) })];
      return inside;
    }
    return [];
  });
}

// The rows in groups, one for each run of the same path.
function groups(rows) {
  const found = [];
  for (const row of rows) {
    const path = row.path.join(" › ");
    if (found.length === 0 || found[found.length - 1].path !== path) found.push({ path, rows: [] });
    found[found.length - 1].rows.push(row);
  }
  return found;
}

// At most 60 characters of a text.
function cut(text) {
  const characters = Array.from(text || "");
  return characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : text || "";
}

function localDate(date, language) {
  const [year, month, day] = date.split("-").map(Number);
  if (language !== "en") return `${year}年${month}月${day}日`;
  const name = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1));
  return `${day} ${name} ${year}`;
}

// Pairs of name and document, the latest report first.
function latestFirst(documents) {
  const key = ([name, data]) => `${data.date || ""} ${name}`;
  return Object.entries(documents).sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

function cells(text) {
  return text.split("\t");
}

module.exports = { language, terms, pieces, nameGap, tasks, groups, cut, localDate, latestFirst, cells };
