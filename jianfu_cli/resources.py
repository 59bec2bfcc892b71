"""The one module that knows where the shipped schemas, templates and examples lie."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

SHIPPED = ("schemas", "templates", "examples")


def folder(name: str) -> Path:
    """Return the folder ``schemas``, ``templates`` or ``examples``.

    A wheel carries it inside the package, a checkout (or an editable install) beside it.
    """
    package = Path(str(files("jianfu_cli")))
    packed = package / name
    return packed if packed.is_dir() else package.parent / name


def campaign_names() -> tuple[str, ...]:
    """Return the names of the campaigns shipped with jianfu."""
    return tuple(sorted(path.stem for path in (folder("schemas") / "campaigns").glob("*.yaml")))


def installed_files() -> Iterator[tuple[str, Path]]:
    """Yield all files of the package as a wheel has them: the path below the library, and where each lies here."""
    package = Path(str(files("jianfu_cli")))
    roots = {"jianfu_cli": package, **{f"jianfu_cli/{name}": folder(name) for name in SHIPPED}}
    for place, root in roots.items():
        for path in sorted(root.rglob("*")):
            below = path.relative_to(root)
            # Of an installed package the shipped folders lie within it: they have their own turn.
            shipped = place == "jianfu_cli" and below.parts[0] in SHIPPED
            if path.is_file() and not shipped and "__pycache__" not in below.parts:
                yield f"{place}/{below.as_posix()}", path
