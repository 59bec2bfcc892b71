"""The doors of a pack: what a person drops a folder onto who has no command line."""

from enum import StrEnum
from typing import NamedTuple


class Audience(StrEnum):
    """For whom a pack is made: who sends forms, or who collects them."""

    COUNTY = "county"
    CITY = "city"


class Door(NamedTuple):
    """One door: ``command`` is what it runs, ``result`` how the folder of its results ends, ``takes`` what is asked."""

    command: str
    name: str
    result: str
    does: str
    takes: str


DOORS = (
    Door(
        "validate",
        "查表",
        "查表结果",
        "逐格检查，指出哪个文件、哪个单元格、错在哪里、怎么改；另给每个有问题的文件做一份标好的退改件",
        "要查的文件夹或文件",
    ),
    Door("merge", "汇总", "汇总结果", "把收件箱里报来的表合成一个工作簿、一份摘要", "收件箱文件夹"),
    Door("status", "看进度", "报送进度", "看各单位各附件报了没有、迟了几天、缺不缺扫描件", "收件箱文件夹"),
    Door("remind", "催报", "催报通知", "给每个要补报、改正的单位写好一份通知，另有一份群发清单", "收件箱文件夹"),
    Door(
        "new-template",
        "发表",
        "空白表",
        "双击，写单位名称，生成空白表；把填过的表拖上来，填过的内容带到下一张",
        "给哪个单位（写名称；直接回车就不写单位；写“全部”就是每个单位各一套）",
    ),
)
_OF_COUNTIES = ("validate", "new-template")


def doors_for(audience: Audience) -> tuple[Door, ...]:
    """Return the doors of a pack: a county checks and takes blanks, nothing else."""
    return tuple(door for door in DOORS if audience is Audience.CITY or door.command in _OF_COUNTIES)
