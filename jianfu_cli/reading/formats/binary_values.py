"""How binary workbooks write error values and numbers, .xls and .xlsb alike (MS-XLS, MS-XLSB)."""

import struct

# MS-XLS 2.5.10, MS-XLSB 2.5.97.2
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_WHOLE, _HUNDREDTH = 2, 1


def packed_number(packed: int) -> float:
    """Return the number that the 32 bits ``packed`` stand for: a whole one of 30 bits or half a real one.

    MS-XLS 2.5.217, MS-XLSB 2.5.122.
    """
    if packed & _WHOLE:
        number = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, packed & ~3))[0]
    return number / 100 if packed & _HUNDREDTH else number
