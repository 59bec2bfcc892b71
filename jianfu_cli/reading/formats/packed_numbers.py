"""Numbers packed into four bytes by binary workbooks (MS-XLS 2.5.217, MS-XLSB 2.5.122)."""

import struct

_WHOLE, _HUNDREDTH = 2, 1


def packed_number(packed: int) -> float:
    """Return the number that the 32 bits ``packed`` stand for: a whole one of 30 bits or half a real one."""
    if packed & _WHOLE:
        number = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, packed & ~3))[0]
    return number / 100 if packed & _HUNDREDTH else number
