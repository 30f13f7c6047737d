#include "token.h"

#include "utf8.h"

enum { REPORT_FROM = 3, KEY_LEN = 6 /* two characters of Chinese on either side make a token the same one */ };

/* Bytes that both ends have in common, whole characters only. */
static size_t common_end(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t n = 0, whole = 0;

    while (n < a_len && n < b_len && a[a_len - 1 - n] == b[b_len - 1 - n]) {
        n++;
        if (((unsigned char)a[a_len - n] & 0xC0) != 0x80)
            whole = n;
    }
    return whole;
}

static size_t common_start(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t n = 0;

    while (n < a_len && n < b_len && a[n] == b[n])
        n++;
    return utf8_valid_prefix(a, n);
}

static struct slice left_of(struct slice text, size_t mark)
{
    size_t from = mark > TOKEN_SIDE_LEN_MAX ? mark - TOKEN_SIDE_LEN_MAX : 0;

    while (from < mark && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    return slice_part(text, from, mark);
}

static struct slice right_of(struct slice text, size_t after)
{
    struct slice right = slice_from(text, after);

    if (right.len > TOKEN_SIDE_LEN_MAX)
        right.len = utf8_valid_prefix(right.ptr, TOKEN_SIDE_LEN_MAX);
    return right;
}

static void add(struct token_list *list, const struct paragraph *paragraph, size_t mark, struct slice left,
                struct slice right)
{
    struct token *token;

    if (list->n == TOKENS_MAX)
        return;
    token = &list->tokens[list->n++];
    *token = (struct token){ .mark = '_', .left_len = left.len, .right_len = right.len, .count = 1 };
    memcpy(token->left, left.ptr, left.len);
    memcpy(token->right, right.ptr, right.len);
    paragraph_place(paragraph, mark, &token->line, &token->column);
}

static void narrow(struct token *token, size_t left_len, size_t right_len)
{
    memmove(token->left, token->left + token->left_len - left_len, left_len);
    token->left_len = left_len;
    token->right_len = right_len;
    token->count++;
}

static void count(struct token_list *list, const struct paragraph *paragraph, size_t mark)
{
    struct slice text = paragraph_text(paragraph);
    struct slice left = left_of(text, mark), right = right_of(text, mark + 1);

    for (size_t i = 0; i < list->n; i++) {
        struct token *token = &list->tokens[i];
        size_t left_len = common_end(token->left, token->left_len, left.ptr, left.len);
        size_t right_len = common_start(token->right, token->right_len, right.ptr, right.len);

        if (left_len >= KEY_LEN && right_len >= KEY_LEN) {
            narrow(token, left_len, right_len);
            return;
        }
    }
    add(list, paragraph, mark, left, right);
}

/* An underscore between Chinese characters has no place in a sentence. */
void token_scan(struct token_list *list, const struct paragraph *paragraph)
{
    struct slice text = paragraph_text(paragraph);
    const char *found;

    for (size_t at = 0; at < text.len && (found = memchr(text.ptr + at, '_', text.len - at)); at++) {
        size_t before = at = (size_t)(found - text.ptr);

        if (utf8_is_ideograph(utf8_previous(text, &before)) && utf8_is_ideograph(utf8_at(text, at + 1)))
            count(list, paragraph, at);
    }
}

void token_report(const struct token_list *list, struct diag_list *diags)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct token *token = &list->tokens[i];
        struct diag diag = {
            .code = DIAG_FOREIGN_TOKEN, .line = token->line, .column = token->column, .count = token->count
        };
        char text[sizeof token->left + 4 + sizeof token->right];
        size_t len = token->left_len;

        if (token->count < REPORT_FROM)
            continue;
        memcpy(text, token->left, token->left_len);
        len += utf8_encode(token->mark, text + len);
        memcpy(text + len, token->right, token->right_len);
        diag.column -= utf8_count((struct slice){ token->left, token->left_len });
        diag.detail = (struct slice){ text, len + token->right_len };
        diag_list_add(diags, &diag);
    }
}
