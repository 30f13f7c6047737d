#include "front.h"

#include "front_rules.h"
#include "front_text.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LINES_MAX = 80, SHOWN_CP = 5 };

struct sample {
    const char *name;
    const char *text;
    const char *facts; /* key=value|…|body=LINE, and :TEXT where the body begins inside a line */
};

/* The lines of a text as front_read takes them. Each is a block of its own, so that reading past its end is noticed. */
struct page {
    struct front_line lines[LINES_MAX];
    size_t n;
};

static void read_page(struct page *page, struct slice text)
{
    size_t at = 0;
    uint64_t number = 0;
    bool after_blank = false;

    page->n = 0;
    while (at < text.len) {
        size_t end = slice_find(text, SLICE("\n"), at);
        struct slice line = utf8_trim(slice_part(text, at, end));

        number++;
        at = end + 1;
        if (line.len > 0) {
            assert_true(page->n < LINES_MAX);
            char *copy = malloc(line.len);
            assert_non_null(copy);
            memcpy(copy, line.ptr, line.len);
            page->lines[page->n++] = (struct front_line){ { copy, line.len }, number, after_blank, 1 };
        }
        after_blank = line.len == 0;
    }
}

static void free_page(struct page *page)
{
    for (size_t i = 0; i < page->n; i++)
        free((char *)(uintptr_t)page->lines[i].text.ptr);
}

static void put_fact(struct buffer *to, const char *key, const struct buffer *value)
{
    if (value->len == 0)
        return;
    buffer_append_text(to, key);
    buffer_append_slice(to, buffer_slice(value));
    buffer_put(to, '|');
}

static void put_facts(struct buffer *to, const struct page *page, const struct front_matter *matter)
{
    put_fact(to, "title=", &matter->title);
    put_fact(to, "date=", &matter->date);
    put_fact(to, "occasion=", &matter->occasion);
    put_fact(to, "role=", &matter->role);
    put_fact(to, "speaker=", &matter->speaker);
    put_fact(to, "published=", &matter->published);
    put_fact(to, "publisher=", &matter->publisher);
    buffer_append_text(to, "body=");
    if (matter->body_line == page->n) {
        buffer_append_text(to, "none");
        return;
    }
    buffer_append_number(to, (long long)page->lines[matter->body_line].number);
    if (matter->body_offset > 0) {
        struct slice body = slice_from(page->lines[matter->body_line].text, matter->body_offset);

        buffer_put(to, ':');
        buffer_append(to, body.ptr, utf8_prefix(body, SHOWN_CP));
    }
}

static void assert_sample(const struct sample *sample, struct front_matter *matter)
{
    struct buffer facts = { NULL, 0, 0 };
    struct page page;

    read_page(&page, slice_of(sample->text));
    front_read(page.lines, page.n, matter);
    put_facts(&facts, &page, matter);
    buffer_put(&facts, '\0');
    if (strcmp(facts.ptr, sample->facts) != 0)
        print_error("%s\n", sample->name);
    assert_string_equal(facts.ptr, sample->facts);
    buffer_fini(&facts);
    free_page(&page);
}

/* One result for all of them: what was found before must not stay. */
static void assert_samples(const struct sample *samples, size_t n)
{
    struct front_matter matter = { .body_line = 0 };

    for (size_t i = 0; i < n; i++)
        assert_sample(&samples[i], &matter);
    front_fini(&matter);
}

#define ASSERT_SAMPLES(samples) assert_samples(samples, LENGTH_OF(samples))

static const struct sample speeches[] = {
    {
        "day and meeting on lines of their own",
        "政府工作报告\n"
        "（2031年1月9日）\n"
        "在临江市第九届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=5",
    },
    {
        "the day behind the meeting",
        "政府工作报告\n"
        "在临江市第九届人民代表大会第二次会议上（2031年1月9日）\n"
        "临江市人民政府代市长 欧阳明远\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=临江市人民政府代市长|"
        "speaker=欧阳明远|body=4",
    },
    {
        "meeting, day, speaker",
        "政府工作报告\n"
        "——在临江省第十四届人民代表大会第四次会议上\n"
        "（2031年1月27日）\n"
        "临江省人民政府省长　施小明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江省第十四届人民代表大会第四次会议|role=临江省人民政府省长|"
        "speaker=施小明|body=5",
    },
    {
        "lost characters",
        "政府工作报告\n"
        "(2031年12月20日在清水区十届人大三次会议上)\n"
        "清水区人民政府区长?\? ?王俊\n"
        "各位代表、同志们:\n",
        "title=政府工作报告|date=2031-12-20|occasion=清水区十届人大三次会议|role=清水区人民政府区长|speaker=王俊|"
        "body=4",
    },
    {
        "a slogan on two lines",
        "高举旗帜走好新的长征路\n"
        "为建设幸福美丽新临江而奋斗\n"
        "——在中国共产党临江市第九次代表大会上的报告\n"
        "（2031年10月16日）\n"
        "王明\n"
        "同志们：\n",
        "title=高举旗帜走好新的长征路为建设幸福美丽新临江而奋斗|date=2031-10-16|"
        "occasion=中国共产党临江市第九次代表大会|speaker=王明|body=6",
    },
    {
        "traditional characters",
        "政府工作報告\n"
        "（一九五五年九月二十三日在第一屆全國人民代表大會第二次會議上）\n"
        "國務院總理 王明\n"
        "各位代表：\n",
        "title=政府工作報告|date=1955-09-23|occasion=第一屆全國人民代表大會第二次會議|role=國務院總理|"
        "speaker=王明|body=4",
    },
    {
        "a name in two parts",
        "政府工作报告\n"
        "——2031年1月20日在临江自治区第十四届人民代表大会第二次会议上\n"
        "自治区主席 艾山·吐尔逊\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江自治区第十四届人民代表大会第二次会议|role=自治区主席|"
        "speaker=艾山·吐尔逊|body=4",
    },
    {
        "office and name on two lines",
        "政府工作报告\n"
        "2031年1月20日在临江市第十四届人民代表大会第二次会议上\n"
        "临江市市长\n"
        "王 明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=临江市市长|"
        "speaker=王明|body=5",
    },
    {
        "no salutation",
        "政府工作报告\n"
        "——2031年1月20日在临江市第十四届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "现在，我代表市人民政府，向大会报告工作，请予审议。\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=4",
    },
    {
        "a heading instead of the salutation",
        "政府工作报告\n"
        "——2031年1月20日在临江市第十四届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "2030年工作回顾\n"
        "过去一年，我们全面贯彻落实各项决策部署，经济社会发展取得新的明显成效，人民生活继续改善。\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=4",
    },
    {
        "a meeting on three lines",
        "政府工作报告\n"
        "——2031年1月20日\n"
        "在临江市第十四届人民代表大会\n"
        "第二次会议上\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=6",
    },
    {
        "a meeting in brackets on two lines",
        "政府工作报告\n"
        "（2031年1月20日在临江市第十四届\n"
        "人民代表大会第二次会议上）\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=5",
    },
    {
        "blanks behind the dash",
        "2031年政府工作报告\n"
        "—— 2031年1月27日在 临江省第十四届人民代表大会第四次会议上\n"
        "省长　施小明\n"
        "各位代表：\n",
        "title=2031年政府工作报告|date=2031-01-27|occasion=临江省第十四届人民代表大会第四次会议|role=省长|"
        "speaker=施小明|body=4",
    },
    {
        "an office with blanks between its characters",
        "政府工作报告\n"
        "－－2031年1月27日在临江市第十四届人民代表大会第四次会议上\n"
        "市  长   张  三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|role=市长|speaker=张三|"
        "body=4",
    },
    {
        "the year alone in brackets",
        "临江市人民政府工作报告\n"
        "（2031年）\n"
        "——2031年1月27日在临江市第十四届人民代表大会第四次会议上\n"
        "临江市市长 胡明华\n"
        "各位代表：\n",
        "title=临江市人民政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|"
        "role=临江市市长|speaker=胡明华|body=5",
    },
    {
        "the speaker inside the dash line",
        "加快改革开放步伐，夺取建设事业的更大胜利\n"
        "——王明在中国共产党临江市第十四次代表大会上的报告\n"
        "（一九九二年十月十二日）\n"
        "同志们：\n",
        "title=加快改革开放步伐，夺取建设事业的更大胜利|date=1992-10-12|occasion=中国共产党临江市第十四次代表大会|"
        "speaker=王明|body=4",
    },
    {
        "a title that names the meeting",
        "在中国共产党临江市第十九次代表大会上的报告\n"
        "（2031年10月18日）\n"
        "王明\n"
        "同志们：\n",
        "title=在中国共产党临江市第十九次代表大会上的报告|date=2031-10-18|"
        "occasion=中国共产党临江市第十九次代表大会|speaker=王明|body=4",
    },
    {
        "the office in brackets behind the name",
        "政府工作报告\n"
        "2031年1月20日在临江市第十四届人民代表大会第二次会议上\n"
        "王 明（代理市长）\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-20|occasion=临江市第十四届人民代表大会第二次会议|role=代理市长|"
        "speaker=王明|body=4",
    },
    {
        "a party session",
        "凝心聚力 开拓创新 奋力谱写临江新篇章\n"
        "——在中共临江市委九届七次全会上的报告\n"
        "（2031年12月25日）\n"
        "王 明\n"
        "同志们：\n",
        "title=凝心聚力开拓创新奋力谱写临江新篇章|date=2031-12-25|occasion=中共临江市委九届七次全会|speaker=王明|"
        "body=5",
    },
    {
        "an explanation",
        "关于《临江市河湖条例（草案）》的说明\n"
        "——2031年12月25日在临江市第九届人民代表大会常务委员会第七次会议上\n"
        "临江市水利局局长 王明\n"
        "主任、各位副主任、秘书长、各位委员：\n",
        "title=关于《临江市河湖条例（草案）》的说明|date=2031-12-25|"
        "occasion=临江市第九届人民代表大会常务委员会第七次会议|role=临江市水利局局长|speaker=王明|body=4",
    },
    {
        "title and half of the meeting on one line",
        "政府工作报告——2031年1月27日在临江市第十四届人民\n"
        "代表大会第四次会议上\n"
        "市长 张三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|role=市长|speaker=张三|"
        "body=4",
    },
    {
        "the session's number of the paper",
        "临江市第九届人民代表大会第二次会议文件（1）\n"
        "政府工作报告\n"
        "——2031年1月27日在临江市第九届人民代表大会第二次会议上\n"
        "临江市人民政府市长 张三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第九届人民代表大会第二次会议|role=临江市人民政府市长|"
        "speaker=张三|body=5",
    },
    {
        "full-width digits",
        "政府工作报告\n"
        "——２０３１年１月２７日在临江市第九届人民代表大会第二次会议上\n"
        "市长 张三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第九届人民代表大会第二次会议|role=市长|speaker=张三|"
        "body=4",
    },
    {
        "organ and title on one line",
        "临江县人民政府 政府工作报告\n"
        "2031年1月27日在临江县第九届人民代表大会第二次会议上\n"
        "县长 张三\n"
        "各位代表、同志们：\n",
        "title=临江县人民政府政府工作报告|date=2031-01-27|occasion=临江县第九届人民代表大会第二次会议|role=县长|"
        "speaker=张三|body=4",
    },
    {
        "an organ for a speaker",
        "政府工作报告\n"
        "（2031年1月27日在临江县第九届人民代表大会第二次会议上）\n"
        "临江县人民政府\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江县第九届人民代表大会第二次会议|body=4",
    },
    {
        "a day without a year",
        "政府工作报告\n"
        "——1月9日在临江市第五届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|occasion=临江市第五届人民代表大会第二次会议|role=市长|speaker=王明|body=4",
    },
    {
        "from day to day",
        "政府工作报告\n"
        "（2031年1月9日至12日在临江市第五届人民代表大会第二次会议上）\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第五届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=4",
    },
    {
        "the day below the speaker",
        "政府工作报告\n"
        "市长 王明\n"
        "（2031年1月9日）\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|role=市长|speaker=王明|body=4",
    },
    {
        "two salutations",
        "临江市政府工作报告\n"
        "市长 王明\n"
        "各位代表，同志们：\n",
        "title=临江市政府工作报告|role=市长|speaker=王明|body=3",
    },
    {
        "a footnote to the title",
        "政府工作报告*\n"
        "——2031年1月9日在临江市第五届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第五届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=4",
    },
    {
        "two offices",
        "政府工作报告\n"
        "2031年1月27日在临江市第五届人民代表大会第二次会议上\n"
        "临江市委副书记、常务副市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第五届人民代表大会第二次会议|"
        "role=临江市委副书记、常务副市长|speaker=王明|body=4",
    },
    {
        "a draft",
        "政府工作报告\n"
        "（审议稿）\n"
        "——2031年1月27日在临江市第五届人民代表大会第二次会议上\n"
        "临江市人民政府\n"
        "（2031年1月27日）\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第五届人民代表大会第二次会议|body=6",
    },
    {
        "a title on two lines, an organ for a speaker",
        "关于临江市2030年国民经济和社会发展计划执行情况\n"
        "与2031年国民经济和社会发展计划草案的报告\n"
        "——2031年1月10日在临江市第九届人民代表大会第二次会议上\n"
        "临江市发展和改革委员会\n"
        "各位代表：\n",
        "title=关于临江市2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划草案的报告|"
        "date=2031-01-10|occasion=临江市第九届人民代表大会第二次会议|body=5",
    },
    {
        "a court",
        "最高人民法院工作报告\n"
        "——2031年3月8日在第十九届全国人民代表大会第二次会议上\n"
        "最高人民法院院长 王明\n"
        "各位代表：\n",
        "title=最高人民法院工作报告|date=2031-03-08|occasion=第十九届全国人民代表大会第二次会议|"
        "role=最高人民法院院长|speaker=王明|body=4",
    },
    {
        "a committee",
        "临江市人民代表大会常务委员会工作报告\n"
        "（2031年1月21日临江市第九届人民代表大会第二次会议通过）\n"
        "临江市人大常委会主任　王明\n"
        "各位代表：\n",
        "title=临江市人民代表大会常务委员会工作报告|date=2031-01-21|occasion=临江市第九届人民代表大会第二次会议|"
        "role=临江市人大常委会主任|speaker=王明|body=4",
    },
    {
        "an editor's bookmark",
        "[bookmark: _GoBack]政府工作报告\n"
        "——2031年1月27日在临江市第十四届人民代表大会第四次会议上\n"
        "市长 张三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|role=市长|speaker=张三|"
        "body=4",
    },
};

static void a_speech_has_its_meeting_and_speaker(void **state)
{
    (void)state;
    ASSERT_SAMPLES(speeches);
}

static const struct sample speakers[] = {
    {
        "a name without a surname, between the office and the address",
        "政府工作报告\n"
        "——2031年1月9日在临江州第九届人民代表大会第二次会议上\n"
        "州委副书记、州长\n"
        "木吉阿果\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江州第九届人民代表大会第二次会议|role=州委副书记、州长|"
        "speaker=木吉阿果|body=5",
    },
    {
        "a line that is no name there",
        "政府工作报告\n"
        "——2031年1月9日在临江州第九届人民代表大会第二次会议上\n"
        "（书面）\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江州第九届人民代表大会第二次会议|body=4",
    },
    {
        "office and name in brackets",
        "政府工作报告\n"
        "——2031年1月9日在临江市第九届人民代表大会第二次会议上\n"
        "（临江市市长　王明）\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=临江市市长|"
        "speaker=王明|body=4",
    },
};

static void speakers_are_told_by_their_place(void **state)
{
    (void)state;
    ASSERT_SAMPLES(speakers);
}

static const struct sample single_lines[] = {
    {
        "title, meeting and speaker on one line",
        "政府工作报告——2031年1月9日在临江市第九届人民代表大会第二次会议上临江市市长 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=临江市市长|"
        "speaker=王明|body=2",
    },
    {
        "the salutation on the same line",
        "临江市政府工作报告（2031年1月9日在临江市第九届人民代表大会第二次会议上）市长　王　明　各位代表：现在，我代"
        "表市人民政府向大会报告工作。\n",
        "title=临江市政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=市长|"
        "speaker=王明|body=1:各位代表：",
    },
    {
        "a whole report on one line",
        "政府工作报告 2031年1月9日在临江市第九届人民代表大会第二次会议上 市长 王明 一、2030年工作回顾 过去一年，我"
        "们坚持稳中求进，全面完成目标。二、2031年工作安排\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=市长|speaker=王明|"
        "body=1:一、203",
    },
    {
        "a regulation on one line",
        "河湖管理条例国务院令第711号2031年4月3日公布 自2031年6月1日起施行第一章 总则 第一条 为了保护河湖，制定本条"
        "例。\n",
        "title=河湖管理条例|date=2031-04-03|body=1:第一章 总",
    },
};

static void what_stands_on_one_line_is_told_apart(void **state)
{
    (void)state;
    ASSERT_SAMPLES(single_lines);
}

static const struct sample damaged[] = {
    {
        "a salutation that lost its first character",
        "位代表：\n"
        "现在，我代表市人民政府向大会报告工作。\n",
        "body=1",
    },
    {
        "a day that lost its month",
        "9日在临江市第五届人民代表大会第二次会议上\n"
        "临江市人民政府市长  王明\n"
        "各位代表：\n",
        "occasion=临江市第五届人民代表大会第二次会议|role=临江市人民政府市长|speaker=王明|body=3",
    },
};

static void damaged_starts_are_read_as_far_as_they_go(void **state)
{
    (void)state;
    ASSERT_SAMPLES(damaged);
}

static const struct sample pages[] = {
    {
        "label and value on separate lines",
        "政府工作报告\n"
        "来源：\n"
        "临江日报\n"
        "发表时间：\n"
        "2031-02-09 09:45:30\n"
        "——2031年1月9日在临江市第九届人民代表大会第二次会议上\n"
        "王明 市长\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=市长|speaker=王明|"
        "published=2031-02-09|publisher=临江日报|body=8",
    },
    {
        "a table of data above the notice",
        "索引号：014/2031-00302\n"
        "发文机关：临江市人民政府办公室\n"
        "成文日期：2031年4月14日\n"
        "标题：临江市人民政府办公室关于印发临江市数字政府建设方案的通知\n"
        "发文字号：临府办发〔2031〕43号\n"
        "发布日期：2031年4月20日\n"
        "临江市人民政府办公室关于印发\n"
        "临江市数字政府建设方案的通知\n"
        "临府办发〔2031〕43号\n"
        "各县、区人民政府：\n",
        "title=临江市人民政府办公室关于印发临江市数字政府建设方案的通知|date=2031-04-14|published=2031-04-20|"
        "body=10",
    },
    {
        "banner, path, views, caption",
        "临江市人民政府门户网站\n"
        "当前位置：首页 > 政务公开 > 政府工作报告\n"
        "2031年政府工作报告\n"
        "发布时间：2031-02-01 08:30 来源：市政府办公室 浏览次数：1234 字体：[大 中 小]\n"
        "扫一扫在手机打开当前页\n"
        "政 府 工 作 报 告\n"
        "——2031年1月9日在临江市第九届人民代表大会\n"
        "第二次会议上\n"
        "市 长　王　明\n"
        "市长王明作政府工作报告。本报记者 李青 摄\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-09|occasion=临江市第九届人民代表大会第二次会议|role=市长|speaker=王明|"
        "published=2031-02-01|publisher=市政府办公室|body=11",
    },
    {
        "menu and heading",
        "下载\n"
        "打印\n"
        "2030年工作回顾\n"
        "刚刚过去的2030年，我们坚持稳中求进，全面完成了年初确定的各项目标任务，发展质量明显提高。\n",
        "body=3",
    },
    {
        "a caption with a link",
        "【视频】王明作政府工作报告\n"
        "来源: 临江新闻网    时间: 2031年2月1日    责编: 李青\n"
        "2031年临江省政府工作报告\n"
        "二〇三一年一月十二日在临江省第十三届人民代表大会第五次会议上\n"
        "临江省省长 王明\n"
        "各位代表:\n",
        "title=2031年临江省政府工作报告|date=2031-01-12|occasion=临江省第十三届人民代表大会第五次会议|"
        "role=临江省省长|speaker=王明|published=2031-02-01|publisher=临江新闻网|body=6",
    },
    {
        "a collection of texts",
        "政府工作报告 (2031年)\n"
        "作者：王明\n"
        "2031年3月5日\n"
        "各位代表：\n",
        "title=政府工作报告 (2031年)|date=2031-03-05|body=4",
    },
    {
        "an agency's line",
        "新华社北京3月12日电\n"
        "政府工作报告\n"
        "——2031年3月5日在第十九届全国人民代表大会第二次会议上\n"
        "国务院总理　王　明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-03-05|occasion=第十九届全国人民代表大会第二次会议|role=国务院总理|"
        "speaker=王明|body=5",
    },
    {
        "the page's title and the report's own",
        "政府工作报告（全文）\n"
        "2031-03-12 20:05:11 来源：新华网\n"
        "新华社北京3月12日电\n"
        "政府工作报告\n"
        "——2031年3月5日在第十九届全国人民代表大会第二次会议上\n"
        "国务院总理 王明\n"
        "各位代表，\n",
        "title=政府工作报告|date=2031-03-05|occasion=第十九届全国人民代表大会第二次会议|role=国务院总理|"
        "speaker=王明|published=2031-03-12|publisher=新华网|body=7",
    },
    {
        "labels in brackets",
        "【发布部门】临江市人民政府\n"
        "【发文字号】临府发〔2031〕5号\n"
        "【发布日期】2031.10.11\n"
        "【实施日期】2031.11.01\n"
        "临江市河湖管理办法\n"
        "第一条 为了加强管理，制定本办法。\n",
        "title=临江市河湖管理办法|published=2031-10-11|publisher=临江市人民政府|body=6",
    },
    {
        "a bar behind the label",
        "来源丨临江日报\n"
        "政府工作报告\n"
        "——2031年1月27日在临江市第十四届人民代表大会第四次会议上\n"
        "市长 张三\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|role=市长|speaker=张三|"
        "publisher=临江日报|body=5",
    },
    {
        "a sentence about the session in between",
        "2031年临江省政府工作报告\n"
        "——2031年1月27日在临江省第十四届人民代表大会第四次会议上\n"
        "来源：临江日报\n"
        "时间：2031-02-05\n"
        "省长 王明\n"
        "1月27日，临江省第十四届人民代表大会第四次会议隆重开幕，省长王明向大会报告政府工作。\n"
        "各位代表：\n",
        "title=2031年临江省政府工作报告|date=2031-01-27|occasion=临江省第十四届人民代表大会第四次会议|role=省长|"
        "speaker=王明|published=2031-02-05|publisher=临江日报|body=7",
    },
    {
        "a day in figures below the title",
        "临江市2031年政府工作报告\n"
        "2031-02-03\n"
        "各位代表：\n",
        "title=临江市2031年政府工作报告|published=2031-02-03|body=3",
    },
    {
        "no blank between value and label",
        "2031年政府工作报告\n"
        "信息来源：临江日报发布时间：2031-02-05 10:11浏览次数：112\n"
        "省长 王明\n"
        "各位代表：\n",
        "title=2031年政府工作报告|role=省长|speaker=王明|published=2031-02-05|publisher=临江日报|body=4",
    },
    {
        "a day in front of the source",
        "2031年政府工作报告\n"
        "2031年2月3日 10:11 | 来源：临江日报\n"
        "省长 王明\n"
        "各位代表：\n",
        "title=2031年政府工作报告|role=省长|speaker=王明|published=2031-02-03|publisher=临江日报|body=4",
    },
    {
        "place and time",
        "临江市人民政府工作报告\n"
        "时间：2031年1月9日\n"
        "地点：市人民会堂\n"
        "报告人：市长 王明\n"
        "各位代表：\n",
        "title=临江市人民政府工作报告|role=市长|speaker=王明|published=2031-01-09|body=5",
    },
    {
        "Markdown",
        "# 2031年政府工作报告\n"
        "\n"
        "> 2031年1月27日在临江市第十四届人民代表大会第四次会议上\n"
        ">\n"
        "> 市长 **张三**\n"
        "\n"
        "## 一、2030年工作回顾\n",
        "title=2031年政府工作报告|date=2031-01-27|occasion=临江市第十四届人民代表大会第四次会议|role=市长|"
        "speaker=张三|body=7",
    },
    {
        "all data on one line",
        "索引号：014/2031 发布机构：临江县统计局 发文日期：2031-03-31 公开方式：主动公开 公开时限：常年公开\n"
        "临江县2030年国民经济和社会发展统计公报\n"
        "2030年，全县上下坚持稳中求进工作总基调，经济社会保持平稳健康发展，实现良好开局，成绩来之不易。\n",
        "title=临江县2030年国民经济和社会发展统计公报|published=2031-03-31|publisher=临江县统计局|body=3",
    },
    {
        "the title in the table alone",
        "索 引 号：\n"
        "000014349/2031-00152\n"
        "发文机关：\n"
        "国务院\n"
        "成文日期：\n"
        "2031年07月08日\n"
        "标　　题：\n"
        "国务院关于印发河湖保护发展规划的通知\n"
        "发文字号：\n"
        "国发〔2031〕35号\n"
        "发布日期：\n"
        "2031年07月20日\n"
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n"
        "现将《河湖保护发展规划》印发给你们，请认真贯彻执行。\n",
        "title=国务院关于印发河湖保护发展规划的通知|date=2031-07-08|published=2031-07-20|body=13",
    },
    {
        "an agency in front of the title",
        "（受权发布）政府工作报告\n"
        "2031-03-12 20:05:11 来源： 新华社\n"
        "政府工作报告\n"
        "——2031年3月5日在第十九届全国人民代表大会第二次会议上\n"
        "国务院总理 王明\n"
        "各位代表：\n",
        "title=政府工作报告|date=2031-03-05|occasion=第十九届全国人民代表大会第二次会议|role=国务院总理|"
        "speaker=王明|published=2031-03-12|publisher=新华社|body=6",
    },
    {
        "a source left empty",
        "2031年政府工作报告\n"
        "来源：\n"
        "发布时间：2031-02-05\n"
        "浏览次数：33\n"
        "——2031年1月27日在临江市第五届人民代表大会第二次会议上\n"
        "市长 王明\n"
        "各位代表：\n",
        "title=2031年政府工作报告|date=2031-01-27|occasion=临江市第五届人民代表大会第二次会议|role=市长|"
        "speaker=王明|published=2031-02-05|body=7",
    },
    {
        "the title beside its label",
        "索引号：014/2031-00302\n"
        "标题：临江市人民政府办公室关于印发临江市数字政府建设方案的通知\n"
        "发布日期：2031年4月20日\n"
        "各县、区人民政府：\n"
        "现将方案印发给你们。\n",
        "title=临江市人民政府办公室关于印发临江市数字政府建设方案的通知|published=2031-04-20|body=4",
    },
    {
        "data in front of Markdown",
        "---\n"
        "title: 2031年临江市政府工作报告\n"
        "date: 2031-02-03\n"
        "source: 临江日报\n"
        "---\n"
        "各位代表：\n",
        "title=2031年临江市政府工作报告|published=2031-02-03|publisher=临江日报|body=6",
    },
};

static void a_page_around_the_report_is_seen_through(void **state)
{
    (void)state;
    ASSERT_SAMPLES(pages);
}

static const struct sample statutes[] = {
    {
        "adoption and amendment in one bracket",
        "中华人民共和国河湖保护法\n"
        "（2031年8月31日第十九届全国人民代表大会常务委员会第九次会议通过　根据2035年10月26日第二十届全国人民代表大"
        "会\n"
        "常务委员会第四次会议《关于修改〈中华人民共和国河湖保护法〉的决定》修正）\n"
        "目　　录\n"
        "第一章　总则\n",
        "title=中华人民共和国河湖保护法|date=2031-08-31|occasion=第十九届全国人民代表大会常务委员会第九次会议|"
        "body=4",
    },
    {
        "an order puts a statute into force",
        "中华人民共和国主席令\n"
        "第八十八号\n"
        "《中华人民共和国河湖保护法》已由中华人民共和国第十九届全国人民代表大会常务委员会第九次会议于2031年8月31日"
        "通过，现予公布，自2032年1月1日起施行。\n"
        "中华人民共和国主席 王明\n"
        "2031年8月31日\n"
        "中华人民共和国河湖保护法\n"
        "（2031年8月31日第十九届全国人民代表大会常务委员会第九次会议通过）\n"
        "第一条 为了保护河湖，制定本法。\n",
        "title=中华人民共和国河湖保护法|date=2031-08-31|occasion=第十九届全国人民代表大会常务委员会第九次会议|"
        "body=8",
    },
    {
        "adoption and approval without brackets",
        "临江市河湖保护条例\n"
        "2031年8月31日临江市第九届人民代表大会常务委员会第九次会议通过\n"
        "2031年9月27日临江省第九届人民代表大会常务委员会第三次会议批准\n"
        "第一章 总 则\n",
        "title=临江市河湖保护条例|date=2031-08-31|occasion=临江市第九届人民代表大会常务委员会第九次会议|body=4",
    },
    {
        "an order with its number in brackets",
        "中华人民共和国主席令（第七号）\n"
        "《中华人民共和国河湖法》已由中华人民共和国第十九届全国人民代表大会第一次会议于2031年3月11日修订通过，现予"
        "公布，自公布之日起施行。\n"
        "中华人民共和国主席 王明\n"
        "2031年3月11日\n"
        "中华人民共和国河湖法\n"
        "（2020年12月10日第十八届全国人民代表大会第五次会议通过\n"
        "2031年3月11日第十九届全国人民代表大会第一次会议修订）\n"
        "第一章 总则\n",
        "title=中华人民共和国河湖法|date=2020-12-10|occasion=第十八届全国人民代表大会第五次会议|body=8",
    },
    {
        "an order of a government",
        "中华人民共和国国务院令\n"
        "第723号\n"
        "现公布《河湖管理条例》，自2032年1月1日起施行。\n"
        "总理 王明\n"
        "2031年3月11日\n"
        "河湖管理条例\n"
        "第一章 总则\n",
        "title=河湖管理条例|date=2031-03-11|body=7",
    },
    {
        "an order that tells of the adoption, and who signed it",
        "柳溪州州长令\n"
        "第5号\n"
        "《渔港管理条例》已由柳溪州第七届人民代表大会常务委员会第二十次会议于2031年3月9日通过，现予公布。\n"
        "州长 王明\n"
        "2031年3月11日\n"
        "渔港管理条例\n"
        "第一章 总则\n",
        "title=渔港管理条例|date=2031-03-09|occasion=柳溪州第七届人民代表大会常务委员会第二十次会议|body=7",
    },
    {
        "an interpretation of the law",
        "《关于审理采砂案件若干问题的规定》已于2031年4月22日由本院审判委员会第31次会议通过，现予公布。\n"
        "2031年5月12日\n"
        "关于审理采砂案件若干问题的规定\n"
        "第一条 采砂应当有许可。\n",
        "title=关于审理采砂案件若干问题的规定|date=2031-04-22|occasion=本院审判委员会第31次会议|body=4",
    },
    {
        "the adoption among a page's data, and another day below",
        "通过日期：2031年1月9日\n"
        "柳溪县水库管理条例\n"
        "2031年1月20日\n"
        "第一章 总则\n",
        "title=柳溪县水库管理条例|date=2031-01-09|body=4",
    },
    {
        "day and number in one bracket",
        "临江省人民政府关于推进开放的实施意见\n"
        "（2031年3月23日 临政发〔2031〕6号）\n"
        "为全面推进开放，现提出如下实施意见，请结合实际认真贯彻落实。\n",
        "title=临江省人民政府关于推进开放的实施意见|date=2031-03-23|body=3",
    },
    {
        "an English statute",
        "Constitution of the Republic of Linjiang\n"
        "(Adopted at the Fifth Session of the Fifth National Congress on December 4, 2031)\n"
        "PREAMBLE\n"
        "Linjiang is a country with one of the longest histories in the world, and the people of all groups have cr"
        "eated it.\n",
        "title=Constitution of the Republic of Linjiang|date=2031-12-04|"
        "occasion=Fifth Session of the Fifth National Congress|body=3",
    },
    {
        "a regulation that was issued",
        "河湖管理条例\n"
        "（2031年4月3日中华人民共和国国务院令第711号公布　自2031年6月1日起施行）\n"
        "第一章 总则\n",
        "title=河湖管理条例|date=2031-04-03|body=3",
    },
    {
        "a resolution",
        "临江市第九届人民代表大会第二次会议关于政府工作报告的决议\n"
        "（2031年1月29日临江市第九届人民代表大会第二次会议通过）\n"
        "临江市第九届人民代表大会第二次会议听取和审议了市长张三所作的政府工作报告，决定批准这个报告。\n",
        "title=临江市第九届人民代表大会第二次会议关于政府工作报告的决议|date=2031-01-29|"
        "occasion=临江市第九届人民代表大会第二次会议|body=3",
    },
    {
        "a title on two lines",
        "临江市国民经济和社会发展第二十个五年规划\n"
        "和2045年远景目标纲要\n"
        "（2031年2月3日临江市第九届人民代表大会第二次会议批准）\n"
        "目 录\n",
        "title=临江市国民经济和社会发展第二十个五年规划和2045年远景目标纲要|date=2031-02-03|"
        "occasion=临江市第九届人民代表大会第二次会议|body=4",
    },
    {
        "a cover",
        "临江市国民经济和社会发展\n"
        "第二十个五年规划纲要\n"
        "临江市人民政府\n"
        "二〇三一年三月\n"
        "目　录\n"
        "第一章 发展基础\n",
        "title=临江市国民经济和社会发展第二十个五年规划纲要|body=5",
    },
};

static void statutes_have_the_day_of_their_adoption(void **state)
{
    (void)state;
    ASSERT_SAMPLES(statutes);
}

static const struct sample notices[] = {
    {
        "the organ's name above the title",
        "临江市人民政府办公室\n"
        "关于印发《临江市数字政府建设方案》的通知\n"
        "临府办发〔2031〕43号\n"
        "各县、区人民政府，市直各部门：\n"
        "现将《临江市数字政府建设方案》印发给你们，请认真贯彻执行。\n"
        "临江市人民政府办公室\n"
        "2031年4月14日\n"
        "临江市数字政府建设方案\n"
        "一、总体要求\n",
        "title=临江市人民政府办公室关于印发《临江市数字政府建设方案》的通知|date=2031-04-14|body=4",
    },
    {
        "a red head",
        "临江市人民政府文件\n"
        "临府发〔2031〕3号\n"
        "临江市人民政府关于加快养老服务发展的意见\n"
        "各县（市、区）人民政府，市政府有关部门：\n"
        "为加快养老服务发展，提出以下意见。\n"
        "一、总体要求\n",
        "title=临江市人民政府关于加快养老服务发展的意见|body=4",
    },
    {
        "an announcement that is the title",
        "临江市市场监督管理局关于河湖产品抽检情况的公告\n"
        "2031年第3号\n"
        "为加强监管，我局组织开展了抽检工作，共抽检产品100批次，现将有关情况公告如下。\n",
        "title=临江市市场监督管理局关于河湖产品抽检情况的公告|body=3",
    },
    {
        "an address on two lines",
        "临江市人民政府办公室关于印发数字政府建设方案的通知\n"
        "各县（市、区）人民政府，市政府各部门、各直属机构，市属各大企业、各\n"
        "高等院校：\n"
        "现将数字政府建设方案印发给你们，请认真贯彻执行。\n"
        "临江市人民政府办公室\n"
        "2031年4月14日\n"
        "数字政府建设方案\n"
        "一、总体要求\n",
        "title=临江市人民政府办公室关于印发数字政府建设方案的通知|date=2031-04-14|body=2",
    },
};

static void notices_begin_at_the_addressee(void **state)
{
    (void)state;
    ASSERT_SAMPLES(notices);
}

static const struct sample english[] = {
    {
        "delivered at, on",
        "REPORT ON THE WORK OF THE GOVERNMENT\n"
        "Delivered at the Second Session of the Ninth People's Congress of Linjiang on March 5, 2031\n"
        "Wang Ming, Mayor of Linjiang\n"
        "Fellow Deputies,\n"
        "On behalf of the city government, I will now report to you on the work of the government.\n",
        "title=REPORT ON THE WORK OF THE GOVERNMENT|date=2031-03-05|"
        "occasion=Second Session of the Ninth People's Congress of Linjiang|role=Mayor of Linjiang|"
        "speaker=Wang Ming|body=4",
    },
    {
        "a page with a source, a meeting broken in two, name and office apart",
        "Full text: Report on the Work of the Government\n"
        "Source: Linjiang News| 2031-03-12 20:42:11|Editor: huang\n"
        "REPORT ON THE WORK OF THE GOVERNMENT\n"
        "Delivered at the Second Session of the Ninth People's Congress of\n"
        "Linjiang on March 5, 2031\n"
        "Wang Ming\n"
        "Mayor of Linjiang\n"
        "Esteemed Deputies,\n",
        "title=REPORT ON THE WORK OF THE GOVERNMENT|date=2031-03-05|"
        "occasion=Second Session of the Ninth People's Congress of Linjiang|role=Mayor of Linjiang|"
        "speaker=Wang Ming|published=2031-03-12|publisher=Linjiang News|body=8",
    },
    {
        "labels of a page",
        "Work Report of Linjiang County\n"
        "Date: March 12, 2031\n"
        "Source: Linjiang Daily\n"
        "The past year has been a year of hard work, and we have reached all the goals that were set.\n",
        "title=Work Report of Linjiang County|published=2031-03-12|publisher=Linjiang Daily|body=4",
    },
    {
        "a budget speech",
        "The 2031-32 Budget\n"
        "Speech by the Financial Secretary, the Hon John C Wong moving the Second Reading of the Appropriation Bill"
        " 2031\n"
        "Wednesday, 26 February 2031\n"
        "Mr President,\n"
        "I move that the Appropriation Bill 2031 be read a second time.\n",
        "title=The 2031-32 Budget|date=2031-02-26|role=Financial Secretary|speaker=John C Wong|body=4",
    },
    {
        "by the speaker",
        "Report on the Work of the Government\n"
        "Delivered at the Second Session of the Ninth Congress on 5 March 2031 by Premier Wang Ming\n"
        "Fellow Deputies:\n",
        "title=Report on the Work of the Government|date=2031-03-05|occasion=Second Session of the Ninth Congress|"
        "role=Premier|speaker=Wang Ming|body=3",
    },
    {
        "by a person who is not named",
        "Report on the Work of the City\n"
        "Delivered by at the Second Session of the Ninth Congress on 5 March 2031\n"
        "Fellow Deputies:\n",
        "title=Report on the Work of the City|date=2031-03-05|occasion=Second Session of the Ninth Congress|body=3",
    },
    {
        "a title on three lines",
        "REPORT ON THE IMPLEMENTATION OF THE 2030 PLAN\n"
        "FOR NATIONAL ECONOMIC AND SOCIAL DEVELOPMENT\n"
        "AND ON THE 2031 DRAFT PLAN\n"
        "Delivered at the Second Session of the Ninth Congress on March 5, 2031\n"
        "Development Commission\n"
        "Fellow Deputies,\n",
        "title=REPORT ON THE IMPLEMENTATION OF THE 2030 PLAN FOR NATIONAL ECONOMIC AND SOCIAL DEVELOPMENT AND ON T"
        "HE 2031 DRAFT PLAN|date=2031-03-05|occasion=Second Session of the Ninth Congress|body=6",
    },
    {
        "full text with a lead",
        "CHINA> Key Reports\n"
        "Report on the Work of the City [Full Text]\n"
        "Updated: 2031-03-19 10:39\n"
        "\n"
        "The following is the full text of the Report on the Work of the City delivered by Premier Wang Ming at the"
        " First Session of the Eleventh Congress.\n"
        "\n"
        "\n"
        "Delivered at the First Session of the Eleventh People's Congress\n"
        "\n"
        " on March 5, 2031\n"
        "\n"
        "Wang Ming\n"
        "\n"
        "Premier of the State Council\n"
        "\n"
        "Fellow Deputies,\n"
        "\n"
        "On behalf of the State Council, I would now like to deliver to you a report on the work.\n",
        "title=Report on the Work of the City|date=2031-03-05|"
        "occasion=First Session of the Eleventh People's Congress|role=Premier of the State Council|"
        "speaker=Wang Ming|published=2031-03-19|body=16",
    },
    {
        "an agency's hour",
        "Home>>\n"
        "Full text: Report on the Work of the City\n"
        "(Xinhua) 09:21, March 12, 2031\n"
        "Report on the Work of the City\n"
        "Delivered at the First Session of the Eleventh People's Congress on March 5, 2031\n"
        "Wang Ming\n"
        "Premier of the State Council\n"
        "Fellow Deputies,\n",
        "title=Report on the Work of the City|date=2031-03-05|"
        "occasion=First Session of the Eleventh People's Congress|role=Premier of the State Council|"
        "speaker=Wang Ming|published=2031-03-12|body=8",
    },
};

static void english_reports_are_read(void **state)
{
    (void)state;
    ASSERT_SAMPLES(english);
}

static const struct sample documents[] = {
    {
        "a bulletin",
        "临江县2030年国民经济和社会发展统计公报\n"
        "临江县统计局\n"
        "（2031年4月12日）\n"
        "2030年，全县上下坚持稳中求进工作总基调，经济社会保持平稳健康发展，实现良好开局，成绩来之不易。\n"
        "一、综合\n",
        "title=临江县2030年国民经济和社会发展统计公报|date=2031-04-12|body=4",
    },
    {
        "a paragraph cut into lines",
        "临江市养老产业行动计划\n"
        "（2031—2035年）\n"
        "养老产业是以智能产品和信息系统平台为载体，\n"
        "面向人民群众的健康及养老服务需求，深度融合\n"
        "应用物联网、大数据等新一代信息技术的新产业。\n"
        "一、总体要求\n",
        "title=临江市养老产业行动计划（2031—2035年）|body=3",
    },
    {
        "a decree's adoption",
        "临江市人民政府令\n"
        "第47号\n"
        "《临江市渡口管理办法》已经2031年7月19日市人民政府第62次常务会议审议通过，现予公布，自2031年10月1日起施行。\n"
        "市长 王明\n"
        "2031年8月2日\n"
        "临江市渡口管理办法\n"
        "第一条 为了规范渡口秩序，制定本办法。\n",
        "title=临江市渡口管理办法|date=2031-07-19|occasion=市人民政府第62次常务会议|body=7",
    },
    {
        "a notice's title on three lines",
        "临江市人民政府办公室\n"
        "关于印发2031年市《政府工作报告》\n"
        "重点任务分工方案的通知\n"
        "\n"
        "各县（市、区）人民政府，市政府各部门：\n"
        "方案已经市政府同意，现印发给你们，请认真组织实施。\n",
        "title=临江市人民政府办公室关于印发2031年市《政府工作报告》重点任务分工方案的通知|body=5",
    },
    {
        "a report's title on three lines, the second of which begins with what may begin one",
        "关于临江市2030年国民经济和社会发展\n"
        "计划执行情况与2031年国民经济和\n"
        "社会发展计划草案的报告\n"
        "——2031年1月9日在临江市第五届人民代表大会第三次会议上\n"
        "各位代表：\n",
        "title=关于临江市2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划草案的报告|date=2031-01-09|"
        "occasion=临江市第五届人民代表大会第三次会议|body=5",
    },
    {
        "a page's menu above the title",
        "关于我们\n"
        "临江市渡口管理工作的报告\n"
        "——2031年1月9日在临江市第五届人民代表大会第三次会议上\n"
        "各位代表：\n",
        "title=临江市渡口管理工作的报告|date=2031-01-09|occasion=临江市第五届人民代表大会第三次会议|body=4",
    },
    {
        "a plan",
        "“十八五”数字经济发展规划\n"
        "数字经济是继农业经济、工业经济之后的主要经济形态，是以数据资源为关键要素的新形态。为此制定本规划。\n"
        "一、发展现状和形势\n",
        "title=“十八五”数字经济发展规划|body=2",
    },
    {
        "a title told by the month below it",
        "新时代的中国河湖\n"
        "（2031年5月）\n"
        "中华人民共和国\n"
        "国务院新闻办公室\n"
        "目 录\n"
        "前 言\n",
        "title=新时代的中国河湖|body=5",
    },
    {
        "an annex",
        "附件1\n"
        "临江市数字政府建设考评办法（试行）\n"
        "第一条 为了做好考评，制定本办法。\n",
        "title=临江市数字政府建设考评办法（试行）|body=3",
    },
    {
        "a bulletin with a footnote",
        "临江市2030年国民经济和社会发展统计公报[1]\n"
        "临江市统计局 国家统计局临江调查队\n"
        "2031年2月28日\n"
        "2030年是极为重要的一年。面对复杂严峻的环境，全市坚持稳中求进，经济社会发展再上新台阶。\n",
        "title=临江市2030年国民经济和社会发展统计公报|date=2031-02-28|body=4",
    },
    {
        "a table of contents",
        "2031年国民经济和社会发展计划\n"
        "目 录\n"
        "一、综合………1\n",
        "title=2031年国民经济和社会发展计划|body=2",
    },
    {
        "a number that the title is about",
        "关于废止临政发〔2031〕12号文件的决定\n"
        "各县人民政府：\n",
        "title=关于废止临政发〔2031〕12号文件的决定|body=2",
    },
    {
        "the document's own title counts before the page's",
        "2031年度工作报告汇编\n"
        "来源：临江日报 时间：2031-02-05\n"
        "政府工作报告\n"
        "各位代表：\n",
        "title=政府工作报告|published=2031-02-05|publisher=临江日报|body=4",
    },
    {
        "a number that counts on behind the salutation",
        "Budget Speech 2031\n"
        "1 Introduction\n"
        "Mr Speaker,\n"
        "I rise to present the budget of the harbour, which the Council has passed in January of this year.\n"
        "2 Harbour Works\n",
        "title=Budget Speech 2031|body=2",
    },
    {
        "a plan for emergencies, on its first line",
        "防汛抢险应急预案\n"
        "1 总则\n",
        "title=防汛抢险应急预案|body=2",
    },
    {
        "minutes, guides, catalogues and other kinds of documents",
        "县人民政府第六次常务会议纪要\n"
        "一、研究渡口管理\n",
        "title=县人民政府第六次常务会议纪要|body=2",
    },
    {
        "a slogan below the title",
        "在全县经济工作会议上的讲话\n"
        "——全面落实高质量发展规划\n"
        "一、加大投入\n",
        "title=在全县经济工作会议上的讲话|occasion=全县经济工作会议|body=3",
    },
    {
        "a statement that is a document",
        "G20 Leaders' Joint Statement\n"
        "\n"
        "We met on the coast, and agreed upon what follows here.\n",
        "title=G20 Leaders' Joint Statement|body=3",
    },
    {
        "a draft of a document",
        "Draft 2031 Budget\n"
        "\n"
        "We spend on harbours what they earn, and a little more.\n",
        "title=Draft 2031 Budget|body=3",
    },
    {
        "a field of a page below the title",
        "Annual Report on Ports 2031\n"
        "Theme: A Plan for Growth\n"
        "\n"
        "Our ports took in more ships than they did the year before.\n",
        "title=Annual Report on Ports 2031|body=2",
    },
    {
        "who stated what, below a word that names nothing",
        "Press Statement\n"
        "Statement by the Minister of Ports on the Dredging Plan\n"
        "\n"
        "Our ports took in more ships than they did the year before.\n",
        "title=Statement by the Minister of Ports on the Dredging Plan|body=4",
    },
    {
        "all of a city is no place by its name",
        "为加快全市渔业创新发展步伐\n"
        "一、修好渡口\n",
        "body=1",
    },
    {
        "a heading of what is planned is no title",
        "柳溪县2031年重点民生实事\n"
        "一、修好渡口\n",
        "body=1",
    },
    {
        "measures by another name",
        "支持渡口发展的若干举措\n"
        "一、加大投入\n",
        "title=支持渡口发展的若干举措|body=2",
    },
    {
        "several makers above the title",
        "柳溪县渔业局等四部门\n"
        "关于印发渡口值守办法的通知\n"
        "各镇渔业站：\n",
        "title=柳溪县渔业局等四部门关于印发渡口值守办法的通知|body=3",
    },
    {
        "a first line that a place's name tells",
        "柳溪县渡口值守轮换机制\n"
        "一、值守时间\n",
        "title=柳溪县渡口值守轮换机制|body=2",
    },
    {
        "a word in angle brackets is no tag",
        "临江市关于<AI+>行动的工作报告\n"
        "——2031年1月9日在临江市第五届人民代表大会第三次会议上\n"
        "各位代表：\n",
        "title=临江市关于<AI+>行动的工作报告|date=2031-01-09|occasion=临江市第五届人民代表大会第三次会议|body=3",
    },
};

static void plans_and_bulletins_have_a_title(void **state)
{
    (void)state;
    ASSERT_SAMPLES(documents);
}

static const struct sample bodies[] = {
    {
        "a heading first",
        "2030年工作回顾\n"
        "刚刚过去的2030年，我们坚持稳中求进，全面完成了年初确定的各项目标任务，发展质量明显提高。\n",
        "body=1",
    },
    {
        "nothing but text",
        "五年来，我国各族人民团结奋斗，坚持鼓足干劲、力争上游，在全国范围内开展了建设，取得了辉煌的成就。\n"
        "我们要进一步努力。\n",
        "body=1",
    },
    {
        "items alone",
        "1.开展检查。\n"
        "2.抓好落实。\n",
        "body=1",
    },
    {
        "a sentence that names a meeting",
        "临江市第九届人民代表大会第二次会议于2031年1月27日召开，会议听取了市长张三所作的政府工作报告，审查了计划。"
        "\n"
        "会议认为，报告实事求是。\n",
        "body=1",
    },
    {
        "a sentence with a day",
        "2031年1月9日，市人民政府公布了河湖保护规划，明确了今后五年的目标任务，提出了具体措施和要求。\n"
        "其次，加强管理。\n",
        "body=1",
    },
    {
        "a heading first that names the county at large",
        "全县渡口建设成就\n"
        "一、码头\n",
        "body=1",
    },
    {
        "a label first",
        "第一部分 综合\n"
        "发展情况良好。\n",
        "body=1",
    },
};

static void a_report_without_a_front_has_none(void **state)
{
    (void)state;
    ASSERT_SAMPLES(bodies);
}

static void no_lines_give_nothing(void **state)
{
    struct front_matter matter = { .body_line = 7 };

    (void)state;
    front_read(NULL, 0, &matter);
    assert_int_equal(matter.body_line, 0);
    assert_int_equal(matter.body_offset, 0);
    assert_int_equal(matter.title.len, 0);
    front_fini(&matter);
}

/* More than any look-ahead: a report on one line of a megabyte, its front within the first characters. */
static void a_line_of_any_length_is_split(void **state)
{
    struct slice head = SLICE("临江市政府工作报告　市长　王明　各位代表：");
    struct slice sentence = SLICE("我们坚持稳中求进，全面完成了目标任务。");
    struct front_matter matter = { .body_line = 0 };
    struct buffer line = { NULL, 0, 0 };
    struct front_line lines[1];

    (void)state;
    buffer_append_slice(&line, head);
    while (line.len < 1024 * 1024)
        buffer_append_slice(&line, sentence);
    lines[0] = (struct front_line){ buffer_slice(&line), 1, false, 1 };
    front_read(lines, 1, &matter);
    assert_int_equal(matter.body_line, 0);
    assert_int_equal(matter.body_offset, head.len - strlen("各位代表："));
    assert_true(slice_equal(buffer_slice(&matter.title), SLICE("临江市政府工作报告")));
    assert_true(slice_equal(buffer_slice(&matter.speaker), SLICE("王明")));
    buffer_fini(&line);
    front_fini(&matter);
}

/* A page's menu that fills the look-ahead: all of it is front, nothing is made up. */
static void a_look_ahead_without_a_body_ends_the_front(void **state)
{
    struct front_line lines[LINES_MAX];
    struct front_matter matter = { .body_line = 0 };

    (void)state;
    for (size_t i = 0; i < LINES_MAX; i++)
        lines[i] = (struct front_line){ SLICE("打印"), i + 1, false, 1 };
    front_read(lines, LINES_MAX, &matter);
    assert_int_equal(matter.body_line, 64);
    assert_int_equal(matter.title.len, 0);
    front_fini(&matter);
}

static void assert_cleaned(const char *raw, const char *cleaned)
{
    struct buffer buffer = { NULL, 0, 0 };

    front_clean(slice_of(raw), 4096, &buffer);
    buffer_put(&buffer, '\0');
    assert_string_equal(buffer.ptr, cleaned);
    buffer_fini(&buffer);
}

static void lines_are_cleaned_of_marks(void **state)
{
    (void)state;
    assert_cleaned("政 府　工 作 报 告", "政府工作报告");
    assert_cleaned("副区长 王  明", "副区长 王明");
    assert_cleaned("国务院总理　 李 明", "国务院总理 李明");
    assert_cleaned("## **Work** Report<br>", "Work Report");
    assert_cleaned("> - [序言](#序言)", "序言");
    assert_cleaned("![logo](a.png)[bookmark: _GoBack]一、综合", "一、综合");
    assert_cleaned("<!-- generated --> \xEF\xBB\xBF" "Plan [a] (b)", "Plan [a] (b)");
    assert_cleaned("3 < 4 and **", "3 < 4 and");
    assert_cleaned(">", ">");
    assert_cleaned("#2 of 3", "#2 of 3");
    assert_cleaned("", "");
}

/* However long the line is and wherever it is cut: what stands in front of the cut, and no part of a character. */
static void lines_are_cleaned_up_to_a_byte(void **state)
{
    struct slice raw = SLICE("a各位代表现在我代表镇人民政府向大会报告工作请予审议，各位代表");

    (void)state;
    for (size_t max_len = 0; max_len <= raw.len; max_len++) {
        struct buffer cleaned = { NULL, 0, 0 };
        size_t whole = max_len;

        while (whole > 0 && whole < raw.len && utf8_is_continuation((unsigned char)raw.ptr[whole]))
            whole--;
        front_clean(raw, max_len, &cleaned);
        assert_true(slice_equal(buffer_slice(&cleaned), slice_part(raw, 0, whole)));
        buffer_fini(&cleaned);
    }
}

/* A look at the first character must not pass over any place at which either of the two holds. */
static void speeches_are_found_where_they_begin(void **state)
{
    static const char *const texts[] = {
        "市长 王明 各位代表：现在，我向大会报告工作。", "报告 现在我代表市政府向大会报告工作。", "报告代表：", "工作报告 代表们，",
        "Report Mr. Chairman, I move", "Report Members of the House:", "报告尊敬的", "没有一处是讲话的开头", "",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct slice text = slice_of(texts[i]);
        size_t at = 0;

        while (at < text.len && !front_is_salutation(slice_from(text, at)) && !front_is_opening(slice_from(text, at)))
            utf8_next(text, &at);
        assert_int_equal(front_find_speech(text, 0, text.len), at < text.len ? at : SLICE_NONE);
        assert_int_equal(front_find_speech(text, 0, at), SLICE_NONE);
    }
}

static void words_at_an_end_are_found(void **state)
{
    PHRASE_LIST(words, "报告", "工作报告", "告", "act", "　");

    (void)state;
    assert_int_equal(front_end_word(SLICE("政府工作报告"), &words), strlen("工作报告"));
    assert_int_equal(front_end_word(SLICE("告"), &words), strlen("告"));
    assert_int_equal(front_end_word(SLICE("an act"), &words), strlen("act"));
    assert_int_equal(front_end_word(SLICE("Act"), &words), 0);
    assert_int_equal(front_end_word(SLICE("告。"), &words), 0);
    assert_int_equal(front_end_word(SLICE(""), &words), 0);
}

static void offsets_lead_back_to_the_source(void **state)
{
    struct slice raw = SLICE("# 政 府 工 作 报 告  **各位**代表：");
    struct buffer cleaned = { NULL, 0, 0 };
    size_t at;

    (void)state;
    front_clean(raw, raw.len, &cleaned);
    at = slice_find(buffer_slice(&cleaned), SLICE("各位"), 0);
    assert_true(at != SLICE_NONE);
    assert_true(slice_starts(slice_from(raw, front_source_offset(raw, at)), SLICE("各位**代表：")));
    assert_int_equal(front_source_offset(raw, 0), 0);
    assert_int_equal(front_source_offset(raw, cleaned.len), raw.len);
    buffer_fini(&cleaned);
}

/* ——2031年1月9日在临江市第九届 goes on in the next line; a day alone does not. */
static void a_day_alone_opens_no_meeting(void **state)
{
    (void)state;
    assert_true(front_opens_meeting(SLICE("——2031年1月9日在临江市第九届")));
    assert_false(front_opens_meeting(SLICE("——2031年1月9日")));
    assert_false(front_opens_meeting(SLICE("（2031年1月9日）")));
}

static void a_head_names_its_meeting(void **state)
{
    static const char *const yes[] = {
        "临江市第五届人民代表大会第三次会议", "临江市第五届人民代表大会第三次会议文件（一）", "临江市第五届人民代表大会第三次会议材料",
        "望汐市議會第三屆第三次會議", "——在临江市第五届人民代表大会第三次会议",
    };
    static const char *const no[] = {
        "关于召开临江市第五届人民代表大会第三次会议", "审议通过临江市第五届人民代表大会第三次会议", "向临江市第五届人民代表大会第三次会议",
        "临江市第五届人民代表大会", "临江市人民代表大会第三次会议", "临江市第五届运动会，第三次会议", "首页>临江市第五届人大第三次会议",
        "临江市第五届人民代表大会第三次会议隆重召开", "临江市第五届人民代表大会第三次会议文件由市人大常委会办公厅印发", "临江市政府工作报告",
    };
    struct slice occasion;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(yes); i++)
        if (!front_names_meeting(slice_of(yes[i]), &occasion))
            fail_msg("%s", yes[i]);
    for (size_t i = 0; i < LENGTH_OF(no); i++)
        if (front_names_meeting(slice_of(no[i]), &occasion))
            fail_msg("%s: %.*s", no[i], (int)occasion.len, occasion.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_speech_has_its_meeting_and_speaker),
        cmocka_unit_test(speakers_are_told_by_their_place),
        cmocka_unit_test(what_stands_on_one_line_is_told_apart),
        cmocka_unit_test(damaged_starts_are_read_as_far_as_they_go),
        cmocka_unit_test(a_page_around_the_report_is_seen_through),
        cmocka_unit_test(statutes_have_the_day_of_their_adoption),
        cmocka_unit_test(notices_begin_at_the_addressee),
        cmocka_unit_test(english_reports_are_read),
        cmocka_unit_test(plans_and_bulletins_have_a_title),
        cmocka_unit_test(a_report_without_a_front_has_none),
        cmocka_unit_test(no_lines_give_nothing),
        cmocka_unit_test(a_line_of_any_length_is_split),
        cmocka_unit_test(a_look_ahead_without_a_body_ends_the_front),
        cmocka_unit_test(lines_are_cleaned_of_marks),
        cmocka_unit_test(lines_are_cleaned_up_to_a_byte),
        cmocka_unit_test(speeches_are_found_where_they_begin),
        cmocka_unit_test(words_at_an_end_are_found),
        cmocka_unit_test(a_day_alone_opens_no_meeting),
        cmocka_unit_test(a_head_names_its_meeting),
        cmocka_unit_test(offsets_lead_back_to_the_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
