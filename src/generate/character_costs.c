/*
 * character_costs: writes the model of detect_costs.h as C. Runs while the program is built, on the machine that builds
 * it, whose iconv has to know the encodings below. Another iconv may differ in a few rare characters, and so may the
 * tables.
 */
#include "detect_costs.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    COST_FREQUENT = 8,     /* the hundred commonest ideographs */
    COST_COMMON = 10,      /* the thousand commonest */
    COST_FIRST_LEVEL = 14, /* whatever a national standard counts among its common characters */
    COST_UNASSIGNED = 30,
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

static unsigned char costs[DETECT_COSTS_COUNT];

static _Noreturn void fail(const char *subject, const char *reason)
{
    fprintf(stderr, "character_costs: %s: %s\n", subject, reason);
    exit(1);
}

static void make_cheaper(uint32_t cp, unsigned char cost)
{
    if (cp < DETECT_COSTS_COUNT && costs[cp] > cost)
        costs[cp] = cost;
}

static void add_text(struct slice text, unsigned char cost)
{
    size_t at = 0;

    while (at < text.len)
        make_cheaper(utf8_next(text, &at), cost);
}

/* `row` is two-byte characters, not all of which need exist. */
static void add_row(iconv_t converter, char *row, size_t left)
{
    char text[1024];
    char *out = text;
    size_t room = sizeof text;

    while (left > 0 && iconv(converter, &row, &left, &out, &room) == (size_t)-1 && errno == EILSEQ) {
        row += 2;
        left -= 2;
    }
    add_text((struct slice){ text, sizeof text - room }, COST_FIRST_LEVEL);
}

static iconv_t open_converter(const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);

    if (converter == (iconv_t)-1)
        fail(encoding, "this machine's iconv does not know it");
    return converter;
}

static void add_level(const struct level *level)
{
    iconv_t converter = open_converter(level->encoding);
    char row[2 * 256];

    for (unsigned lead = level->first_lead; lead <= level->last_lead; lead++) {
        size_t len = 0;

        for (unsigned trail = level->first_trail; trail <= level->last_trail; trail++) {
            row[len++] = (char)lead;
            row[len++] = (char)trail;
        }
        add_row(converter, row, len);
    }
    iconv_close(converter);
}

static void make_costs(void)
{
    memset(costs, COST_UNASSIGNED, sizeof costs);
    for (size_t i = 0; i < LENGTH_OF(blocks); i++)
        memset(costs + blocks[i].first, blocks[i].cost, (size_t)(blocks[i].last - blocks[i].first) + 1);
    for (size_t i = 0; i < LENGTH_OF(levels); i++)
        add_level(&levels[i]);
    add_text(SLICE(common), COST_COMMON);
    add_text(SLICE(frequent), COST_FREQUENT);
}

static unsigned char class_of(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return DETECT_SMALL_LETTER;
    if (cp >= 0x3041 && cp <= 0x30FE)
        return DETECT_KANA;
    return cp >= 0x3400 && cp <= 0xD7A3 ? DETECT_IDEOGRAPH : 0;
}

/* Of some text that stands for one character; seldom that is two code points, an Ê with an accent. */
static unsigned char weight_of(struct slice text)
{
    unsigned cost = 0;
    uint32_t cp = 0;

    for (size_t at = 0; at < text.len;) {
        cp = utf8_next(text, &at);
        cost += cp < DETECT_COSTS_COUNT ? costs[cp] : DETECT_BEYOND_BMP;
    }
    return (unsigned char)((cost < DETECT_COST ? cost : DETECT_COST) | class_of(cp));
}

/* The weight of one character's bytes; 0 where they are none, DETECT_LEAD where more has to follow. */
static unsigned char weigh(iconv_t converter, const unsigned char *bytes, size_t len)
{
    char copy[4], text[64];
    char *in = copy, *out = text;
    size_t room = sizeof text;
    size_t result;
    int reason;

    memcpy(copy, bytes, len);
    result = iconv(converter, &in, &len, &out, &room);
    reason = errno;
    iconv(converter, NULL, NULL, &out, &room);
    if (result == (size_t)-1)
        return reason == EINVAL ? DETECT_LEAD : 0;
    return weight_of((struct slice){ text, sizeof text - room });
}

static void print_weight(size_t i, unsigned weight)
{
    printf("%s%u,", i % 32 == 0 ? "\n" : " ", weight);
}

static void print_pairs(const char *name, const char *encoding)
{
    iconv_t converter = open_converter(encoding);
    unsigned char bytes[2];

    printf("const struct detect_pairs %s = {\n.single = {", name);
    for (unsigned byte = 0; byte <= 0xFF; byte++) {
        bytes[0] = (unsigned char)byte;
        print_weight(byte, weigh(converter, bytes, 1));
    }
    printf("\n},\n.pair = {\n");
    for (unsigned lead = DETECT_LEAD_MIN; lead <= 0xFF; lead++) {
        bytes[0] = (unsigned char)lead;
        printf("{");
        for (unsigned trail = DETECT_TRAIL_MIN; trail <= 0xFF; trail++) {
            bytes[1] = (unsigned char)trail;
            print_weight(trail, weigh(converter, bytes, 1) == DETECT_LEAD ? weigh(converter, bytes, 2) : 0);
        }
        printf("\n},\n");
    }
    printf("} };\n");
    iconv_close(converter);
}

static void print_quads(void)
{
    iconv_t converter = open_converter("GB18030");

    printf("const unsigned char detect_quads[DETECT_QUADS_COUNT] = {");
    for (unsigned i = 0; i < DETECT_QUADS_COUNT; i++) {
        const unsigned char bytes[] = {
            (unsigned char)(0x81 + i / 12600), (unsigned char)(0x30 + i / 1260 % 10),
            (unsigned char)(0x81 + i / 10 % 126), (unsigned char)(0x30 + i % 10),
        };

        print_weight(i, weigh(converter, bytes, sizeof bytes));
    }
    printf("\n};\n");
    iconv_close(converter);
}

int main(void)
{
    make_costs();
    printf("#include \"detect_costs.h\"\nconst unsigned char detect_costs[DETECT_COSTS_COUNT] = {");
    for (uint32_t cp = 0; cp < DETECT_COSTS_COUNT; cp++)
        print_weight(cp, (unsigned)(costs[cp] | class_of(cp)));
    printf("\n};\n");
    print_pairs("detect_gb18030", "GB18030");
    print_pairs("detect_big5_hkscs", "BIG5-HKSCS");
    print_pairs("detect_cp932", "CP932");
    print_pairs("detect_cp949", "CP949");
    print_quads();
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output", "cannot be written");
    return 0;
}
