"""Lays the lines of a report anew, the way people have them: wrapped by a PDF or a mailer, indented, in tags of a web
page, or all on one line. LAYOUTS names each layout and the function that makes it.

A layout takes a list of Line and returns a text. What a line is (front, heading, text) is told by whoever calls, since
centring and indents depend on it on paper too.
"""
import collections
import re
import unicodedata

# kind: 'front' above the body, 'heading' where a section's or a glossary's title stands alone, 'text', 'blank'.
Line = collections.namedtuple('Line', 'text kind')

INDENT = '\u3000\u3000'
PAGE_LINES = 30
PAGE_PARAGRAPHS = 3
# What no typesetter puts at the start of a line, at the end of one, and what it never parts.
CLOSING = '，。、；：？！”’》〉）」』】％…·,;:?!)]'
OPENING = '“‘《〈（「『【(['
UNPARTED = re.compile(r'[0-9A-Za-z.,%+＋-]+|—+|\?+|\s+|.')


def width_of(text):
    """Columns of a terminal or of a typewriter's page: an ideograph and its marks have two."""
    return sum(2 if unicodedata.east_asian_width(character) in 'WFA' else 1 for character in text)


def pieces_of(text):
    """Text in pieces between which a line may end: numbers stay whole, and marks with the word that they belong to."""
    pieces = []
    for piece in UNPARTED.findall(text):
        if pieces and (piece[0] in CLOSING or pieces[-1][-1] in OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def wrap(text, columns, indent=''):
    """The lines of one paragraph; the first one begins with the indent."""
    lines = [indent]
    is_empty = True
    for piece in pieces_of(text):
        if not is_empty and width_of(lines[-1] + piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append('')
        lines[-1] += piece if lines[-1] else piece.lstrip()
        is_empty = False
    return lines


def centre(text, columns):
    """Blanks in front, as pdftotext -layout and old word processors put them."""
    return ' ' * max(0, (columns - width_of(text)) // 2) + text


def written(lines, end='\n'):
    """A text of these lines."""
    return ''.join(line + end for line in lines)


def stripped(lines):
    """The lines that say something, without the blanks around them: they are the layout that gives way to another."""
    return [line.text.strip() for line in lines if line.kind != 'blank']


def wrapped_lines(lines, columns, indent, centred=()):
    """Lines of a page without blank ones, as a PDF has them; kinds of lines that are centred stand in the middle."""
    for line in lines:
        text = line.text.strip()
        if line.kind in centred:
            yield from (centre(part, columns) for part in wrap(text, columns))
        elif line.kind != 'blank':
            yield from wrap(text, columns, '' if line.kind == 'front' else indent)


def numbered_pages(lines):
    """A page number behind every thirty lines."""
    for count, line in enumerate(lines, 1):
        yield line
        if count % PAGE_LINES == 0:
            yield f'— {count // PAGE_LINES} —'


def printed_pages(lines, columns):
    """Pages as pdftotext -layout has them: a blank line, the number in the middle, a form feed before the next page."""
    for count, line in enumerate(lines):
        page, row = divmod(count, PAGE_LINES)
        if page > 0 and row == 0:
            yield ''
            yield centre(f'- {page} -', columns)
        yield '\f' * (page > 0 and row == 0) + line


def wrapped_76_indented(lines):
    """Out of a PDF: paragraphs begin with two blanks of an ideograph's width."""
    return written(wrapped_lines(lines, 76, INDENT, ('front',)))


def wrapped_76_centred(lines):
    """Out of a PDF of a plan: its headings stand in the middle."""
    return written(wrapped_lines(lines, 76, INDENT, ('front', 'heading')))


def wrapped_64_pages(lines):
    """Out of a PDF whose page numbers stand between the lines."""
    return written(numbered_pages(wrapped_lines(lines, 64, INDENT, ('front',))))


def wrapped_72_printed(lines):
    """Out of pdftotext -layout: indents are of ASCII's blanks, pages end with their number and a form feed."""
    return written(printed_pages(wrapped_lines(lines, 72, '    ', ('front',)), 72))


def wrapped_76_flush(lines):
    """Out of a mailer or fmt(1): wrapped, and nothing shows where a paragraph begins."""
    return written(wrapped_lines(lines, 76, ''))


def wrapped_76_spaced(lines):
    """Out of a mailer or a page in Markdown: wrapped, with a blank line behind each paragraph."""
    return '\n'.join(written(wrap(text, 76)) for text in stripped(lines))


def wrapped_30(lines):
    """A narrow column, as on a telephone's screen or in a newspaper."""
    return written(wrapped_lines(lines, 30, INDENT, ('front',)))


def double_spaced(lines):
    """Out of a web page or pandoc: a blank line behind each paragraph."""
    return written(stripped(lines), '\n\n')


def crlf(lines):
    """From Windows."""
    return written((line.text for line in lines), '\r\n')


def html_paragraphs(lines):
    """Out of the source of a web page."""
    return written(f'<p>{text}</p>' for text in stripped(lines))


def html_blanks(lines):
    """Out of a web page whose indents are blanks of HTML."""
    return written('&nbsp;' * 4 + text for text in stripped(lines))


def one_line_br(lines):
    """Out of a field of a database that holds a page's HTML."""
    return '<br>'.join(stripped(lines)) + '\n'


def one_line_separators(lines):
    """Out of a program that writes Unicode's line separators."""
    return '\u2028'.join(stripped(lines)) + '\n'


def one_line_tabs(lines):
    """Out of a cell of a table, whose line ends became TABs."""
    return '\t'.join(stripped(lines)) + '\n'


def centred_headings(lines):
    """Headings in the middle of the page, paragraphs on one line each."""
    return written(centre(line.text.strip(), 76) if line.kind in ('front', 'heading') else line.text.strip()
                   for line in lines)


def form_feeds(lines):
    """Out of pdftotext: a form feed before the first line of a page."""
    return written('\f' * (count % PAGE_PARAGRAPHS == 0) + text for count, text in enumerate(stripped(lines), 1))


def ideographic_indents(lines):
    """Out of a word processor: every paragraph begins with two blanks of an ideograph's width."""
    return written(INDENT + text for text in stripped(lines))


LAYOUTS = {
    'wrapped-76-indented': wrapped_76_indented,
    'wrapped-76-centred': wrapped_76_centred,
    'wrapped-64-pages': wrapped_64_pages,
    'wrapped-72-printed': wrapped_72_printed,
    'wrapped-76-flush': wrapped_76_flush,
    'wrapped-76-spaced': wrapped_76_spaced,
    'wrapped-30': wrapped_30,
    'double-spaced': double_spaced,
    'crlf': crlf,
    'html-paragraphs': html_paragraphs,
    'html-blanks': html_blanks,
    'one-line-br': one_line_br,
    'one-line-separators': one_line_separators,
    'one-line-tabs': one_line_tabs,
    'centred-headings': centred_headings,
    'form-feeds': form_feeds,
    'ideographic-indents': ideographic_indents,
}
