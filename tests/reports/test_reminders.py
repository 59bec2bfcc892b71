from dataclasses import replace
from datetime import date

import pytest
from made.forms import form, shipped, source
from made.ledgers import filed, scan, small_ledger

from jianfu_cli.core.filings.ledger import keep_ledger
from jianfu_cli.core.model.provisions import Contact
from jianfu_cli.reports.reminders import as_text, group_list, reminders

COUNTY = """\
红旗区：

现将“进一步减轻中小学教师负担专项整治”（新教领秘〔2024〕2号）材料报送情况函告如下（截至2024年7月5日），请按要求办理。

一、已过报送期限，请尽快补报
  1. 专项整治问题摸排清单（附件2）：应于2024年7月4日前（含当日）报送，已过 1 天（1 个工作日），尚未收到。没有内容的，请报零报告。
  2. 专项整治工作总结报告（附件4）：应于2024年7月4日前（含当日）报送，已过 1 天（1 个工作日），尚未收到。
  3. 专项整治典型案例（附件5）：应于2024年7月4日前（含当日）报送，已过 1 天（1 个工作日），尚未收到。
  4. 中小学教师减负工作相关文件目录（附件6）：应于2024年7月4日前（含当日）报送，已过 1 天（1 个工作日），尚未收到。没有内容的，请报零报告。
  5. 社会事务进校园白名单（附件7）：应于2024年7月4日前（含当日）报送，已过 1 天（1 个工作日），尚未收到。没有内容的，请报零报告。

二、已收到但须改正的材料，请改正后重新报送
  1. 专项整治问题整改清单（附件3），2024年6月19日收到（附件3.xlsx），1 处：
    （1）Sheet1 G8：整改时限已过，完成情况是“正在 推进”
         改法：改为“已完成”。

三、缺少加盖公章的扫描件
  附件3

四、下列文件已收到，不是报表，文件名也看不出是哪个附件的扫描件；是报表或扫描件的，请注明附件号重新报送
  1. b>.docx

五、其他已收到的材料
  符合要求：附件1（2024年6月7日收到，迟报 2 天）。

各附件请同时报送电子版和加盖公章的扫描件。如在收到本函前已经报送，请予告知，以便核对。

中共新乡市委教育工作领导小组秘书组
2024年7月5日
"""


def texts(ledger):
    return {reminder.unit: as_text(reminder, ledger) for reminder in reminders(ledger)}


def test_a_unit_is_told_what_is_missing_what_to_mend_and_what_is_in_order():
    assert texts(small_ledger("2024-07-05"))["红旗区"] == COUNTY


@pytest.mark.parametrize(
    ("as_of", "units"),
    [
        ("2024-06-05", ["卫滨区"]),  # the damaged file of that day
        ("2024-06-20", ["红旗区", "卫滨区"]),  # a fault to mend; 附件1 missing
        ("2024-07-05", ["红旗区", "卫滨区"]),
    ],
)
def test_only_units_with_something_to_do_get_one(as_of, units):
    ledger = small_ledger(as_of)
    assert [one.unit for one in reminders(ledger) if one.missing or one.mend or one.unreadable] == units


@pytest.mark.parametrize(
    ("as_of", "near"),
    [
        ("2024-06-01", False),  # a Saturday: 附件1 is due on Wednesday, three working days left
        ("2024-06-05", True),
    ],
)
def test_what_is_due_soon_is_asked_for(as_of, near):
    text = texts(small_ledger(as_of))["卫滨区"]
    assert "临近报送期限，请按时报送" in text
    assert ("就是今天" in text) is near
    assert ("还有 4 天（3 个工作日）" in text) is not near


def test_what_is_not_due_soon_is_not_asked_for():
    assert texts(small_ledger("2024-05-20")) == {}


def test_files_that_cannot_be_read_are_asked_for_again():
    text = texts(small_ledger())["卫滨区"]
    assert "无法读取的文件，请重新报送\n  1. 附件1.xlsx：文件已损坏。请重新发送。\n" in text


def test_what_came_as_a_scan_or_a_blank_is_asked_for_as_such():
    day = date(2024, 7, 1)
    blank = form("a6", unit="红旗区", reported=None, received="2024-07-01")
    files = (
        scan("红旗区", "2024-07-01", "附件5扫描件.pdf"),
        source("红旗区/2024-07-01/附件6.xlsx", blank, inbox_unit="红旗区", folder_date=day),
    )
    for as_of, far in (("2024-07-03", "还有 1 天（1 个工作日）。"), ("2024-07-05", "已过 1 天（1 个工作日），")):
        ledger = keep_ledger(files, (), shipped(), date.fromisoformat(as_of), ("红旗区",))
        text = texts(ledger)["红旗区"]
        own = text.partition("典型案例（附件5）：")[2].partition("\n")[0]
        assert own.endswith(f"{far}已收到扫描件，请补发电子版。")
        assert f"{far}收到的是空白表，请填好再报。\n" in text
        assert "红旗区（附件5已收到扫描件，请补发电子版；附件6收到的是空白表，请填好再报）" in group_list(
            reminders(ledger), ledger
        )


def test_what_came_or_is_owed_alike_is_said_together_in_short():
    files = (filed("红旗区", "2024-06-05", "a1"), filed("红旗区", "2024-07-05", "a2", "a3", "a4", "a6"))
    ledger = keep_ledger(files, (), shipped(), date(2024, 7, 5), ("红旗区", "卫滨区"))
    assert (
        texts(ledger)["红旗区"]
        .partition("符合要求：")[2]
        .startswith("附件1（2024年6月5日收到）、附件2—4、6（2024年7月5日收到，迟报 1 天）。\n")
    )
    group = group_list(reminders(ledger), ledger)
    assert "\n附件2—7：2024年7月4日前（含当日）报，" in group
    assert "\n· 附件1—7均未报的 1 个单位：卫滨区\n" in group
    assert "\n· 红旗区：附件1—4、6\n" in group  # without their scans


def test_the_contact_is_printed_where_the_campaign_has_one():
    contact = Contact(office="示例科", phone="0000-000000")
    ledger = replace(small_ledger(), campaign=shipped().model_copy(update={"contact": contact}))
    text = texts(ledger)["红旗区"]
    assert "联系方式：示例科，电话 0000-000000\n" in text
    # A letter is signed by who issues it (GB/T 9704), not by one of its offices.
    assert text.endswith("\n中共新乡市委教育工作领导小组秘书组\n2024年6月20日\n")
    assert "联系" not in texts(small_ledger())["红旗区"]


GROUP = """\
【进一步减轻中小学教师负担专项整治】材料报送提醒（截至2024年6月20日）

已过期限、电子版尚未收到的：
附件1：2024年6月5日前（含当日）报，已过 15 天（10 个工作日）
· 附件1未报的 1 个单位：卫滨区

已收到、须改正后重报的（详见发给各单位的函）：
· 红旗区：附件3

文件无法读取、须重发的：卫滨区
"""


def test_the_list_for_a_group_chat():
    ledger = small_ledger()
    assert group_list(reminders(ledger), ledger) == GROUP


def test_units_that_lack_the_same_scans_stand_on_one_line_of_the_group_list():
    sent = {"红旗区": ("a1", "a2"), "卫滨区": ("a1",), "凤泉区": ("a1", "a2"), "牧野区": ("a1", "a2")}
    files = [filed(unit, "2024-06-05", *forms) for unit, forms in sent.items()]
    ledger = keep_ledger(files, (), shipped(), date(2024, 7, 5), tuple(sent))
    assert group_list(reminders(ledger), ledger).endswith(
        "缺少加盖公章的扫描件的：\n· 附件1、2（3 个单位）：红旗区、凤泉区、牧野区\n· 卫滨区：附件1\n"
    )


def test_the_group_is_thanked_where_nothing_is_missing():
    ledger = small_ledger("2024-05-20")
    assert "谢谢各单位支持" in group_list((), ledger)
