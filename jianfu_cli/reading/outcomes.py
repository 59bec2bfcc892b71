"""What becomes of a file: the value that says it was read, skipped or refused, and why."""

from typing import NamedTuple

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form import LITTER, Form, Outcome, Problem, SourceFile
from jianfu_cli.reading.formats.kinds import Kind, extension, kind_of
from jianfu_cli.reading.layout.setting import Title
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source


class ReadStep(NamedTuple):
    """One file read: what of it must be read next (an archive's members), and what later (a scan's seal).

    ``inside`` are the files that a bundle brings: they were read at the level below.
    """

    file: SourceFile
    next: tuple[Source, ...] = ()
    later: tuple[Source, ...] = ()
    inside: tuple[SourceFile, ...] = ()


def source_file(
    source: Source,
    digest: str,
    kind: Kind,
    outcome: Outcome,
    forms: tuple[Form, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> SourceFile:
    """Return what became of ``source``, which is of ``kind``; ``digest`` is of its bytes, "" where nobody read them."""
    return SourceFile(
        source.path,
        digest,
        kind.name,
        outcome,
        forms,
        problems,
        inbox_unit=source.inbox_unit,
        folder_date=source.folder_date,
        modified=source.modified,
        within=source.within,
        scan=kind.scan,
        enclosure=outcome is Outcome.SKIPPED and kind.is_own_file,
        mail_day=source.mail_day,
        mail_unit=source.mail_unit,
        mail_hint=source.mail_hint,
        mail_words=source.mail_words,
        called=kind.called,
    )


def skipped(source: Source, digest: str, kind: Kind) -> SourceFile:
    """Return ``source`` as a file that holds no form."""
    return source_file(source, digest, kind, Outcome.SKIPPED)


def litter(source: Source) -> SourceFile:
    """Return ``source`` as what nobody sent on purpose."""
    return skipped(source, "", kind_of(LITTER))


def refused(source: Source, digest: str, kind: Kind, refusal: RefusedError) -> SourceFile:
    """Return ``source`` as a file that could not be read, and why."""
    problem = Problem(refusal.code, refusal.detail, refusal.hint, refusal.sheet, refusal.cell)
    return source_file(source, digest, kind, Outcome.REFUSED, problems=(problem,))


def read_folder(source: Source, kind: Kind) -> SourceFile:
    """Take a folder of another program's parts as the one file that it is."""
    refusal = kind.refused()
    return refused(source, "", kind, refusal) if refusal else skipped(source, "", kind)


def other_table(title: str) -> Problem:
    """Say of a file that its table, under ``title``, is none of the attachments (JF006)."""
    what = f"“{title.strip()}”不是本次要报的附件" if title else "里面认不出任何一个附件"
    return Problem("JF006", f"{what}，没有采用", "不是报表的不必改；是报表的，在表的上方写上附件的表名再报。")


def unknown_form(kind: Kind, title: Title, named: Attachment | None, *, is_seen: bool) -> RefusedError:
    """Say that no attachment is recognised where one should be (JF006); ``named``: the one in the name of the file."""
    if kind.advice:
        return kind.unread()
    seen = "；图片等看得见的内容读不出" if is_seen else ""
    if named and (title.surely_other or (title.other and not title.form)):
        detail = f"文件名标有附件，但“{title.text.strip()}”不是本次要报的附件"
        return RefusedError(
            "JF006", f"{detail}{seen}", "不是报表的，文件名里不写“附件”；是报表的，在表的上方写上附件的表名再报。"
        )
    detail = f"{'文件名标有附件，但' if named else ''}内容与各附件表样均不相符{seen}"
    if named and named.kind == "outline":
        return RefusedError("JF006", detail, f"请照{named.label}的提纲写在 Word 文件里，存为 docx 再报送。")
    return RefusedError("JF006", detail, "请用下发的空白表填写，列名不要改动。")


def extension_problem(name: str, kind: Kind) -> tuple[Problem, ...]:
    """Say of a file whose name promises another kind than it is (JF005)."""
    if extension(name) in kind.extensions:
        return ()
    detail = f"扩展名是 .{extension(name)}，内容其实是 {kind.called}"
    text = kind.document or kind.conversion
    return (Problem("JF005", detail, f"已按内容读取；请另存为 {'docx' if text else 'xlsx'} 再报送。"),)
