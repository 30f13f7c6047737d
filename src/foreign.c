#include "foreign.h"

#include <strings.h>

static const struct format {
    const char *magic;
    size_t len;
    const char *reason;
} formats[] = {
    { "\xD0\xCF\x11\xE0", 4,
      "this is a Word DOC (or another OLE file), no text; run: soffice --headless --convert-to \"txt:Text "
      "(encoded):UTF8\" FILE" },
    { "%PDF-", 5, "this is a PDF, no text; run: pdftotext -layout FILE" },
    { "{\\rtf", 5, "this is RTF, no text; run: soffice --headless --convert-to \"txt:Text (encoded):UTF8\" FILE" },
    { "\x1F\x8B", 2, "this is a gzip file, no text; run: gzip -dc FILE | report2yaml" },
    { "BZh", 3, "this is a bzip2 file, no text; run: bzip2 -dc FILE | report2yaml" },
    { "\xFD"
      "7zXZ",
      5, "this is an xz file, no text; run: xz -dc FILE | report2yaml" },
    { "\x28\xB5\x2F\xFD", 4, "this is a zstd file, no text; run: zstd -dc FILE | report2yaml" },
    { "\x89PNG", 4, "this is a PNG image, no text; run: tesseract FILE - -l chi_sim | report2yaml" },
    { "\xFF\xD8\xFF", 3, "this is a JPEG image, no text; run: tesseract FILE - -l chi_sim | report2yaml" },
    { "GIF8", 4, "this is a GIF image, no text; run: tesseract FILE - -l chi_sim | report2yaml" },
    { "II*\0", 4, "this is a TIFF image, no text; run: tesseract FILE - -l chi_sim | report2yaml" },
    { "MM\0*", 4, "this is a TIFF image, no text; run: tesseract FILE - -l chi_sim | report2yaml" },
};

/* Both are ZIP files; what they hold stands in the name of the first member. */
static const char *zip_reason(struct slice bytes)
{
    static const char docx[] = "this is a DOCX (or another ZIP file), no text; "
                               "run: soffice --headless --convert-to \"txt:Text (encoded):UTF8\" FILE (pandoc and "
                               "docx2txt lose automatic numbers)";
    static const char odt[] = "this is an OpenDocument file, no text; "
        "run: soffice --headless --convert-to \"txt:Text (encoded):UTF8\" FILE";

    return slice_holds(bytes, SLICE("opendocument")) ? odt : docx;
}

static bool starts_with_tag(struct slice bytes, const char *tag)
{
    return bytes.len >= strlen(tag) && strncasecmp(bytes.ptr, tag, strlen(tag)) == 0;
}

static const char *html_reason(struct slice bytes)
{
    static const char *const tags[] = { "<!doctype html", "<html", "<head", "<?xml version", "<body" };

    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
        bytes = slice_from(bytes, 3);
    while (bytes.len > 0 && strchr(" \t\r\n", bytes.ptr[0]) && bytes.ptr[0])
        bytes = slice_from(bytes, 1);
    for (size_t i = 0; i < LENGTH_OF(tags); i++)
        if (starts_with_tag(bytes, tags[i]))
            return "this is HTML, no text; run: w3m -dump -cols 10000 -T text/html FILE > FILE.txt";
    return NULL;
}

const char *foreign_reason(struct slice first_bytes)
{
    if (slice_starts(first_bytes, SLICE("PK\x03\x04")))
        return zip_reason(first_bytes);
    for (size_t i = 0; i < LENGTH_OF(formats); i++)
        if (slice_starts(first_bytes, (struct slice){ formats[i].magic, formats[i].len }))
            return formats[i].reason;
    return html_reason(first_bytes);
}
