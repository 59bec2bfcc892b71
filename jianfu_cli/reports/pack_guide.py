"""``说明.html`` of a pack: one page, three pictures, for whoever opens the folder."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from jianfu_cli.core.model.doors import Audience, Door
from jianfu_cli.reports.templating import render_page
from jianfu_cli.resources import folder

STEPS = (
    ("drop.png", "把文件夹或文件拖到“查表”上，松开鼠标。"),
    ("run.png", "黑色窗口里写着正在做什么、结果放在哪里。"),
    ("result.png", "做完自动打开结果。照每一条的“怎么改”改好，再拖一次。"),
)
"""The pictures, of ``templates/pack/``, and what each shows."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the page says of one pack: ``python`` is the version, ``python_file`` its official file's name.

    ``python_sha256`` is that of the file that was put in, "" where none was.
    """

    audience: Audience
    doors: Sequence[Door]
    label: str
    windows: bool
    python: str
    python_file: str
    python_included: bool
    python_sha256: str
    campaign: str
    version: str


def as_html(guide: Guide) -> str:
    """Return the page; the pictures stand in it, so that it is one file."""
    return render_page(
        "pack/guide.html",
        ("base.css", "pack/guide.css"),
        g=guide,
        suffix=".bat" if guide.windows else ".sh",
        pictures=[(_data(name), said) for name, said in STEPS],
    )


def _data(name: str) -> str:
    picture = (folder("templates") / "pack" / name).read_bytes()
    return f"data:image/png;base64,{b64encode(picture).decode()}"
