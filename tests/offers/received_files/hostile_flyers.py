"""PDF files that somebody with bad intentions would send; each name says what it is."""

import io
import re
import warnings
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.offers.received_files.hostile_pictures import MEGABYTE, SCRIPT, SVG, bomb, saved, zip_file


def run() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"), Win=Dictionary(F=String("cmd.exe")))


def flyer(change: Callable[[Pdf], None] = lambda pdf: None, pages: int = 1, **options) -> bytes:
    """A PDF with some empty pages, and what `change` puts into it."""
    with pikepdf.new() as pdf:
        for _number in range(pages):
            pdf.add_blank_page()
        change(pdf)
        output = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with it is meant
            pdf.save(output, **options)
        return output.getvalue()


def with_root(**entries: object) -> Callable[[], bytes]:
    return lambda: flyer(lambda pdf: pdf.Root.update({f"/{key}": value for key, value in entries.items()}))


def with_page(**entries: object) -> Callable[[], bytes]:
    return lambda: flyer(
        lambda pdf: pdf.pages[0].obj.update({f"/{key}": value for key, value in entries.items()})
    )


def with_action(action: Dictionary, subtype: Name = Name.Link) -> Callable[[], bytes]:
    annotation = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([0, 0, 9, 9]), A=action, AA=action)
    return with_page(Annots=Array([annotation]))


def with_stream(raw: bytes, *filters: Name, as_font: bool = False, **entries: object) -> Callable[[], bytes]:
    """The page needs a stream that is packed as it is given here."""

    def change(pdf: Pdf) -> None:
        stream = Stream(pdf, b"")
        stream.write(raw, filter=Array(filters), type_check=False)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        held = pdf.make_indirect(stream)
        font = Dictionary(Type=Name.Font, FontDescriptor=Dictionary(FontFile2=held))
        resources = Dictionary(Font=Dictionary(F=font)) if as_font else Dictionary(XObject=Dictionary(X=held))
        pdf.pages[0].obj["/Resources"] = resources

    return lambda: flyer(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def attached(pdf: Pdf) -> None:
    pdf.attachments["rechnung.exe"] = b"MZ" + SCRIPT


def nested(depth: int) -> bytes:
    deep = b"[" * depth + b"]" * depth
    return flyer().replace(b"/Resources <<", b"/Resources << /X " + deep, 1)


def nested_apart(depth: int) -> Callable[[], bytes]:
    """Dictionaries within each other, each with a number of its own."""

    def change(pdf: Pdf) -> None:
        inner = pdf.make_indirect(Dictionary())
        for _level in range(depth):
            inner = pdf.make_indirect(Dictionary(X=inner))
        pdf.pages[0].obj["/Resources"] = inner

    return lambda: flyer(change)


def by_hand(*objects: str, trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF put together by hand, without a table of where things are."""
    body = "".join(f"{number} 0 obj {text} endobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.7\n{body}trailer << {trailer} >>\nstartxref\n0\n%%EOF".encode()


def object_stream(megabytes: int) -> bytes:
    packed = zlib.compress(b"\0" * megabytes * MEGABYTE, 9)
    for _layer in range(2):
        packed = zlib.compress(packed, 9)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    index = (1).to_bytes(1, "big") + b"\0\x0a\0" + b"\2\0\3\0" * 8
    return b"".join(
        (
            b"%PDF-1.7\n",
            b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n",
            b"3 0 obj <</Type /ObjStm /N 1 /First 4 %s /Length %d>> " % (filters, len(packed)),
            b"stream\n%s\nendstream endobj\n" % packed,
            b"4 0 obj <</Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R /Length %d>> " % len(index),
            b"stream\n%s\nendstream endobj\n" % index,
            b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF",
        )
    )


def many_objects(number: int) -> Callable[[], bytes]:
    def change(pdf: Pdf) -> None:
        parts = [pdf.make_indirect(Dictionary(X=index)) for index in range(number)]
        pdf.pages[0].obj["/Resources"] = Dictionary(Y=Array(parts))

    return lambda: flyer(change)


def added_later() -> bytes:
    """A harmless file to which an action was added behind its end."""
    whole = flyer(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before = int(re.findall(rb"startxref\n(\d+)", whole)[-1])
    catalogue = re.search(rb"1 0 obj\n<<(.*?)>>\nendobj", whole, re.DOTALL)[1]
    action = b"/OpenAction <</S /JavaScript /JS (app.alert)>>"
    addition = b"1 0 obj <<%s %s>> endobj\n" % (catalogue, action)
    table = b"xref\n1 1\n%010d 00000 n \n" % len(whole)
    size = re.search(rb"/Size (\d+)", whole)[1]
    trailer = b"trailer <</Root 1 0 R /Size %s /Prev %d>>\n" % (size, before)
    return whole + addition + table + trailer + b"startxref\n%d\n%%%%EOF" % (len(whole) + len(addition))


def layered(*, layers: int) -> bytes:
    packed = b"\0" * 200 * MEGABYTE
    for _layer in range(layers):
        packed = zlib.compress(packed, 9)
    return packed


FLATE = Name.FlateDecode
REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zeros": lambda: b"\0" * 10 * MEGABYTE,
    "more than 10 MB": lambda: flyer() + b"\0" * 10 * MEGABYTE,
    "HTML": lambda: b"<!doctype html>" + SCRIPT,
    "SVG": lambda: SVG,
    "a picture": lambda: saved("JPEG"),
    "a ZIP": zip_file,
    "HTML before the PDF": lambda: SCRIPT + flyer(),
    "GIF before the PDF": lambda: b"GIF89a" + flyer(),
    "only the first line": lambda: b"%PDF-1.7\n",
    "the first line and noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 999,
    "the first line and HTML": lambda: b"%PDF-1.7\n" + SCRIPT * 999,
    "with a password": lambda: flyer(encryption=pikepdf.Encryption(user="a", owner="b")),
    "with a password for changes": lambda: flyer(encryption=pikepdf.Encryption(user="", owner="b")),
    "21 pages": lambda: flyer(pages=21),
    "5000 pages": lambda: flyer(pages=5000),
    "no page": lambda: flyer(pages=0),
    "pages that are their own parent": lambda: by_hand(
        "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 9 /Kids [2 0 R]>>"
    ),
    "no catalogue": lambda: by_hand("<<>>", trailer="/Root 9 0 R"),
    "a catalogue that is itself": lambda: by_hand("1 0 R"),
    "a page that unfolds": lambda: with_stream(bomb(200), FLATE)(),
    "a page that unfolds thrice": lambda: with_stream(layered(layers=3), FLATE, FLATE, FLATE)(),
    "a page that unfolds by other names": lambda: with_stream(layered(layers=2), Name.Fl, Name.Fl)(),
    "a font that unfolds": lambda: with_stream(bomb(200), FLATE, as_font=True)(),
    "a page that unfolds by runs": with_stream(b"\x81\0" * 4_000_000, Name.RunLengthDecode),
    "hex within runs": with_stream(
        b"00" * 4_000_000 + b">", Name.ASCIIHexDecode, FLATE, FLATE, Name.LZWDecode
    ),
    "a picture of 50000 x 50000": with_stream(b"x", Subtype=Name.Image, Width=50_000, Height=50_000),
    "a program in PostScript": with_stream(b"(x) run", Subtype=Name.PS),
    "lists within lists, 60 deep": lambda: nested(60),
    "lists within lists, 100000 deep": lambda: nested(100_000),
    "30000 objects": many_objects(30_000),
}
TAMED: dict[str, Callable[[], bytes]] = {
    "a script when it opens": with_root(OpenAction=run()),
    "a script among the names": with_root(
        Names=Dictionary(JavaScript=Dictionary(Names=Array([String("x"), run()])))
    ),
    "scripts when it is saved and printed": with_root(AA=Dictionary(WS=run(), WP=run())),
    "a script when a page opens": with_page(AA=Dictionary(O=run())),
    "a script behind a link": with_action(run()),
    "a script behind a field": with_action(run(), Name.Widget),
    "a program behind a link": with_action(launch()),
    "a program when it opens": with_root(OpenAction=launch()),
    "a link to another file": with_action(
        Dictionary(S=Name.GoToR, F=String("\\\\host\\share\\x.pdf"), D=Array([0]))
    ),
    "a link into an attachment": with_action(Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C))),
    "a form that is sent": with_action(Dictionary(S=Name.SubmitForm, F=String("http://example.com"))),
    "data that is loaded": with_action(Dictionary(S=Name.ImportData, F=String("/etc/passwd"))),
    "a link that is a script": with_action(Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
    "a link to a file": with_action(Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))),
    "an action after a good link": with_action(
        Dictionary(S=Name.URI, URI=String("https://example.org"), Next=run())
    ),
    "an attachment": lambda: flyer(attached),
    "an attachment on a page": with_action(run(), Name.FileAttachment),
    "a film": with_action(run(), Name.RichMedia),
    "a sound": with_action(Dictionary(S=Name.Sound), Name.Screen),
    "an XFA form": with_root(AcroForm=Dictionary(XFA=String(SVG.decode()), Fields=Array([]))),
    "a portfolio": with_root(Collection=Dictionary(View=Name.D)),
    "metadata": with_page(Metadata=String("Telefonhersteller")),
    "a stream that lies elsewhere": with_stream(b"", F=String("http://example.com/x"), Subtype=Name.Form),
    "a page of another file": with_stream(b"", Ref=Dictionary(F=String("/etc/passwd")), Subtype=Name.Form),
    "a script in a form on the page": with_stream(b"", AA=Dictionary(O=run()), Subtype=Name.Form),
    "HTML behind the PDF": lambda: flyer() + SCRIPT,
    "a ZIP behind the PDF": lambda: flyer() + zip_file(),
    "HTML as a comment": lambda: flyer().replace(b"\n", b"\n%" + SCRIPT + b"\n", 1),
    "an action added later": added_later,
    "no table of objects": lambda: flyer().replace(b"startxref", b"startxxxx"),
    "dictionaries within each other": nested_apart(300),
    "stream of HTML": with_stream(SCRIPT, Subtype=Name.Form),
}
LABORIOUS: dict[str, Callable[[], bytes]] = {  # taken or refused, as far as time and memory reach
    "an object stream that unfolds": lambda: object_stream(400),
    "dictionaries within each other, 15000 deep": nested_apart(15_000),
    "200000 objects": many_objects(200_000),
    "a table that points nowhere": lambda: flyer().replace(b" 00000 n", b" 00007 n"),
    "cut off": lambda: flyer(pages=5)[:-300],
    "a million empty updates": lambda: flyer() + b"\nstartxref\n9\n%%EOF" * 400_000,
}
