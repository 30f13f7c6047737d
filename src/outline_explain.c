/* What a paragraph was read as and by which rule: noted by those that take it, and printed by --explain. */
#include "outline_state.h"

#include "utf8.h"

enum { EXPLAINED_CP = 24 };

static const char *const verdict_names[VERDICT_COUNT] = {
    [VERDICT_FRONT] = "front",
    [VERDICT_SECTION] = "section",
    [VERDICT_ITEM] = "item",
    [VERDICT_PARAGRAPH] = "paragraph",
    [VERDICT_SIGNATURE] = "signature",
    [VERDICT_TOC] = "toc",
    [VERDICT_TABLE] = "table",
    [VERDICT_NOTE] = "note",
    [VERDICT_CAPTION] = "caption",
    [VERDICT_FURNITURE] = "furniture",
    [VERDICT_GLOSSARY] = "glossary",
    [VERDICT_CONTINUES] = "continues",
};

static const char *const rule_names[RULE_COUNT] = {
    [RULE_FRONT_MATTER] = "front-matter",
    [RULE_OPENS_FAMILY] = "opens-family",
    [RULE_CONTINUES_FAMILY] = "continues-family",
    [RULE_BARE_HEADING] = "bare-heading",
    [RULE_ANNEX] = "annex",
    [RULE_NEW_LIST] = "new-list",
    [RULE_CONTINUES_LIST] = "continues-list",
    [RULE_TEXT] = "text",
    [RULE_LEAD] = "lead",
    [RULE_SALUTATION] = "salutation",
    [RULE_DATE] = "date",
    [RULE_SIGNER] = "signer",
    [RULE_IN_CONTENTS] = "in-contents",
    [RULE_DOTS_AND_PAGE_NUMBER] = "dots-and-page-number",
    [RULE_TABS] = "tabs",
    [RULE_BARS] = "bars",
    [RULE_FOOTNOTE] = "footnote",
    [RULE_FURTHER_REMARK] = "further-remark",
    [RULE_WORD_TABLE] = "word-table",
    [RULE_REPEATED_HEADING] = "repeated-heading",
    [RULE_GLOSSARY_HEADING] = "heading",
    [RULE_GLOSSARY_ENTRY] = "entry",
    [RULE_GLOSSARY_UNTITLED] = "untitled",
    [RULE_JOINED_LINE] = "joined-line",
};

void explain(struct outline *outline, enum verdict verdict, enum rule rule)
{
    outline->verdict = verdict;
    outline->rule = rule;
}

/* One row of --explain: line, family of its label, verdict, rule, the line's opening. */
static void print_row(const struct outline *outline, uint64_t line, const char *family, enum verdict verdict,
                      enum rule rule, struct slice text)
{
    text = slice_part(text, 0, utf8_prefix(text, EXPLAINED_CP));
    fprintf(outline->explain, "%llu\t%s\t%s\t%s\t%.*s\n", (unsigned long long)line, family, verdict_names[verdict],
            rule_names[rule], (int)text.len, text.ptr);
}

/* The further lines of a paragraph that was wrapped or put together. */
static void print_joined_lines(const struct outline *outline, const struct paragraph *paragraph)
{
    uint64_t last = paragraph_line(paragraph);

    for (size_t i = 0; i < paragraph->n_anchors; i++) {
        const struct anchor *anchor = &paragraph->anchors[i];

        if (anchor->line > last)
            print_row(outline, anchor->line, "-", VERDICT_CONTINUES, RULE_JOINED_LINE,
                      slice_from(paragraph_text(paragraph), anchor->offset));
        last = anchor->line;
    }
}

void print_explanation(const struct outline *outline, const struct unit *unit)
{
    if (!outline->explain)
        return;
    print_row(outline, paragraph_line(&unit->paragraph), unit->has_label ? label_family_name(unit->label.family) : "-",
              outline->verdict, outline->rule, unit_text(unit));
    print_joined_lines(outline, &unit->paragraph);
}

void print_front_explanation(const struct outline *outline, const struct front_line *lines, size_t n)
{
    for (size_t i = 0; outline->explain && i < n; i++)
        print_row(outline, lines[i].number, "-", VERDICT_FRONT, RULE_FRONT_MATTER, lines[i].text);
}
