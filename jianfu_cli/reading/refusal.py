"""Why a file is not read: the exception that every reader raises, and the wording they share."""

RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再报送。"


class RefusedError(Exception):
    """The file must not or cannot be read; ``code`` is the rule that says so."""

    def __init__(
        self, code: str, detail: str, hint: str = "", sheet: str | None = None, cell: str | None = None
    ) -> None:
        super().__init__(detail)
        self.code, self.detail, self.hint, self.sheet, self.cell = code, detail, hint, sheet, cell


def damaged() -> RefusedError:
    """Return the refusal of a damaged or truncated file."""
    return RefusedError("JF001", "文件已损坏或不完整", "请从原来的电脑重新发送；" + RESAVE)


def unsafe(detail: str, hint: str = RESAVE, cell: str | None = None) -> RefusedError:
    """Return the refusal of a file that is over a limit or made to mislead."""
    return RefusedError("JF003", detail, hint, cell=cell)
