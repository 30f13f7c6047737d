/* The first bytes of files that are no text. */
#include "foreign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void formats_and_what_to_do(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name, *command;
    } samples[] = {
        { "%PDF-1.7", 8, "PDF", "pdftotext" },
        { "\xD0\xCF\x11\xE0\xA1", 5, "Word DOC", "soffice" },
        { "PK\x03\x04\x14", 5, "DOCX", "soffice" },
        { "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", 54, "OpenDocument", "soffice" },
        { "{\\rtf1", 6, "RTF", "soffice" },
        { "\x1F\x8B\x08", 3, "gzip", "gzip -dc" },
        { "\x89PNG\r\n", 6, "PNG", "tesseract" },
        { "\xFF\xD8\xFF\xE0", 4, "JPEG", "tesseract" },
        { "II*\0x", 5, "TIFF", "tesseract" },
        { "<!DOCTYPE html>", 15, "HTML", "w3m" },
        { "\xEF\xBB\xBF \r\n<HTML>", 12, "HTML", "w3m" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        const char *reason = foreign_reason((struct slice){ samples[i].bytes, samples[i].len });

        assert_non_null(reason);
        assert_non_null(strstr(reason, samples[i].name));
        assert_non_null(strstr(reason, samples[i].command));
    }
}

static void texts(void **state)
{
    static const char *const samples[] = {
        "", "政府工作报告", "\xEF\xBB\xBF一、工作回顾", "PK", "P", "%PD", "<b>bold</b>", "< html", "II. Boats", "GIF for all",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_null(foreign_reason(slice_of(samples[i])));
    assert_null(foreign_reason((struct slice){ "<html", 4 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_and_what_to_do),
        cmocka_unit_test(texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
