"""Old Word and WPS documents, RTF and ODT, turned into docx by LibreOffice where it is installed.

The office program runs apart from everything a person has: a profile of its own that is thrown away, no macros,
no links followed, no network, a time limit.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from jianfu_cli.leftovers import AWAY, owned_prefix, sweep

_SECONDS = 14  # a worker has 18 for a file
_NAMES = ("soffice.exe",) if sys.platform == "win32" else ("soffice", "libreoffice")
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">\
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>\
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>\
<item oor:path="/org.openoffice.Inet/Settings">\
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>\
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>\
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>\
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>\
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>\
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>\
</oor:items>
"""


def to_docx(data: bytes, extension: str) -> bytes | None:
    """Return the document ``data``, which the program knows by ``extension``, as docx; None where it cannot be done."""
    program = office_program()
    if program is None:
        return None
    sweep(Path(tempfile.gettempdir()), AWAY)
    with tempfile.TemporaryDirectory(prefix=owned_prefix(AWAY), ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        document = place / f"document.{extension}"
        document.write_bytes(data)
        apart = [f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        task = ["--convert-to", "docx:Office Open XML Text", "--outdir", str(place / "made"), str(document)]
        _run([str(program), *apart, *task], place)
        made = place / "made" / "document.docx"
        return made.read_bytes() if made.is_file() else None


def office_program() -> Path | None:
    """Return LibreOffice: from the search path (never from the folder one happens to be in) or where it installs."""
    folders = [Path(folder) for folder in os.get_exec_path() if Path(folder).is_absolute()]
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
        folders += [Path(root, "LibreOffice", "program") for root in roots if root]
    if sys.platform == "darwin":
        folders.append(Path("/Applications/LibreOffice.app/Contents/MacOS"))
    here = Path.cwd()
    candidates = (folder / name for folder in folders if folder != here for name in _NAMES)
    return next((program for program in candidates if program.is_file() and os.access(program, os.X_OK)), None)


def _run(command: list[str], folder: Path) -> None:
    """Run the program to its end or to the time limit, watched by a process that outlives this one if need be."""
    keeper = [sys.executable, "-I", "-S", str(Path(__file__).with_name("office_keeper.py"))]
    with contextlib.suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 -- the program is found by absolute path, its arguments are ours
            [*keeper, str(_SECONDS), str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is sent to all of a terminal's processes: this one is to see to the office program first.
            start_new_session=True,
        )
        try:
            process.wait()
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait()
