r"""The command line that Windows gives a batch file, taken apart: ``cmd`` itself would read names as commands."""

from jianfu_cli.core.language.patterns import pattern_of

_ARGUMENT = pattern_of(r'"([^"]*)"?|([^" \t]+)')  # a full-width blank is part of a name


def dropped_names(line: str, script: str) -> tuple[str, ...]:
    r"""Return what was dropped on ``script`` (its file's name), from the command line of the ``cmd`` that runs it.

    Explorer puts in quotes only names with blanks; no name has a quote. Where the script stands nowhere in the line
    nothing was dropped.

    >>> dropped_names(r'cmd.exe /c ""D:\a b\查表.bat" D:\x&y "D:\100% 完成"', "查表.bat")
    ('D:\\x&y', 'D:\\100% 完成')
    >>> dropped_names(r'C:\Windows\system32\cmd.exe /c ""D:\查表.bat" "', "查表.bat")
    ()
    """
    begins = line.lower().find(f"\\{script}".lower())
    if begins < 0:
        return ()
    rest = line[begins + 1 + len(script) :].removeprefix('"')
    # The outer pair of quotes ends behind the last name.
    if rest.count('"') % 2:
        rest = rest[: rest.rindex('"')]
    return typed_names(rest)


def typed_names(text: str) -> tuple[str, ...]:
    r"""Return the names typed or dragged into a window, in quotes where they have blanks: a backslash is no escape.

    >>> typed_names('"D:\\a b" D:\\c'), typed_names("  ")
    (('D:\\a b', 'D:\\c'), ())
    """
    return tuple(quoted or bare for quoted, bare in _ARGUMENT.findall(text) if quoted or bare)
