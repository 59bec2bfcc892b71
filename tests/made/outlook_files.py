"""Makes Outlook's .msg (MS-OXMSG in MS-CFB), which no free library writes: storages, streams and properties."""

import struct

_SECTOR, _MINI, _SMALLEST = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound(tree):
    """An OLE2 file of ``tree``: names with bytes (a stream) or with a tree of their own (a storage)."""
    entries = [["Root Entry", _ROOT, _FREE, _FREE, b""]]
    _lay(entries, 0, tree)
    sectors = -(-len(entries) // 4)
    chain, small, contents = [*range(1, sectors), _END], [], []

    def put(content):
        contents.append(content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0"))
        return _chained(chain, len(contents[-1]) // _SECTOR)

    places, mini = {}, b""
    for place, (_, kind, _, _, content) in enumerate(entries):
        if kind == _STREAM and len(content) >= _SMALLEST:
            places[place] = put(content)
        elif kind == _STREAM and content:
            places[place] = _chained(small, -(-len(content) // _MINI))
            mini += content.ljust(-(-len(content) // _MINI) * _MINI, b"\0")
    entries[0][4] = mini
    places[0] = put(mini)
    small_table = put(struct.pack(f"<{len(small)}I", *small).ljust(-(-len(small) // 128) * _SECTOR, b"\xff"))
    directory = b"".join(_entry(entry, places.get(place, _END)) for place, entry in enumerate(entries))
    tables = -(-len(chain) // 127)  # behind all else
    first = len(chain)
    chain += [_FAT] * tables
    table = struct.pack(f"<{tables * 128}I", *chain, *[_FREE] * (tables * 128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<8I", tables, 0, 0, _SMALLEST, small_table, 1, _END, 0)
    header += struct.pack("<109I", *range(first, first + tables), *[_FREE] * (109 - tables))
    return header + directory.ljust(sectors * _SECTOR, b"\0") + b"".join(contents) + table


def _lay(entries, above, children):
    """Lay the children of an entry behind all that lies there, each to the right of the one before it."""
    first = len(entries)
    entries[above][3] = first if children else _FREE
    for nth, (name, child) in enumerate(children.items(), start=1):
        right = first + nth if nth < len(children) else _FREE
        is_stream = isinstance(child, bytes)
        entries.append([name, _STREAM if is_stream else _STORAGE, right, _FREE, child if is_stream else b""])
    for place, child in enumerate(children.values(), start=first):
        if not isinstance(child, bytes):
            _lay(entries, place, child)


def _chained(chain, count):
    start = len(chain)
    chain += [*range(start + 1, start + count), _END] if count else []
    return start if count else _END


def _entry(entry, start):
    name, kind, right, child, content = entry
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, len(content))


def padded(text, coding="utf-16-le"):
    return text.encode(coding)


def properties(head, fixed):
    return bytes(head) + b"".join(struct.pack("<HHI8s", kind, number, 6, value) for kind, number, value in fixed)


def filetime(*utc):
    from datetime import UTC, datetime

    ticks = int((datetime(*utc, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
    return struct.pack("<Q", ticks)


def attachment(name, content, *, coding="", mime="", cid="", hidden=False):
    kind = "001E" if coding else "001F"
    tree = {
        **({f"__substg1.0_3707{kind}": padded(name, coding or "utf-16-le")} if name else {}),
        "__properties_version1.0": properties(8, [(0x000B, 0x7FFE, struct.pack("<Q", hidden))]),
    }
    if isinstance(content, bytes):
        tree["__substg1.0_37010102"] = content
    else:
        tree["__substg1.0_3701000D"] = content
    if mime:
        tree["__substg1.0_370E001F"] = padded(mime)
    if cid:
        tree["__substg1.0_3712001F"] = padded(cid)
    return tree


def mail(
    *attachments,
    sent=None,
    sender="",
    headers="",
    html=b"",
    subject="",
    body="",
    codepage=936,
    inner=False,
    internet=65001,
    language=0,
):
    """The tree of a mail, to be given to ``compound``, or as an attachment of another (``inner``)."""
    pages = {0x3FFD: codepage, 0x3FDE: internet, 0x3FF1: language}
    fixed = [(0x0003, number, struct.pack("<Q", page)) for number, page in pages.items() if page]
    fixed += [(0x0040, 0x0039, sent)] if sent else []
    tree = {"__properties_version1.0": properties(24 if inner else 32, fixed)}
    texts = {"0C1F": sender, "007D": headers, "0037": subject, "1000": body}
    tree |= {f"__substg1.0_{number}001F": padded(text) for number, text in texts.items() if text}
    tree |= {"__substg1.0_10130102": html} if html else {}
    for place, each in enumerate(attachments):
        tree[f"__attach_version1.0_#{place:08X}"] = each
    return tree
