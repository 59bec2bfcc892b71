"""How the templates are filled: strictly, from ``templates/`` and, before it, a folder of the user's own.

A user's template runs in Jinja's sandbox and is told only what docs/templates.md lists.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quoting import in_marks
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.text import CONTROL, INVISIBLE
from jianfu_cli.errors import UsageError
from jianfu_cli.resources import folder

REPLACEABLE = (
    "summary.html", "summary.md", "summary.css", "summary.js",
    "whitelist.html", "channels.html", "public.css", "page.html", "base.css",
    "announcement.md", "bulletin.md", "inspection.md", "casebook.md",
)  # fmt: skip
"""The files of ``templates/`` that a user may replace (``merge`` and ``draft --templates``)."""
_ONLY_IN_DOCUMENTS = "# ", "> "
_MARKED = pattern_of(r"^(?:##+|->|@) ")
_ESCAPED = pattern_of(r"\\(.)")
_MARKUP_SIGNS = pattern_of(r"([\\`*_{}\[\]<>|#~&:@$]|^[-+^=])")


def check_own_templates(own: Path) -> None:
    """See that ``own`` is a folder with something to use in it.

    Raises:
        UsageError: it is not.
    """
    if not own.is_dir():
        raise UsageError(f"找不到模板文件夹 {own}")
    if not any((own / name).is_file() for name in REPLACEABLE):
        raise UsageError(f"模板文件夹 {own} 里没有可用的模板；可以替换的有：{'、'.join(REPLACEABLE)}")


def environment(finalize: Callable[[object], object], *, autoescape: bool, own: Path | None = None) -> Environment:
    """Return the environment of ``own`` and ``templates/``; a misspelt name is an error, not an empty place.

    Each value goes through ``finalize``. That of ``templates/`` alone is the same one each time: what a letter is made
    of is compiled once, not for each unit.
    """
    return _made(finalize, autoescape, own) if own else _ours(finalize, autoescape)


@lru_cache(maxsize=8)
def _ours(finalize: Callable[[object], object], autoescape: bool) -> Environment:
    return _made(finalize, autoescape, None)


def _made(finalize: Callable[[object], object], autoescape: bool, own: Path | None) -> Environment:
    kind = ImmutableSandboxedEnvironment if own else Environment
    made = kind(
        loader=FileSystemLoader([*([own] if own else []), folder("templates")], encoding="utf-8-sig"),
        autoescape=autoescape,  # off for plain text only, where no sign is markup
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["in_marks"] = in_marks
    return made


_FAULTS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError),
    *(RecursionError, MemoryError),
)


@contextmanager
def blaming(own: Path | None) -> Iterator[None]:
    """Say of an error while a page is made that it is in the user's templates, where there are any.

    Raises:
        UsageError: with the template's line where it is known.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        if own is None:
            raise
        raise UsageError(f"模板 {error.filename or own} 第 {error.lineno} 行写错了：{error.message}") from error
    except _FAULTS as error:
        if own is None:
            raise
        raise UsageError(f"用 {own} 里的模板生成不了：{_why(error)}") from error


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "模板不是 UTF-8 编码，请另存为 UTF-8"
    if isinstance(error, RecursionError):
        return "模板一层套一层，没有尽头（是不是包含了自己？）"
    return "要的内存太多" if isinstance(error, MemoryError) else str(error)


def render_marked(template: str, *, own: Path | None = None, **values: object) -> str:
    """Return a text in Markdown; every value is escaped, so that none becomes markup or breaks a table.

    Raises:
        UsageError: a template in ``own`` cannot be used.
    """
    with blaming(own):
        pages = environment(markdown_text, autoescape=False, own=own)
        return pages.get_template(template).render(**values)


def markdown_text(value: object) -> str:
    """Return ``value`` on one line, its signs of Markdown and HTML escaped."""
    return _MARKUP_SIGNS.sub(r"\\\1", " ".join(shown(str(value)).split()))


def plain_text(marked: str) -> str:
    """Return a marked text as it reads without marks: no titles (``#``), no notes (``>``), no signs before a line."""
    lines = (line for line in marked.lstrip("\n").split("\n") if not line.startswith(_ONLY_IN_DOCUMENTS))
    return _ESCAPED.sub(r"\1", "\n".join(_MARKED.sub("", line) for line in lines))


def render_page(
    template: str, styles: tuple[str, ...], *, script: str = "", own: Path | None = None, **values: object
) -> str:
    """Return an HTML page of one file: no network, its ``styles`` and ``script`` (files of ``templates/``) pinned.

    The template is given ``style``, ``script``, ``policy`` (its Content-Security-Policy, with their hashes) and
    ``values``. Each value is escaped, and what nobody can see in it is shown as U+FFFD: the name of a file must not
    turn the order in which it is read. A file in the folder ``own`` is taken instead of that in ``templates/``.
    Pictures are shown only by a template that is handed ``pictures`` (``data:`` addresses).

    Raises:
        UsageError: a template in ``own`` cannot be used.
    """
    with blaming(own):
        style = "".join(_read(name, own) for name in styles)
        code = _read(script, own) if script else ""
        pages = environment(_visible, autoescape=True, own=own)
        page = pages.get_template(template)
        policy = _policy(style, code, pictures="pictures" in values)
        return page.render(style=Markup(style), script=Markup(code), policy=policy, **values)  # noqa: S704


def _read(name: str, own: Path | None) -> str:
    mine = own / name if own else None
    path = mine if mine and mine.is_file() else folder("templates") / name
    return path.read_text(encoding="utf-8-sig")


def _policy(style: str, script: str, *, pictures: bool) -> Markup:
    parts = ["default-src 'none'", f"style-src 'sha256-{_hash(style)}'"]
    parts += [f"script-src 'sha256-{_hash(script)}'"] if script else []
    parts += ["img-src data:"] if pictures else []
    return Markup("; ".join([*parts, "base-uri 'none'", "form-action 'none'"]))  # noqa: S704 -- hashes only


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _visible(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return CONTROL.sub("\ufffd", INVISIBLE.sub("\ufffd", value))
    return value
