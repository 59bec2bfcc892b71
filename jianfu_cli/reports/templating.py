"""How the templates are filled: strictly, from ``templates/`` only."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jianfu_cli.core.text import CONTROL, INVISIBLE
from jianfu_cli.resources import folder


def environment(*, autoescape: bool) -> Environment:
    """Return the environment of ``templates/``; a name that a template misspells is an error, not an empty place."""
    return Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=autoescape,  # noqa: S701 -- off for plain text only, where no sign is markup
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render_page(template: str, styles: tuple[str, ...], *, script: str = "", **values: object) -> str:
    """Return an HTML page of one file: no network, its ``styles`` and ``script`` (files of ``templates/``) pinned.

    The template is given ``style``, ``script``, ``policy`` (its Content-Security-Policy, with their hashes) and
    ``values``. Each value is escaped, and what nobody can see in it is shown as U+FFFD: the name of a file must not
    turn the order in which it is read.
    """
    style = "".join(_read(name) for name in styles)
    code = _read(script) if script else ""
    pages = environment(autoescape=True)
    pages.finalize = _visible
    page = pages.get_template(template)
    return page.render(style=Markup(style), script=Markup(code), policy=_policy(style, code), **values)  # noqa: S704


def _read(name: str) -> str:
    return (folder("templates") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> Markup:
    parts = ["default-src 'none'", f"style-src 'sha256-{_hash(style)}'"]
    parts += [f"script-src 'sha256-{_hash(script)}'"] if script else []
    return Markup("; ".join([*parts, "base-uri 'none'", "form-action 'none'"]))  # noqa: S704 -- hashes only


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _visible(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return CONTROL.sub("\ufffd", INVISIBLE.sub("\ufffd", value))
    return value
