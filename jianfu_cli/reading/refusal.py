"""Why a file is not read: the exception that every reader raises, and the wording they share."""

from jianfu_cli.core.language.values import cell_name

RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再报送。"
RESAVE_DOCUMENT = "用 Word 或 WPS 打开后另存为 docx 再报送。"


class RefusedError(Exception):
    """The file must not or cannot be read; ``code`` is the rule that says so."""

    def __init__(
        self, code: str, detail: str, hint: str = "", sheet: str | None = None, cell: str | None = None
    ) -> None:
        super().__init__(detail)
        self.code, self.detail, self.hint, self.sheet, self.cell = code, detail, hint, sheet, cell


def empty() -> RefusedError:
    """Return the refusal of a file without content."""
    return RefusedError("JF001", "文件是空的", "请重新发送。")


def damaged() -> RefusedError:
    """Return the refusal of a damaged or truncated file."""
    return RefusedError("JF001", "文件已损坏或不完整", "请从原来的电脑重新发送；" + RESAVE)


def encrypted() -> RefusedError:
    """Return the refusal of a file that opens with a password only."""
    return RefusedError("JF002", "文件设有打开密码", "去掉密码后再报送。")


def locked() -> RefusedError:
    """Return the refusal of a file that an office's own software lets nobody open elsewhere."""
    return RefusedError("JF002", "文件被本单位的加密软件加了密，别的电脑打不开", "请在原来的电脑上解密，再报送。")


def unsafe(detail: str, hint: str = RESAVE, cell: str | None = None) -> RefusedError:
    """Return the refusal of a file that is over a limit or made to mislead."""
    return RefusedError("JF003", detail, hint, cell=cell)


def too_far(row: int, column: int) -> RefusedError:
    """Return the refusal of a sheet that holds a value so far off (1-based) that no reader can lay it out."""
    cell = cell_name(row, column)
    return unsafe(f"{cell} 单元格离表格太远，无法按表读取", "删除远处多余的内容再报送。", cell=cell)


def too_much_at(row: int, column: int, what: str) -> RefusedError:
    """Return the refusal of a sheet where, at a cell (1-based), there is too much of ``what`` to lay it out."""
    cell = cell_name(row, column)
    return unsafe(f"{cell} 处的{what}", "删除远处多余的内容再报送。", cell=cell)


def roll_up_sent() -> RefusedError:
    """Return the refusal of a roll-up that came in place of a return: its rows would count a second time."""
    return RefusedError(
        "JF012",
        "这是汇总以后的表（每行注明来源），不是各单位填报的附件，没有采用",
        "用 jianfu merge … --bundle 上报包.zip 生成上报包，报送这个 zip；或者报送各单位原来的文件。",
    )
