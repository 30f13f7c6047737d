#include "address.h"

#include "phrase.h"
#include "utf8.h"

enum { ADDRESS_LEN_MAX = 240 /* bytes in which each who is addressed begins */ };

/* Of words that begin alike the longer one is first; else the commonest. 位代表 has lost its 各. */
PHRASE_LIST(audiences,
    "各位代表", "各位委员", "各位人大代表", "各位政协委员", "各位领导", "各位同志", "各位来宾", "各位嘉宾", "各位朋友", "各位同事",
    "各位同仁", "各位议员", "各位股东", "各位专家", "各位副主任", "各位副主席", "同志们", "代表们", "委员们", "朋友们", "女士们", "先生们",
    "议员们", "主席先生", "主席女士", "议长先生", "议长女士", "全体代表", "位代表",
    "各位專家", "各位議員", "各位委員", "各位領導", "各位來賓", "各位嘉賓", "同志們", "代表們", "委員們", "議員們", "朋友們", "女士們", "先生們",
    "Mr President", "Mr. President", "Mr Speaker", "Mr. Speaker", "Mr Chairman", "Mr. Chairman", "Mr Chair",
    "Mr. Chair", "Madam President", "Madam Speaker", "Madam Chairman", "Madam Chairperson", "Madam Chair",
    "Ladies and Gentlemen", "Ladies and gentlemen", "Comrades");

PHRASE_LIST(honours,
    "尊敬的", "Honourable ", "Honorable ", "Esteemed ", "Distinguished ", "Dear ", "My fellow ", "Fellow ", "dear ",
    "honourable ", "distinguished ", "esteemed ");

/* Who is addressed behind words of respect, and told of without them: Dear Members, but Members of the board met. */
PHRASE_LIST(honoured,
    "主席", "主任", "委员长", "议长", "会长", "議長",
    "Members", "members", "Deputies", "deputies", "Delegates", "delegates", "Representatives", "representatives",
    "Guests", "guests", "Colleagues", "colleagues", "Friends", "friends", "Citizens", "citizens", "Residents",
    "residents", "Shareholders", "shareholders", "Leaders", "leaders", "Experts", "experts", "Excellencies",
    "Councillors", "councillors", "Senators", "Ministers", "Comrades", "comrades", "Ladies and Gentlemen",
    "ladies and gentlemen", "President", "Speaker", "Chairman", "Chairperson", "Chair");

/* Addressed in front of others, never alone: 主席、各位委员： but 主席 王明. */
PHRASE_LIST(leaders, "主席团", "大会主席团", "主席團", "大會主席團", "主席", "主任", "委员长", "秘书长", "议长", "会长", "議長");

/* A list of no words, with the bits of all that an address begins with: most texts are told by one look. */
static struct phrase_list *get_beginnings(void)
{
    static _Thread_local struct phrase_list beginnings;
    struct phrase_list *const lists[] = { &audiences, &honours, &leaders };

    for (size_t i = 0; !beginnings.is_made && i < LENGTH_OF(lists); i++) {
        phrase_list_make(lists[i]);
        for (size_t k = 0; k < LENGTH_OF(beginnings.first_bits); k++) {
            beginnings.first_bits[k] |= lists[i]->first_bits[k];
            beginnings.second_bits[k] |= lists[i]->second_bits[k];
        }
    }
    beginnings.is_made = true;
    return &beginnings;
}

static bool may_begin(struct slice text)
{
    return phrase_list_may_start(get_beginnings(), text);
}

const uint64_t *address_starts(void)
{
    return get_beginnings()->first_bits;
}

size_t address_honour_len(struct slice text)
{
    size_t at = 0, len;

    while ((len = phrase_list_len(&honours, slice_from(text, at))) > 0)
        at += len;
    return at;
}

/* 各位代表, 尊敬的各位代表, Dear Members; not Comradeship. */
static size_t party_len(struct slice text)
{
    size_t honour = 0, len = phrase_list_len(&audiences, text);

    if (len == 0 && (honour = address_honour_len(text)) > 0) {
        len = phrase_list_len(&audiences, slice_from(text, honour));
        if (len == 0)
            len = phrase_list_len(&honoured, slice_from(text, honour));
    }
    if (len == 0 || ((unsigned char)text.ptr[honour + len - 1] < 0x80 && utf8_is_latin(utf8_at(text, honour + len))))
        return 0;
    return honour + len;
}

/* What stands between two who are addressed in a row: 、 ， a blank, and. */
static size_t separator_len(struct slice text)
{
    size_t at = phrase_skip_blanks(text, 0), behind = at;

    if (phrase_is_one_of(utf8_next(text, &behind), U"、，,和及"))
        at = phrase_skip_blanks(text, behind);
    return slice_starts(slice_from(text, at), SLICE("and ")) ? at + strlen("and ") : at;
}

size_t address_len(struct slice text)
{
    size_t end = 0, at = 0;

    if (!may_begin(text))
        return 0;
    while (at < ADDRESS_LEN_MAX) {
        struct slice rest = slice_from(text, at);
        size_t len = party_len(rest), separator;

        if (len > 0)
            end = at + len;
        else if ((len = phrase_list_len(&leaders, rest)) == 0)
            return end;
        separator = separator_len(slice_from(rest, len));
        if (separator == 0 && party_len(slice_from(rest, len)) == 0) /* 女士们先生们 */
            return end;
        at += len + separator;
    }
    return end;
}

static bool stands_apart(struct slice text, size_t address)
{
    return address > 0 && (address == text.len || phrase_is_mark(utf8_at(text, address), ADDRESS_MARKS));
}

bool address_calls(struct slice text)
{
    if (!may_begin(text))
        return false;
    return stands_apart(text, party_len(text)) || stands_apart(text, address_len(text));
}
