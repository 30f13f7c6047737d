#include "detect.h"

#include "utf8.h"

#include <errno.h>
#include <iconv.h>

/*
 * How surprising a character is, in bits: the binary logarithm of how rarely it stands in reports. Rough values do,
 * because what is wrongly decoded differs from text by several bits in every character.
 */
enum {
    COST_REPEATED = 1,     /* ────────, or the blanks of an indent: a run proves no more than its first */
    COST_FREQUENT = 8,     /* the hundred commonest ideographs */
    COST_COMMON = 10,      /* the thousand commonest */
    COST_FIRST_LEVEL = 14, /* whatever a national standard counts among its common characters */
    COST_BEYOND_BMP = 26,
    COST_UNASSIGNED = 30,
    COST_BAD_BYTE = 20,
    COST_NEXT_BAD_BYTE = 10, /* damage comes in stretches */
    COST_CUT_BYTE = 12,      /* of a last character that is incomplete: says nothing for or against */
    SURCHARGE_JUNCTION = 12, /* China痴: a small letter beside an ideograph, as other sets' accents and quotes give */
    CLEAR_LEAD = 10,         /* a verdict with less in hand is a guess */
};

enum {
    SAMPLE_MAX = 4 * 1024,
    STEP = 512,       /* bytes for a converter at a time */
    SHORT_ASCII = 64, /* ASCII of fewer bytes may be UTF-16 */
    NAME_LEN = 64,
    UTF8_PROOF = 24,  /* bytes of well-formed sequences */
    BMP_SIZE = sizeof ((struct detector *)0)->cost,
};

#define LENGTH_OF(array) (sizeof(array) / sizeof(array)[0])

/* A row is tried before those below it, and wins a draw. */
static const struct candidate {
    const char *name;
    enum detect_scope scope;
    unsigned prior;       /* bits: how rarely reports come in it */
    unsigned kana;        /* bits: how much rarer kana are in what is written in it than in Japanese */
    const char *superset; /* with the characters that vendors added; NULL where there is none */
} candidates[] = {
    { "UTF-8", DETECT_BYTES, 0, 0, NULL },
    { "GB18030", DETECT_BYTES, 4, 10, NULL },
    { "UTF-16LE", DETECT_UTF16, 8, 0, NULL },
    { "UTF-16BE", DETECT_UTF16, 9, 0, NULL },
    { "UTF-32LE", DETECT_UTF32, 8, 0, NULL },
    { "UTF-32BE", DETECT_UTF32, 9, 0, NULL },
    { "Big5", DETECT_BYTES, 8, 10, "BIG5-HKSCS" },
    { "Shift_JIS", DETECT_BYTES, 10, 0, "CP932" },
    { "EUC-KR", DETECT_BYTES, 10, 10, "CP949" },
};

enum { CANDIDATE_UTF8, CANDIDATE_GB18030, CANDIDATE_COUNT = 9 };

_Static_assert(LENGTH_OF(candidates) == CANDIDATE_COUNT, "the named candidates stand first, and each has its row");

/* UTF-32LE stands before UTF-16LE, whose mark it begins with. */
static const struct mark {
    const char *name;
    char bytes[DETECT_MARK_MAX];
    size_t len;
} marks[] = {
    { "UTF-8", { '\xEF', '\xBB', '\xBF' }, 3 },
    { "UTF-32LE", { '\xFF', '\xFE', 0, 0 }, 4 },
    { "UTF-32BE", { 0, 0, '\xFE', '\xFF' }, 4 },
    { "UTF-16LE", { '\xFF', '\xFE' }, 2 },
    { "UTF-16BE", { '\xFE', '\xFF' }, 2 },
    { "GB18030", { '\x84', '\x31', '\x95', '\x33' }, 4 },
};

/* What stands nowhere below costs what the unassigned do. Later rows overrule earlier ones. */
static const struct block {
    uint16_t first, last;
    unsigned char cost;
} blocks[] = {
    { 0x0000, 0x001F, 20 }, /* control characters */
    { 0x0000, 0x0000, 24 },
    { '\t', '\t', 8 },
    { '\n', '\n', 5 },
    { '\r', '\r', 5 },
    { 0x0020, 0x007E, 9 }, /* ASCII */
    { ' ', ' ', 4 },
    { '(', ')', 7 },
    { ',', '.', 7 },
    { '0', '9', 6 },
    { 'A', 'Z', 7 },
    { 'a', 'z', 5 },
    { 0x007F, 0x009F, 20 },
    { 0x00A0, 0x00FF, 11 },
    { 0x00A0, 0x00A0, 8 },
    { 0x00A5, 0x00A5, 9 },   /* ¥ stands in Shift_JIS for what is \ in its superset */
    { 0x00B0, 0x00B1, 9 },   /* ° ± */
    { 0x00B7, 0x00B7, 7 },   /* · */
    { 0x00C0, 0x00FF, 9 },   /* é ü */
    { 0x0100, 0x024F, 16 },
    { 0x0250, 0x036F, 22 },
    { 0x0370, 0x03FF, 10 },  /* Greek */
    { 0x0400, 0x045F, 9 },   /* Cyrillic */
    { 0x0590, 0x06FF, 14 },  /* Hebrew, Arabic */
    { 0x0900, 0x10FF, 18 },
    { 0x1E00, 0x1EFF, 16 },
    { 0x2000, 0x206F, 14 },
    { 0x2010, 0x2026, 7 },   /* — “ ” … */
    { 0x2030, 0x203B, 12 },
    { 0x203E, 0x203E, 9 },   /* and ‾ for ~ */
    { 0x2070, 0x209F, 16 },
    { 0x20A0, 0x20BF, 13 },
    { 0x2100, 0x21FF, 14 },
    { 0x2200, 0x22FF, 15 },
    { 0x2460, 0x249B, 9 },   /* ① ⑴ ⒈ */
    { 0x2500, 0x257F, 14 },
    { 0x25A0, 0x26FF, 12 },  /* ■ ● ★ */
    { 0x3000, 0x3000, 5 },
    { 0x3001, 0x3002, 5 },
    { 0x3003, 0x303F, 10 },
    { 0x3005, 0x3005, 9 },
    { 0x3008, 0x3011, 7 },   /* 《 》 */
    { 0x3041, 0x3096, 7 },   /* hiragana */
    { 0x30A1, 0x30FE, 9 },   /* katakana */
    { 0x3105, 0x3129, 18 },
    { 0x3220, 0x3229, 10 },  /* ㈠ */
    { 0x322A, 0x33FF, 18 },
    { 0x3400, 0x4DB5, 24 },
    { 0x4E00, 0x9FA5, 20 },
    { 0xAC00, 0xD7A3, 20 },
    { 0xE000, 0xF8FF, 24 },  /* private use */
    { 0xF900, 0xFA2D, 22 },
    { 0xFE30, 0xFE6F, 16 },
    { 0xFF01, 0xFF5E, 9 },
    { 0xFF08, 0xFF0C, 6 },   /* （ ） ， */
    { 0xFF10, 0xFF1B, 8 },   /* ０ ： ； */
    { 0xFF5E, 0xFF5E, 11 },
    { 0xFF61, 0xFF9F, 22 },
    { 0xFFE0, 0xFFE6, 12 },
    { 0xFFFD, 0xFFFD, 22 },
};

/* The rows of a standard that hold its common characters: lead and trail bytes. */
static const struct level {
    const char *encoding;
    unsigned char first_lead, last_lead, first_trail, last_trail;
} levels[] = {
    { "GB18030", 0xB0, 0xD7, 0xA1, 0xFE },   /* GB 2312, level 1 */
    { "Big5", 0xA4, 0xC5, 0x40, 0xFE },      /* level 1 */
    { "Shift_JIS", 0x88, 0x97, 0x40, 0xFC }, /* JIS X 0208, level 1 */
    { "EUC-KR", 0xB0, 0xC8, 0xA1, 0xFE },    /* KS X 1001, Hangul */
};

static const char frequent[] =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力建设政府报告全市加业展社实新"
    "這個們為會時來國對動說產種後學經進著電於業設實"
    "이다는을의에가고하지로은를한기도사어자리나서정인시아대그있들해수일제스";

static const char common[] =
    "里如水化高自二理起小物现量都两体制机当使点从本去把性好应开它合还因由其些然前外天四日那义事平形相表间样与关各重"
    "线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意月公无系军很情者最立代想已通并提直题党程五果料象员"
    "革位入常文总次品式活及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必"
    "战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再"
    "采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声斗完类八离华名确才科张信马节话米整空元况今集温传土许"
    "步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支"
    "般史感劳便团往历克何除消构称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识"
    "适属圆包火住调满县局照参红细引听该铁价严"
    "推创贯彻落额投亿稳障服项城镇乡村善贫扶脱攻坚态环境污染防监督检察届审批附录释词注章款纲预财税费债银融险企营园医疗"
    "卫健康幼残疾失岗训居房棚旧街供暖绿草湿田粮畜牧渔旅游景店购销售牌链优势促升续巩固拓宽抓紧努奋谢予希梦神席副协讨稿"
    "秘印网址阅击浏览编辑责施智范护策础模试控扩培台综职配略依核测功兴互突评案益字河央助均破材州筹排减充挥食药降围执户"
    "励聚首措普港考络困获序视补承显招鼓键移双碳逐灾盖良病负足零振汽湖站底输煤帮航亚储限"
    "裡裏體兩製當點從開還間樣與關線內數無係問變條結題黨員總備長頭資邊級圖統較將組見別論運農幾區強決幹戰則處隊給門規"
    "熱領東導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報類離華確張馬節話況溫傳許廣記觀織裝眾書復複兒須際驗連斷"
    "難礦週辦習響約勞團歷構稱準維劃選標寫親養層專狀廠識適屬圓滿縣參紅細聽鐵價嚴氣質軍義計創貫徹額億穩項鎮鄉貧脫堅態"
    "環監檢審錄釋詞註綱預財稅費債銀險營園醫療衛殘訓舊綠濕糧漁購銷優勢鞏寬緊奮謝夢協討佈廳編號頁網閱擊覽輯責職澳臺灣"
    "国会対発経済変関営図実続総検県売読帰応拡労働伝円駅沢収戦込株式私何見予算議案施策々"
    "있라주장으상안여것적국공생구보성비조원경유동위무선방소관미치만우세계신중개화년실영마용회결당없민내물연현분산진문반모"
    "오간발면단표행요터특교학등법업거차력할추및야된되규체금호재설통";

static void make_cheaper(struct detector *detector, uint32_t cp, unsigned char cost)
{
    if (cp < BMP_SIZE && detector->cost[cp] > cost)
        detector->cost[cp] = cost;
}

static void add_text(struct detector *detector, struct slice text, unsigned char cost)
{
    size_t at = 0;

    while (at < text.len)
        make_cheaper(detector, utf8_next(text, &at), cost);
}

/* The encodings that this system's iconv lacks are out of the question. (iconv_t)-1 where it does. */
static iconv_t open_converter(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);

    /* glibc says EINVAL, too, where it had no memory to load what it needs: asked again, it says which it was. */
    if (converter == (iconv_t)-1)
        converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1 && errno == ENOMEM)
        mem_exhausted();
    return converter;
}

/* `row` is two-byte characters, not all of which need exist. */
static void add_row(struct detector *detector, iconv_t converter, char *row, size_t left)
{
    char text[1024];
    char *out = text;
    size_t room = sizeof text;

    while (left > 0 && iconv(converter, &row, &left, &out, &room) == (size_t)-1 && errno == EILSEQ) {
        row += 2;
        left -= 2;
    }
    add_text(detector, (struct slice){ text, sizeof text - room }, COST_FIRST_LEVEL);
}

static void add_level(struct detector *detector, const struct level *level)
{
    iconv_t converter = open_converter(level->encoding);
    char row[2 * 256];

    if (converter == (iconv_t)-1)
        return;
    for (unsigned lead = level->first_lead; lead <= level->last_lead; lead++) {
        size_t len = 0;

        for (unsigned trail = level->first_trail; trail <= level->last_trail; trail++) {
            row[len++] = (char)lead;
            row[len++] = (char)trail;
        }
        add_row(detector, converter, row, len);
    }
    iconv_close(converter);
}

static void prepare(struct detector *detector)
{
    if (detector->is_prepared)
        return;
    memset(detector->cost, COST_UNASSIGNED, sizeof detector->cost);
    for (size_t i = 0; i < LENGTH_OF(blocks); i++)
        memset(detector->cost + blocks[i].first, blocks[i].cost, (size_t)(blocks[i].last - blocks[i].first) + 1);
    for (size_t i = 0; i < LENGTH_OF(levels); i++)
        add_level(detector, &levels[i]);
    add_text(detector, SLICE(common), COST_COMMON);
    add_text(detector, SLICE(frequent), COST_FREQUENT);
    detector->is_prepared = true;
}

const char *detect_mark(struct slice start, size_t *mark_len)
{
    for (size_t i = 0; i < LENGTH_OF(marks); i++) {
        if (slice_starts(start, (struct slice){ marks[i].bytes, marks[i].len })) {
            *mark_len = marks[i].len;
            return marks[i].name;
        }
    }
    *mark_len = 0;
    return NULL;
}

/* Letters and digits alone, in lower case: UCS-2LE and ucs2 begin alike. */
static void fold_name(const char *name, char folded[NAME_LEN])
{
    size_t len = 0;

    for (; *name && len < NAME_LEN - 1; name++)
        if (utf8_is_upper((unsigned char)*name))
            folded[len++] = (char)(*name - 'A' + 'a');
        else if (utf8_is_lower((unsigned char)*name) || utf8_is_digit((unsigned char)*name))
            folded[len++] = *name;
    folded[len] = '\0';
}

size_t detect_unit_len(const char *name)
{
    static const struct {
        const char *part;
        size_t len;
    } units[] = { { "utf16", 2 }, { "ucs2", 2 }, { "unicode", 2 }, { "utf32", 4 }, { "ucs4", 4 } };
    char folded[NAME_LEN];

    fold_name(name, folded);
    for (size_t i = 0; i < LENGTH_OF(units); i++)
        if (strstr(folded, units[i].part))
            return units[i].len;
    return 1;
}

bool detect_is_ascii(struct slice bytes)
{
    return utf8_ascii_prefix(bytes.ptr, bytes.len) == bytes.len && (bytes.len == 0 || !memchr(bytes.ptr, 0, bytes.len));
}

/* What one candidate has cost so far. */
struct account {
    uint64_t cost;
    unsigned kana;
    uint32_t last; /* the character before; 0 where there is none */
    bool is_bad;   /* the byte before was none of a character */
};

static bool is_small_letter(uint32_t cp)
{
    return cp >= 'a' && cp <= 'z';
}

static bool is_ideograph_or_hangul(uint32_t cp)
{
    return cp >= 0x3400 && cp <= 0xD7A3;
}

static bool is_kana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x30FE;
}

static void add_character(const struct detector *detector, struct account *account, uint32_t cp)
{
    uint32_t last = account->last;

    account->last = cp;
    account->is_bad = false;
    if (cp == last && cp != 0) {
        account->cost += COST_REPEATED;
        return;
    }
    account->cost += cp < BMP_SIZE ? detector->cost[cp] : COST_BEYOND_BMP;
    if (is_kana(cp))
        account->cost += account->kana;
    if ((is_small_letter(last) && is_ideograph_or_hangul(cp)) || (is_ideograph_or_hangul(last) && is_small_letter(cp)))
        account->cost += SURCHARGE_JUNCTION;
}

static void add_characters(const struct detector *detector, struct account *account, struct slice text)
{
    size_t at = 0;

    while (at < text.len)
        add_character(detector, account, utf8_next(text, &at));
}

static void add_bad_byte(struct account *account)
{
    account->cost += account->is_bad ? COST_NEXT_BAD_BYTE : COST_BAD_BYTE;
    account->is_bad = true;
    account->last = 0;
}

static uint64_t weigh_utf8(const struct detector *detector, struct slice bytes, uint64_t limit)
{
    struct account account = { 0 };
    size_t at = 0;

    while (at < bytes.len && account.cost <= limit) {
        bool is_whole, is_open;

        utf8_subpart(bytes.ptr + at, bytes.len - at, &is_whole, &is_open);
        if (is_open)
            return account.cost + (bytes.len - at) * COST_CUT_BYTE;
        if (is_whole) {
            add_character(detector, &account, utf8_next(bytes, &at));
        } else {
            add_bad_byte(&account);
            at++;
        }
    }
    return account.cost;
}

static uint64_t weigh_by_iconv(const struct detector *detector, const struct candidate *candidate, const char *name,
                               struct slice bytes, uint64_t limit)
{
    struct account account = { .kana = candidate->kana };
    iconv_t converter = open_converter(name);
    char text[4 * STEP]; /* seldom too small, and then no harm is done */
    char *in = (char *)bytes.ptr; /* iconv does not write there */
    size_t left = bytes.len, unit_len = detect_unit_len(name);

    if (converter == (iconv_t)-1)
        return UINT64_MAX;
    while (left > 0 && account.cost <= limit) {
        size_t step = left < STEP ? left : STEP;
        size_t rest = step;
        char *out = text;
        size_t room = sizeof text;
        int reason = iconv(converter, &in, &rest, &out, &room) == (size_t)-1 ? errno : 0;

        add_characters(detector, &account, (struct slice){ text, sizeof text - room });
        left -= step - rest;
        if (reason == EINVAL && left == rest)
            break;
        if (reason == EILSEQ && left > 0) {
            size_t bad = left < unit_len ? left : unit_len;

            for (size_t i = 0; i < bad; i++)
                add_bad_byte(&account);
            in += bad;
            left -= bad;
        }
    }
    iconv_close(converter);
    return account.cost + (account.cost <= limit ? left * COST_CUT_BYTE : 0);
}

/* What `bytes` cost as text in encoding `name`, or more than `limit` where they cost more than that. */
static uint64_t weigh(const struct detector *detector, const struct candidate *candidate, const char *name,
                      struct slice bytes, uint64_t limit)
{
    if (candidate == &candidates[CANDIDATE_UTF8])
        return weigh_utf8(detector, bytes, limit);
    return weigh_by_iconv(detector, candidate, name, bytes, limit);
}

/*
 * True where a look at the whole is not needed: a good deal of UTF-8 and little or nothing that is none. Of text in
 * another encoding, hardly one character in five is well formed by chance.
 */
static bool is_plainly_utf8(struct slice bytes)
{
    size_t n_good = 0, n_bad = 0; /* bytes that are no ASCII */
    size_t at = 0;
    bool is_whole, is_open;

    if (memchr(bytes.ptr, 0, bytes.len))
        return false;
    while (at < bytes.len) {
        size_t valid = utf8_valid_prefix(bytes.ptr + at, bytes.len - at);

        for (size_t i = 0; i < valid; i++)
            n_good += (bytes.ptr[at + i] & 0x80) != 0;
        at += valid;
        if (at == bytes.len)
            break;
        valid = utf8_subpart(bytes.ptr + at, bytes.len - at, &is_whole, &is_open);
        n_bad += is_open ? 0 : valid;
        at += valid;
    }
    return n_bad == 0 ? n_good >= UTF8_PROOF : n_good >= 2 * UTF8_PROOF && n_good >= n_bad;
}

/* A race: who leads, and by how much. */
struct race {
    size_t best;
    uint64_t cost;
    uint64_t second; /* the cost of the next after the best */
};

/* Lets the candidate run until it is clearly beaten. */
static void enter(const struct detector *detector, struct race *race, size_t i, struct slice bytes)
{
    uint64_t limit = race->cost < UINT64_MAX - CLEAR_LEAD ? race->cost + CLEAR_LEAD : UINT64_MAX;
    const char *name = candidates[i].superset ? candidates[i].superset : candidates[i].name;
    uint64_t cost = weigh(detector, &candidates[i], name, bytes, limit);

    if (cost == UINT64_MAX)
        return;
    cost += candidates[i].prior;
    if (cost < race->cost || (cost == race->cost && i < race->best)) {
        race->second = race->cost;
        race->cost = cost;
        race->best = i;
    } else if (cost < race->second) {
        race->second = cost;
    }
}

/* The winner's standard name, unless the text needs what vendors added. */
static const char *choose_name(const struct detector *detector, const struct candidate *winner, struct slice bytes)
{
    uint64_t cost;

    if (!winner->superset)
        return winner->name;
    cost = weigh(detector, winner, winner->superset, bytes, UINT64_MAX);
    if (cost == UINT64_MAX || weigh(detector, winner, winner->name, bytes, UINT64_MAX) <= cost)
        return winner->name;
    return winner->superset;
}

/*
 * All candidates compete over a sample; the winner has to stand up to UTF-8 and GB18030 over the whole, because these
 * two get mixed in one file: what there is more of shall be text.
 */
static struct detect_verdict compete(const struct detector *detector, struct slice bytes, enum detect_scope scope)
{
    struct slice sample = { bytes.ptr, bytes.len < SAMPLE_MAX ? bytes.len : SAMPLE_MAX };
    struct race heat = { CANDIDATE_UTF8, UINT64_MAX, UINT64_MAX };
    struct race final = heat;

    for (size_t i = 0; i < CANDIDATE_COUNT; i++)
        if (candidates[i].scope & scope)
            enter(detector, &heat, i, sample);
    final = heat;
    if (sample.len < bytes.len && scope & DETECT_BYTES) {
        final.cost = final.second = UINT64_MAX;
        enter(detector, &final, heat.best, bytes);
        for (size_t i = CANDIDATE_UTF8; i <= CANDIDATE_GB18030; i++)
            if (i != heat.best)
                enter(detector, &final, i, bytes);
    }
    return (struct detect_verdict){
        .name = choose_name(detector, &candidates[final.best], bytes),
        .is_guess = final.second - final.cost < CLEAR_LEAD,
    };
}

struct detect_verdict detect_encoding(struct detector *detector, struct slice bytes, enum detect_scope scope)
{
    static const struct detect_verdict utf8 = { "UTF-8", false };
    struct detect_verdict verdict;
    size_t start;

    if (scope & DETECT_BYTES) {
        /* 十九 in UTF-16 is ASCII to look at; no longer text is. */
        if (detect_is_ascii(bytes) && (bytes.len >= SHORT_ASCII || scope == DETECT_BYTES))
            return utf8;
        if (is_plainly_utf8(bytes))
            return utf8;
    }
    prepare(detector);
    start = utf8_ascii_prefix(bytes.ptr, bytes.len);
    if (bytes.len - start < SHORT_ASCII)
        start = bytes.len < SHORT_ASCII ? 0 : bytes.len - SHORT_ASCII;
    verdict = compete(detector, slice_from(bytes, start & ~(size_t)3), scope);
    if (utf8_valid_prefix(bytes.ptr, bytes.len) == bytes.len && strcmp(verdict.name, "UTF-8") == 0)
        verdict.is_guess = false;
    return verdict;
}
