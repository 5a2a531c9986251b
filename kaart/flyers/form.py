"""The places on a flyer to write in, as fields of a form in its PDF: to type in, in the order of the page, read aloud.

Typst makes no fields. A template writes `link("field:number", box(...))`, of which Typst makes an annotation in the
order of the tabs, an element in the tree of tags that points to it, and the number that leads back. So only few words
differ: here the annotation becomes a widget, and its element a form. Places with the same name are one field: what is
typed in one of them stands in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kaart.flyers.field_font import FieldFont

MARK = "field:"
INSET = 5.0  # points between the line around a place, and what is typed in it
BREATH = 2.4  # and above and below it: where few letters are typed, readers of PDF fill all the height
LONGEST = 80  # letters
NO_SPELLING = 1 << 22  # a flag of a field: what stands in it are names and numbers
# What fields call the font. Under any other name pdfium, in Chrome, takes only Western letters from it.
LETTERS = "Webdings"
INK = "0.106 0.169 0.169 rg"
RATIO_OF_TURNED = 2  # what is so much higher than wide, is read from the side


def add_fields(
    document: pikepdf.Pdf, labels: Mapping[str, str], language: str, is_rtl: bool, font: Callable[[], FieldFont]
) -> None:
    """Makes fields of the places with these names; `labels` is what is said of them, in a language."""
    marked = [(name, page, each) for page in document.pages for each in _annotations(page) if (name := _name(each))]
    if not marked:
        return
    elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    resources = Dictionary(Font=Dictionary({f"/{LETTERS}": font().put_in(document)}))
    fields = []
    for name in dict.fromkeys(name for name, _, _ in marked):
        field = document.make_indirect(
            Dictionary(
                FT=Name.Tx,
                T=String(name),
                TU=String(labels[name]),
                V=String(""),
                DA=String(f"/{LETTERS} 0 Tf {INK}"),  # 0: as large as there is room for
                MaxLen=LONGEST,
                Ff=NO_SPELLING,
            )
        )
        field.Kids = Array(
            [_widget(document, each, page, field, resources, is_rtl) for own, page, each in marked if own == name]
        )
        fields.append(field)
    for _, _, annotation in marked:
        element = elements[int(annotation.StructParent)]
        element.S = Name.Form
        element.Lang = String(language)
    document.Root.AcroForm = document.make_indirect(
        Dictionary(Fields=Array(fields), DR=resources, DA=String(f"/{LETTERS} 12 Tf {INK}"))
    )


def _annotations(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.obj.get("/Annots", Array()))


def _name(annotation: pikepdf.Object) -> str:
    """The name of the place that an annotation marks; empty where it marks none."""
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return address.removeprefix(MARK) if address.startswith(MARK) else ""


def _widget(
    document: pikepdf.Pdf,
    annotation: pikepdf.Object,
    page: pikepdf.Page,
    field: pikepdf.Object,
    resources: pikepdf.Dictionary,
    is_rtl: bool,
) -> pikepdf.Object:
    """The annotation as a place of its field, in which nothing is typed yet."""
    left, bottom, right, top = (float(side) for side in annotation.Rect)
    is_turned = top - bottom > RATIO_OF_TURNED * (right - left)
    beside, above = (BREATH, INSET) if is_turned else (INSET, BREATH)
    left, right, bottom, top = left + beside, right - beside, bottom + above, top - above
    for key in ("/A", "/Border", "/Contents"):
        if key in annotation:
            del annotation[key]
    empty = document.make_stream(b"/Tx BMC EMC")
    empty.Type, empty.Subtype, empty.Resources = Name.XObject, Name.Form, resources
    empty.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    annotation.Rect = Array([round(side, 2) for side in (left, bottom, right, top)])
    annotation.Subtype, annotation.Parent, annotation.P = Name.Widget, field, page.obj
    annotation.MK = Dictionary(R=270 if is_rtl else 90) if is_turned else Dictionary()
    annotation.BS, annotation.AP = Dictionary(W=0), Dictionary(N=empty)
    return annotation
