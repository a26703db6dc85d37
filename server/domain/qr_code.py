"""A text as a QR code (ISO/IEC 18004)."""

import segno

_BORDER = 4  # modules of light around it, which readers need


def qr_rows(text: str) -> list[str]:
    """Its rows from the top, each a text of `1` for a dark module and `0` for a light one."""
    code = segno.make_qr(text, error="m")
    return ["".join(map(str, row)) for row in code.matrix_iter(border=_BORDER)]
