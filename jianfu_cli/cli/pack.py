"""``jianfu pack``: the tool as a folder for computers that have no Python and no network."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, campaign_named
from jianfu_cli.core.model.doors import Audience
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.platforms import PlatformName

if TYPE_CHECKING:
    from jianfu_cli.workflows.packs import Pack


def _version(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d)\.(\d{1,2})(?:\.\d+)?", text)
    if not match:
        raise UsageError(f"“{text}”不是 Python 的版本，请按“3.12”的格式填写")
    return int(match[1]), int(match[2])


def pack(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个新文件夹。")] = None,
    audience: Annotated[
        Audience, typer.Option("--for", help="给谁用：city 全部五个；county 只有查表和发表。")
    ] = Audience.CITY,
    platform: Annotated[PlatformName, typer.Option("--platform", help="在什么电脑上用。")] = PlatformName.WIN_AMD64,
    python: Annotated[
        Path | None,
        typer.Option(
            "--python",
            metavar="文件或文件夹",
            help="官网的免安装版 python-3.*-embed-*.zip；Linux 是可以搬动的 Python 文件夹，不写就用电脑上已有的。",
        ),
    ] = None,
    sha256: Annotated[
        str | None, typer.Option("--sha256", metavar="数", help="官网公布的 --python 那个文件的 sha256，不符就不做。")
    ] = None,
    wheels: Annotated[
        Path | None,
        typer.Option("--wheels", metavar="文件夹", help="放安装包（whl）的文件夹；缺的用 pip 下载到里面。"),
    ] = None,
    versions: Annotated[
        list[str] | None,
        typer.Option(
            "--python-version",
            metavar="版本",
            help="没有写 --python 时，给哪个版本的 Python 做，默认同现在用的；给 Linux 做可写多次。",
        ),
    ] = None,
    zipped: Annotated[bool, typer.Option("--zip", help="另打成一个 zip，放在文件夹旁边，并写出 sha256。")] = False,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="文件夹", help="只看一个做好的文件夹有没有缺损，不另做。")
    ] = None,
    campaign: CampaignOption = None,
) -> None:
    """打包：做成一个文件夹，拷到没有 Python、不能联网的电脑上就能用，把文件夹拖上去就查表。

    退出码：0 做好了、完整，1 有缺损（--check），2 命令有误。
    """
    if check:
        _check(check)
        return
    if output is None:
        raise UsageError("请用 -o 写明做到哪个文件夹；只看有没有缺损用 --check 文件夹")
    from jianfu_cli.workflows.packs import PackOrder, make_pack, zip_pack

    order = PackOrder(
        output,
        audience,
        platform,
        python,
        sha256 or "",
        wheels,
        tuple(map(_version, versions or ())),
        campaign_named(context, campaign),
    )
    made = make_pack(order)
    _report(made)
    if zipped:
        archive, digest, size = zip_pack(output)
        typer.echo(f"已打成 {archive}（{size / 1e6:.1f} MB）\nsha256 {digest}")


def _report(made: "Pack") -> None:
    written = "、".join(f"{major}.{minor}" for major, minor in made.versions)
    typer.echo(
        f"已做好 {made.folder}：{made.platform.label}，Python {written}，{made.files} 个文件，{made.size / 1e6:.1f} MB"
    )
    typer.echo(f"里面的{'、'.join(made.doors)}，把文件夹拖上去就用；怎么用见“说明.html”。")
    if not made.python_included and made.platform.windows:
        typer.echo(
            f"注意：里面还没有 Python。请下载官网的 python-{written}.*-embed-{made.platform.embeddable}.zip，"
            "加 --python 再做一次；或者照“说明.html”解压进去。",
            err=True,
        )
    elif not made.python_included:
        typer.echo(f"注意：里面没有 Python，要用的电脑上须有 Python {written}。", err=True)
    if not made.compiled:
        typer.echo(f"注意：没有预先编译，启动慢一点；用 Python {written} 来打包就会快。", err=True)


def _check(folder: Path) -> None:
    from jianfu_cli.workflows.packs import check_pack

    said, faults = check_pack(folder)
    typer.echo(f"{folder}：{said}")
    for fault in faults:
        typer.echo(f"  × {fault}")
    if faults:
        typer.echo(f"不完整：{len(faults)} 处。请重新复制或重新打包。")
        raise typer.Exit(1)
    typer.echo("完整，没有缺损。")
