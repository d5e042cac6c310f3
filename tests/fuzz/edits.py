"""Damage as a list of edits, which hypothesis makes, repeats and shrinks."""

from typing import NamedTuple

from hypothesis import strategies as st

# What turns up in damaged or malicious files.
SCRAPS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"</p>", b"<![CDATA[", b"]]>", b"&#0;", b"&lt;",
    b'"', b"\\ud800", b"{", b"[", b"\r\n\r\n", b"\n", b"999999999999999999999", b"-1",
    b"=?utf-8?q?", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"null", b"true", b"1e999", b"\xe2\x80\xae",
    b"boundary=", b"\xcc\x81", b"\xe2\x80\x8b", b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", b"&amp;#8217;",
    b"(Reuters) - ", b"By ", b"Photo: ", b"\xe2\x80\x9c", b"$5 million", b"12/31/2025", b"'", b"\t",
]  # fmt: skip
_PER_MILLE = 1000


class Edit(NamedTuple):
    """One piece of damage: where, in thousandths of the file, what, and to how many bytes."""

    place: int
    kind: str
    size: int
    scrap: bytes


EDITS = st.lists(
    st.builds(
        Edit,
        place=st.integers(0, _PER_MILLE),
        kind=st.sampled_from(["cut", "double", "overwrite", "insert", "repeat"]),
        size=st.sampled_from([1, 2, 8, 64, 512]),
        scrap=st.sampled_from(SCRAPS) | st.binary(max_size=16),
    ),
    min_size=1,
    max_size=8,
)


def damage(data: bytes, edits: list[Edit]) -> bytes:
    """Return data with the edits made, one after another."""
    for edit in edits:
        start = len(data) * edit.place // _PER_MILLE
        before, stretch, after = (
            data[:start],
            data[start : start + edit.size],
            data[start + edit.size :],
        )
        match edit.kind:
            case "cut":
                data = before + after
            case "double":
                data = before + stretch + stretch + after
            case "overwrite":
                data = before + edit.scrap + after
            case "insert":
                data = before + edit.scrap + stretch + after
            case _:
                data = before + edit.scrap * edit.size + stretch + after
    return data
