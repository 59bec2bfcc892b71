import pytest

from jianfu_cli.reading.guard.markup import check_markup
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

LIMITS = GuardLimits(depth=100)


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" + b'<c r="A1" s="3"/>' * 50_000 + b"</a>",  # 50,000 formatted cells with nothing in them
        b"<a>" + b"<b><c/></b>" * 50_000 + b"</a>",
        b"<a>" * 50 + b"x" * 200_000 + b"</a>" * 50,
        b"<a>" * 20_000,  # one piece: too short to hurt
    ],
    ids=["empty elements", "pairs", "as deep as allowed", "short"],
)
def test_wide_is_not_deep(content):
    check_markup(content, LIMITS)


@pytest.mark.parametrize("within", [b"", b"<c/>", b"<b></b>"])
def test_deep_is_refused(within):
    with pytest.raises(RefusedError, match="没有尽头"):
        check_markup((b"<a>" + within) * 60_000, LIMITS)
