"""The sRGB colour profile (ICC version 2) that PDF/A asks for, made from the numbers of the standard IEC 61966-2-1."""

import struct
from functools import lru_cache

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
"""The sRGB primaries, adapted to the white of ICC profiles (D50)."""

_STEPS = 1024
_HEADER = 128


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile; always the same bytes."""
    curve = _curve()
    tags = [(b"desc", _description("sRGB")), (b"cprt", _text("Public domain")), (b"wtpt", _xyz(_D50))]
    tags += [(name, _xyz(values)) for name, values in _PRIMARIES.items()]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    offset = _HEADER + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        table += struct.pack(">4sII", name, offset + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    return _header(_HEADER + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    created = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    start = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    rest = created + b"acsp" + b"\0" * 28 + struct.pack(">3i", *_fixed(_D50))
    return (start + rest).ljust(_HEADER, b"\0")


def _fixed(values: tuple[float, float, float]) -> list[int]:
    return [round(value * 65536) for value in values]


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(values))


def _text(text: str) -> bytes:
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * 78


def _curve() -> bytes:
    values = [round(65535 * _linear(step / (_STEPS - 1))) for step in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _linear(value: float) -> float:
    """From a stored value to light, both 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
