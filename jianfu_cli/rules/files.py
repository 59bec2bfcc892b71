"""JF0xx: about a file as such."""

from collections.abc import Iterator

from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form, Outcome, SourceFile
from jianfu_cli.rules.rule import Context, file_rule, form_rule

_HOUSE = "通知四（六）：提交电子版"
_MOST_NAMED = 8


def _problems(file: SourceFile, code: str) -> Iterator[Fault]:
    for problem in file.problems:
        if problem.code == code:
            yield Fault(problem.detail, problem.hint, sheet=problem.sheet, cell=problem.cell)


@file_rule("JF001", "unreadable-file", Severity.ERROR, _HOUSE)
def unreadable_file(file: SourceFile, context: Context) -> Iterator[Fault]:
    """文件损坏、不完整、是空的，或者根本不是表格、文档。

    为什么：读不出内容就无法汇总；读出一半比读不出更糟，所以整个文件不采用。
    不对：邮件附件没有下载完整，大小只有几 KB。
    对：能用 Excel 或 WPS 正常打开的文件。
    怎么改：请填报单位从原来的电脑重新发送，或打开后另存为 xlsx 再发。
    """
    yield from _problems(file, "JF001")


@file_rule("JF002", "encrypted-file", Severity.ERROR, _HOUSE)
def encrypted_file(file: SourceFile, context: Context) -> Iterator[Fault]:
    """文件设有打开密码。

    为什么：没有密码读不出内容。
    不对：保存时设了打开权限密码。
    对：不设打开密码的文件。
    怎么改：去掉打开密码后重新报送。
    """
    yield from _problems(file, "JF002")


@file_rule("JF003", "unsafe-file", Severity.ERROR, _HOUSE)
def unsafe_file(file: SourceFile, context: Context) -> Iterator[Fault]:
    """文件大得反常，或结构像是用来破坏软件的，在打开之前就拒绝了。

    为什么：正常的报表不会有这样的结构；打开它可能使电脑死机。
    不对：很小的压缩包解开后有几个 GB；最右下角的单元格里有内容。
    对：用 Excel 或 WPS 正常保存的表格。
    怎么改：用 Excel 或 WPS 打开，把表格复制到新工作簿，另存为 xlsx 再报送。
    """
    yield from _problems(file, "JF003")


@file_rule("JF004", "active-content", Severity.WARNING, _HOUSE)
def active_content(file: SourceFile, context: Context) -> Iterator[Fault]:
    """文件里有宏、外部链接、嵌入对象等能运行或向外连的内容；没有运行，也没有打开。

    为什么：报表不需要这些内容，它们可能带病毒，或把内容改成别处的数据。
    不对：带宏的 xlsm；单元格引用另一台电脑上的文件。
    对：只有文字和数字的 xlsx。
    怎么改：另存为不含宏和链接的 xlsx 再报送。
    """
    yield from _problems(file, "JF004")


@file_rule("JF005", "wrong-extension", Severity.WARNING, _HOUSE)
def wrong_extension(file: SourceFile, context: Context) -> Iterator[Fault]:
    """扩展名与内容不符；已按内容读取。

    为什么：有的软件按扩展名打开，会报错或读出乱码。
    不对：xls 文件直接改名为 xlsx。
    对：用“另存为”换格式。
    怎么改：打开后另存为 xlsx 再报送。
    """
    yield from _problems(file, "JF005")


@file_rule("JF006", "unknown-form", Severity.ERROR, "通知附件1—7")
def unknown_form(file: SourceFile, context: Context) -> Iterator[Fault]:
    """文件里认不出任何一个附件，或者是不能直接读取的格式；单位文件夹里别的表格为提醒。

    为什么：汇总靠列名和提纲标题认表；认不出就不知道每一列是什么。通讯录、别的台账不是报表，说明一声，没有采用。
    不对：名为“附件2.xlsx”，里面却是另一张表；.doc、.wps、.rar 文件。
    对：用下发的空白表填写，列名不改动，存为 xlsx（表格）或 docx（提纲）。
    怎么改：按提示另存为可读的格式，或改用下发的空白表。
    """
    for fault in _problems(file, "JF006"):
        # Read all the same by an office program, another table, or a mere shortcut: something to know of.
        yield fault if file.outcome is Outcome.REFUSED else fault._replace(severity=Severity.WARNING)


@form_rule("JF007", "other-version", Severity.WARNING, "通知附件1—7")
def other_version(form: Form, context: Context) -> Iterator[Fault]:
    """用的是别的专项行动或旧版本的空白表。

    为什么：列的含义可能已经不同。
    不对：拿上一次专项行动的空白表来填。
    对：用本次下发的空白表。
    怎么改：核对列名；最好换用本次的空白表。
    """
    mark = form.recognition.mark
    if mark is None:
        return
    if mark.campaign != context.campaign.id:
        yield Fault(f"这是另一个专项行动（{mark.campaign}）的空白表", "请核对内容，最好换用本次下发的空白表。")
    elif mark.attachment == form.attachment and mark.version != context.attachment(form.attachment).version:
        yield Fault(f"这是旧版本（{mark.version}）的空白表", "请核对列名，最好换用新版空白表。")


@file_rule("JF008", "hidden-content", Severity.WARNING, _HOUSE)
def hidden_content(file: SourceFile, context: Context) -> Iterator[Fault]:
    """隐藏的工作表、行、列里有数据，是附件的照样读取；整行画了删除线的，照样读取；Word 里隐藏的文字不采用。

    为什么：打开文件的人看不见这些内容，多半是忘了删或忘了取消隐藏。
    不对：填好的表被隐藏，露在外面的是空白表。
    对：要报送的内容都看得见。
    怎么改：取消隐藏并核对；不需要的删掉。
    """
    yield from _problems(file, "JF008")
    for form in file.forms:
        yield from _hidden(form)


def _hidden(form: Form) -> Iterator[Fault]:
    if form.place.hidden_sheet and form.body.rows:
        yield Fault(
            f"工作表“{form.place.sheet}”是隐藏的，里面有 {len(form.body.rows)} 行数据，已一并读取",
            "取消隐藏并核对。",
            form=form,
        )
    if form.body.hidden_rows:
        rows = _numbered(form.body.hidden_rows)
        message = f"有 {len(form.body.hidden_rows)} 行数据是隐藏或筛选掉的（第 {rows} 行），已一并读取"
        yield Fault(message, "取消隐藏或筛选并核对。", row=form.body.hidden_rows[0], form=form)
    if form.body.struck_rows:
        rows = _numbered(form.body.struck_rows)
        message = f"有 {len(form.body.struck_rows)} 行数据整行画了删除线（第 {rows} 行），已一并读取"
        yield Fault(message, "作废的删掉，有效的去掉删除线。", row=form.body.struck_rows[0], form=form)
    for column in form.body.hidden_columns:
        if form.body.rows:
            name = column_letters(column.number)
            yield Fault(
                f"第 {name} 列是隐藏的，已一并读取",
                "取消隐藏并核对。",
                row=form.place.header_row,
                column=column,
                form=form,
            )


def _numbered(rows: tuple[int, ...]) -> str:
    return "、".join(map(str, rows[:_MOST_NAMED])) + ("等" if len(rows) > _MOST_NAMED else "")


@form_rule("JF009", "untouched-blank", Severity.WARNING, "通知四（六）")
def untouched_blank(form: Form, context: Context) -> Iterator[Fault]:
    """空白表原样退回，什么也没有填；不算报送。

    为什么：没有数据行，也没有填报时间和填报人员，看不出是零报告还是忘了填。
    不对：只有填报单位（下发时已预填），其他全空。
    对：没有问题的，在表中写“无”并填上填报时间、填报人员及电话（零报告）。
    怎么改：填好后再报；确实没有内容的按零报告填。
    """
    if form.untouched:
        label = context.attachment(form.attachment).label
        yield Fault(
            f"{label}是没有填写的空白表，不算报送", "填好后再报；确实没有内容的写“无”，并填上填报时间和填报人员。"
        )


@form_rule("JF010", "unsure-form", Severity.WARNING, "通知附件1—7")
def unsure_form(form: Form, context: Context) -> Iterator[Fault]:
    """像是某个附件，又不能肯定：列名是许多表都有的，标题不是它的，或者像别的表。

    为什么：把通讯录、别的台账当成附件，会挤掉真的那一份，数字也跟着错；所以拿不准的不代替拿得准的，也不公布。
    不对：没有标题，只有“项目名称、责任单位、完成时限、完成情况”几列。
    对：表的上方写明“专项整治问题整改清单”；或者用下发的空白表。
    怎么改：是附件的，在表的上方写上表名再报；不是的，从文件夹里移走。
    """
    if not form.recognition.sure:
        label = context.attachment(form.attachment).label
        yield Fault(
            f"像是{label}，不能肯定：{form.recognition.doubt}",
            f"是{label}的，在表的上方写上表名；不是报表的，从文件夹里移走。",
            row=form.place.header_row,
        )


@file_rule("JF012", "roll-up-sent", Severity.ERROR, "通知四（六）：逐级汇总报送")
def roll_up_sent(file: SourceFile, context: Context) -> Iterator[Fault]:
    """报来的是汇总以后的表（汇总.xlsx，或者其中的一张、另存的一份），不是填报的附件。

    为什么：汇总里有许多单位的行，当作一个单位的表来读，行数会重复，也查不到每一行出自哪个文件。
    不对：县里把自己的 汇总.xlsx 改名为“附件2.xlsx”报上来。
    对：县里报上报包（jianfu merge … --bundle 上报包.zip），或者各单位原来的文件。
    怎么改：请该单位用 --bundle 生成上报包报送，每一行都带着来源。
    """
    yield from _problems(file, "JF012")


@file_rule("JF013", "bundle-altered", Severity.ERROR, "通知四（六）：逐级汇总报送")
def bundle_altered(file: SourceFile, context: Context) -> Iterator[Fault]:
    """上报包与生成时不一样，或者不是本次专项行动、本版本程序的：整个不采用；改了名、重复报送的为提醒。

    为什么：上报包里每个部分都记着 SHA-256，对不上就不知道哪些行可信；改一格数字，汇总就错了。
    不对：把上报包解压，改了里面的内容，再压缩报上来；同一个上报包报了两次。
    对：jianfu merge … --bundle 红旗区.zip 生成的文件原样发送。
    怎么改：请下级重新生成、原样发送；重复的不必改，只计一次。
    """
    for fault in _problems(file, "JF013"):
        yield fault if file.outcome is Outcome.REFUSED else fault._replace(severity=Severity.WARNING)
