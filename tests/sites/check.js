// check.js DOCUMENTS SCREENS NAME=PAGES...: opens the pages of each site in headless Chromium and compares them with
// the documents that they were made from (JSON, one a report). Prints a line for each check: "ok …" or "FAILED: …".
// What `report2yaml -t tasks` says of a report is in DOCUMENTS/REPORT.tasks, where that writer is there.
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const LAUNCH = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
};
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PICTURES = { index: true, "county-runin": true, "harbour-authority-en": true };
const LANGUAGES = {
  "county-runin": "zh-Hans", "city-big5": "zh-Hant", "harbour-authority-en": "en", markup: "zh-Hans",
};

function report(what, expected, found) {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(found)];
  if (a === b) return console.log(`ok ${what}`);
  let at = 0;
  while (a[at] === b[at]) at++;
  const near = (text) => text.slice(Math.max(0, at - 40), at + 80);
  return console.log(`FAILED: ${what}: expected …${near(a)}…, found …${near(b)}…`);
}

const bare = (text) => text.replace(/\s/g, "");
const isHeaded = (block) => block.type === "section" || block.type === "glossary";

// What an entry's title ends with is shown where text runs on behind it.
function runsIn(entry) {
  const [first] = entry.body;
  return Boolean((entry.separator || !entry.title) && first && first.type === "paragraph" && !first.role);
}

// All of a document that a page has to show, each in document order: headings, ids, the text, names of the glossary.
function expectations(doc) {
  const found = { headings: [], ids: [], text: "", names: new Map() };
  const say = (...texts) => { found.text += texts.map((text) => bare(text || "")).join(""); };
  const walk = (blocks, depth) => {
    for (const block of blocks) {
      if (block.id) found.ids.push(block.id);
      if (isHeaded(block)) {
        const text = bare((block.label || "") + (block.title || ""));
        found.headings.push({ level: depth + 2, id: block.id, text });
        say(text);
        walk(block.body, depth + 1);
      } else {
        say(block.lead, block.separator, block.text);
      }
      for (const entry of block.entries || []) {
        found.ids.push(entry.id);
        if (block.type === "glossary") {
          for (const name of [entry.term, ...(entry.aliases || [])]) {
            if (!found.names.has(name.toLowerCase())) found.names.set(name.toLowerCase(), entry.id);
          }
          say(entry.label, entry.term, entry.definition);
        } else {
          say(entry.label, entry.title, runsIn(entry) ? entry.separator : "");
          walk(entry.body, depth);
        }
      }
    }
  };
  walk(doc.body, 0);
  return found;
}

// Lines of the source where tasks begin: entries of lists of tasks, leads in a part that plans, its sections without
// either.
function taskLines(blocks, part) {
  const lines = [];
  for (const block of blocks) {
    if (block.type === "paragraph" && block.lead && part === "plan") lines.push(block.line);
    if (block.type === "list") {
      for (const entry of block.entries) {
        if (block.kind === "tasks") lines.push(entry.line);
        lines.push(...taskLines(entry.body, part));
      }
    }
    if (block.type === "section") {
      const own = block.part || part;
      const inside = taskLines(block.body, own);
      lines.push(...(inside.length === 0 && own === "plan" ? [block.line] : inside));
    }
  }
  return lines;
}

// Runs in the browser.
function readPage() {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const level = (node) => Number(node.getAttribute("aria-level") || node.tagName.slice(1));
  const text = (node) => node.textContent.replace(/\s/g, "");
  const depth = (link) => {
    let lists = 0;
    for (let node = link; node.tagName !== "NAV"; node = node.parentElement) lists += node.tagName === "OL";
    return lists;
  };
  return {
    language: document.documentElement.lang,
    title: document.title,
    heads: all("h1").map(text),
    headings: all("article :is(h2, h3, h4, h5, h6, [role=heading])").map((node) => ({
      level: level(node), id: node.parentElement.id, text: text(node),
    })),
    levels: all("main :is(h1, h2, h3, h4, h5, h6, [role=heading])").map(level),
    ids: all("article [id]").map((node) => node.id),
    everyId: all("[id]").map((node) => node.id),
    text: text(document.querySelector("article")),
    outline: all(".outline ol a").map((link) => ({
      level: depth(link) + 1, id: link.hash.slice(1), text: text(link),
    })),
    taskLines: all(".task-table tr.task").map((row) => Number(row.querySelector(".line").textContent)),
    counts: all("a[href='#tasks'] + .count, #tasks h2 .count").map((node) => Number(node.textContent)),
    terms: all("article a.term").map((link) => [link.textContent.toLowerCase(), link.hash.slice(1)]),
    dangling: all("a[href^='#']").map((link) => link.hash).filter((hash) => !document.getElementById(hash.slice(1))),
    provenance: text(document.querySelector(".provenance")),
    spoilt: typeof window.spoilt,
    dom: document.documentElement.outerHTML.replace(/\s*(<[^>]*>)\s*/g, "$1").replace(/\s+/g, " "),
  };
}

const isFolded = (page) => page.evaluate(() => !document.querySelector(".outline nav").checkVisibility({
  contentVisibilityAuto: true, visibilityProperty: true,
}) || document.querySelector(".outline nav").getBoundingClientRect().height === 0);

function compareContents(what, doc, shown) {
  const expected = expectations(doc);
  report(`${what}: title`, bare(doc.title || shown.title), shown.heads.join("|"));
  report(`${what}: headings`, expected.headings, shown.headings);
  report(`${what}: levels of headings without a gap`, [],
    shown.levels.filter((level, i) => i > 0 && level > shown.levels[i - 1] + 1));
  report(`${what}: outline`, expected.headings, shown.outline);
  report(`${what}: ids`, expected.ids, shown.ids.filter((id) => !/^L\d+$/.test(id)));
  report(`${what}: ids are unique`, shown.everyId.length, new Set(shown.everyId).size);
  report(`${what}: text`, expected.text, shown.text);
  report(`${what}: no link leads nowhere`, [], shown.dangling);
  report(`${what}: terms lead to their entries`, [],
    shown.terms.filter(([name, id]) => expected.names.get(name) !== id));
  const used = Array.from(expected.names.keys()).some((name) => {
    const prose = expected.text.toLowerCase().split(bare(name));
    return /\p{Script=Han}/u.test(name) && prose.length > 3;
  });
  if (used) report(`${what}: terms are linked`, true, shown.terms.length > 0);
  const { source } = doc;
  report(`${what}: provenance`, [], [source.name, source.sha256, source.encoding, doc.generator]
    .filter((fact) => !shown.provenance.includes(bare(fact))));
  report(`${what}: markup stays text`, "undefined", shown.spoilt);
  if (LANGUAGES[path.basename(what)]) report(`${what}: language`, LANGUAGES[path.basename(what)], shown.language);
}

function compareTasks(what, doc, shown, tasksFile) {
  const lines = taskLines(doc.body);
  report(`${what}: tasks`, lines, shown.taskLines);
  report(`${what}: count of tasks`, lines.length === 0 ? [] : [lines.length, lines.length], shown.counts);
  if (fs.existsSync(tasksFile)) {
    const rows = fs.readFileSync(tasksFile, "utf8").split("\n").slice(1).filter(Boolean);
    report(`${what}: as many tasks as the tasks writer finds`, rows.length, shown.taskLines.length);
  }
}

// Follows the first term to its entry.
async function followTerm(what, page) {
  const term = page.locator("article a.term").first();
  if ((await term.count()) === 0) return;
  const href = await term.getAttribute("href");
  await term.click();
  const landed = await page.evaluate(() => {
    const box = document.querySelector(":target").getBoundingClientRect();
    return [location.hash, box.top >= 0 && box.bottom <= innerHeight];
  });
  report(`${what}: a term's link lands on its entry`, [href, true], landed);
}

async function checkReport(what, page, doc, tasksFile) {
  const shown = await page.evaluate(readPage);
  compareContents(what, doc, shown);
  compareTasks(what, doc, shown, tasksFile);
  report(`${what}: outline at the side`, false, await isFolded(page));
  await followTerm(what, page);
  await page.emulateMedia({ media: "print" });
  report(`${what}: no outline on paper`, true, await isFolded(page));
  await page.emulateMedia({ media: "screen" });
  return shown.dom;
}

async function checkIndex(what, page, docs) {
  const shown = await page.evaluate(() => Array.from(document.querySelectorAll(".reports li"), (item) => ({
    href: item.querySelector("a").getAttribute("href"),
    title: item.querySelector("a").textContent,
    date: (item.querySelector("time") || { dateTime: "" }).dateTime,
    occasion: (item.querySelector(".occasion") || { textContent: "" }).textContent,
  })));
  const expected = Object.entries(docs).map(([name, doc]) => ({
    href: `${name}.html`, title: doc.title || name, date: doc.date || "", occasion: doc.occasion || "",
  }));
  const key = ({ date, href }) => `${date} ${href.replace(/\.html$/, "")}`;
  expected.sort((a, b) => (key(a) < key(b) ? 1 : -1));
  report(`${what}: reports, the latest first`, expected, shown);
  return page.evaluate(readDom);
}

function readDom() {
  return document.documentElement.outerHTML.replace(/\s*(<[^>]*>)\s*/g, "$1").replace(/\s+/g, " ");
}

// Runs in the browser.
function paper() {
  return getComputedStyle(document.documentElement).backgroundColor;
}

async function open(browser, file, viewport, colorScheme, trouble) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function checkPhone(what, page, name) {
  report(`${what}: fits a phone`, PHONE.width, await page.evaluate(() => document.documentElement.scrollWidth));
  if (name === "index") return;
  report(`${what}: outline is folded on a phone`, true, await isFolded(page));
  await page.click(".outline summary");
  report(`${what}: outline unfolds on a phone`, false, await isFolded(page));
  await page.click(".outline summary");
}

// One page: contents where it is wide, fit where it is narrow, colours, and that it loads nothing. Returns its DOM.
async function checkPage(browser, site, name, file, check, screens) {
  const what = `${site}/${name}`;
  const trouble = [];
  const papers = [];
  let dom;
  for (const [size, viewport] of [["wide", WIDE], ["phone", PHONE]]) {
    for (const scheme of PICTURES[name] ? ["light", "dark"] : ["light"]) {
      const page = await open(browser, file, viewport, scheme, trouble);
      if (PICTURES[name]) await page.screenshot({ path: path.join(screens, `${site}-${name}-${size}-${scheme}.png`) });
      if (scheme === "light" && size === "wide") dom = await check(what, page);
      if (scheme === "light" && size === "phone") await checkPhone(what, page, name);
      if (size === "wide") papers.push(await page.evaluate(paper));
      await page.context().close();
    }
  }
  if (PICTURES[name]) {
    const lightness = papers.map((colour) => Number(colour.match(/\d+/)[0]) > 127);
    report(`${what}: light and dark`, [true, false], lightness);
  }
  report(`${what}: no error, and nothing from elsewhere`, [], trouble);
  return dom;
}

async function main([documents, screens, ...sites]) {
  const docs = {};
  for (const file of fs.readdirSync(documents).filter((name) => name.endsWith(".json")).sort()) {
    docs[path.basename(file, ".json")] = JSON.parse(fs.readFileSync(path.join(documents, file), "utf8"));
  }
  const browser = await chromium.launch(LAUNCH);
  const first = {};
  for (const [site, pages] of sites.map((pair) => pair.split("="))) {
    for (const name of ["index", ...Object.keys(docs)]) {
      const file = path.join(pages, `${name}.html`);
      const check = name === "index" ? (what, page) => checkIndex(what, page, docs)
        : (what, page) => checkReport(what, page, docs[name], path.join(documents, `${name}.tasks`));
      const dom = await checkPage(browser, site, name, file, check, screens);
      if (first[name]) report(`${site}/${name}: the same as that of ${sites[0].split("=")[0]}`, first[name], dom);
      else first[name] = dom;
    }
  }
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.log(`FAILED: ${error.stack.replace(/\n/g, " ")}`);
  process.exitCode = 1;
});
