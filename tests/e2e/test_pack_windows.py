"""A pack for Windows, made on whatever this is: all that it will ask for there is in it."""

import ast
import os
import struct
import sys
from pathlib import Path

import pytest
from made.wheels import embeddable

from jianfu_cli.core.model.doors import DOORS
from jianfu_cli.errors import UsageError
from jianfu_cli.workflows.packs import PackOrder, check_pack, make_pack, zip_pack
from jianfu_cli.writing.fit_names import fit_part

LARGEST = 40_000_000
OFFICIAL_PYTHON = 11_300_000  # bytes of python-3.11.9-embed-amd64.zip, which no package index has
MACHINES = {"win_amd64": 0x8664, "win32": 0x14C}

# What the official embeddable Python of Windows does not bring, though the standard library names it.
NOT_THERE = {"fcntl", "termios", "pwd", "grp", "resource", "tty", "pty", "curses", "readline", "syslog", "crypt"}
NOT_THERE |= {"tkinter", "turtle", "ensurepip", "idlelib", "venv", "lib2to3", "_posixsubprocess"}
# Brought by it, or by every Windows since 10.
WITH_PYTHON = {"python3.dll", f"python3{sys.version_info[1]}.dll", "vcruntime140.dll", "vcruntime140_1.dll"}
OF_WINDOWS = {"kernel32", "advapi32", "user32", "gdi32", "ws2_32", "psapi", "ntdll", "bcrypt", "bcryptprimitives"}
OF_WINDOWS |= {"shell32", "ole32", "oleaut32", "ucrtbase", "crypt32", "shlwapi", "version", "userenv", "secur32"}


@pytest.fixture(scope="module", params=MACHINES)
def pack(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack") / "减负填报工具"
    machine = MACHINES[request.param]
    version = (sys.version_info[0], sys.version_info[1])
    python = embeddable(tmp_path_factory.mktemp("python") / "python-embed.zip", version, machine=machine)
    try:
        make_pack(PackOrder(folder, platform=request.param, python=python))
    except UsageError as error:
        if os.environ.get("CI") or "没有下载成" not in str(error):
            raise
        pytest.skip(f"no package index can be reached: {error}")
    return folder


@pytest.fixture(scope="module")
def library(pack):
    return pack / "程序" / "lib"


def test_it_is_whole_and_small(pack):
    assert check_pack(pack)[1] == ()
    assert zip_pack(pack)[2] + OFFICIAL_PYTHON <= LARGEST


def test_every_module_that_is_imported_is_in_it(library):
    found, lacking = Imports(library).below("jianfu_cli")
    assert lacking == set()
    assert {"typer", "lxml", "openpyxl", "docx", "pydantic_core", "rich", "yaml", "PIL"} <= {
        name.partition(".")[0] for name in found
    }


def test_every_library_that_a_module_links_is_there(library):
    carried = {path.name.lower() for path in library.rglob("*.dll")} | WITH_PYTHON
    compiled = [path for path in library.rglob("*") if path.suffix in {".pyd", ".dll"}]
    assert len(compiled) > 10
    lacking = {
        (path.name, name)
        for path in compiled
        for name in linked(path.read_bytes())
        if name not in carried and name.removesuffix(".dll") not in OF_WINDOWS and not name.startswith("api-ms-win-")
    }
    assert lacking == set()


def test_what_is_compiled_is_for_that_machine(library, request):
    machine = MACHINES["win32" if "win32" in request.node.name else "win_amd64"]
    for path in library.rglob("*.pyd"):
        data = path.read_bytes()
        (place,) = struct.unpack_from("<I", data, 0x3C)
        assert struct.unpack_from("<H", data, place + 4)[0] == machine, path.name
    assert list(library.rglob("*.so")) == []


def test_the_doors_and_the_search_path(pack):
    assert {path.name for path in pack.glob("*.bat")} == {f"{door.name}.bat" for door in DOORS}
    for path in pack.rglob("*.bat"):
        content = path.read_bytes()
        assert content.decode("gbk").encode("gbk") == content
        assert content.count(b"\n") == content.count(b"\r\n")
    [search_path] = (pack / "程序" / "python").glob("*._pth")
    lines = search_path.read_bytes().decode("ascii").split("\r\n")
    assert lines == [f"python3{sys.version_info[1]}.zip", ".", "..\\lib", ""]
    assert (search_path.parent / lines[2].replace("\\", "/")).resolve() == pack / "程序" / "lib"


def test_no_absolute_path_of_this_computer(pack):
    here = [str(path).encode() for path in (pack.parent, Path(__file__).parents[2], Path(sys.base_prefix))]
    for path in pack.rglob("*"):
        if path.is_file() and path.suffix in {".pyc", ".bat", ".html", ".json", "._pth", ".py", ""}:
            assert not [name for name in here if name in path.read_bytes()], path


def test_every_name_is_one_for_windows_and_leaves_room(pack):
    names = [path.relative_to(pack).as_posix() for path in pack.rglob("*")]
    parts = {part for name in names for part in name.split("/")}
    assert {part for part in parts if fit_part(part) != part} == {"~$附件2_专项整治问题摸排清单.xlsx"}  # Excel's own
    assert len({name.casefold() for name in names}) == len(names)
    # A pack may lie 100 characters deep before a program cannot open what is in it (MAX_PATH).
    assert max(map(len, names)) < 260 - 100


def test_the_only_program_is_pythons(pack):
    assert [path.name for path in pack.rglob("*.exe")] == ["python.exe"]


class Imports:
    """Follows the imports from module to module, as far as they are made whenever a module is loaded."""

    def __init__(self, library):
        self._library = library

    def below(self, package):
        """Return the modules reached from all those of ``package``, and the names that lead nowhere."""
        root = self._library / package
        waiting = [self._name(path) for path in root.rglob("*.py") if "examples" not in path.relative_to(root).parts]
        found, lacking = set(), set()
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            path = self._path(name)
            if path is not None and path.suffix == ".py":
                always = self._imported(name, path, everywhere=name.startswith(package))
                lacking |= {f"{name}: {one}" for one in always if not self._is_there(one)}
                waiting += [one for one in always if self._path(one) is not None]
        return found, lacking

    def _name(self, path):
        parts = path.relative_to(self._library).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _path(self, name):
        place = self._library.joinpath(*name.split("."))
        candidates = [place / "__init__.py", place.with_suffix(".py"), *place.parent.glob(f"{place.name}.*.pyd")]
        candidates.append(place.with_suffix(".pyd"))
        return next((path for path in candidates if path.is_file()), None)

    def _is_there(self, name):
        top = name.partition(".")[0]
        if (self._library / top).is_dir() or self._path(top):
            return True
        return top in sys.stdlib_module_names and top not in NOT_THERE

    def _imported(self, name, path, *, everywhere):
        tree = ast.parse(path.read_bytes())
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        return {one for node in certain(tree.body, everywhere) for one in self._names(node, package)}

    def _names(self, node, package):
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        base = node.module or ""
        if node.level:
            parts = package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
        inner = [f"{base}.{alias.name}" for alias in node.names]
        return [base, *(one for one in inner if self._path(one) is not None)]


def certain(body, everywhere):
    """Yield the imports of ``body`` that are not tried, nor for a type checker or one system alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            test = ast.unparse(node.test)
            if not any(
                word in test
                for word in ("TYPE_CHECKING", "platform", "os.name", "__main__", "PyPy", "version_info", "DEFUSEDXML")
            ):
                yield from certain([*node.body, *node.orelse], everywhere)
        elif isinstance(node, ast.ClassDef | ast.With) or (everywhere and isinstance(node, ast.FunctionDef | ast.For)):
            yield from certain(node.body, everywhere)


def linked(data):
    """The names of the libraries that a program of Windows links (PE format, 6.4)."""
    (pe,) = struct.unpack_from("<I", data, 0x3C)
    sections, optional = struct.unpack_from("<H", data, pe + 6)[0], struct.unpack_from("<H", data, pe + 20)[0]
    directory = pe + 24 + (112 if struct.unpack_from("<H", data, pe + 24)[0] == 0x20B else 96)
    table = [struct.unpack_from("<IIII", data, pe + 24 + optional + 40 * number + 8) for number in range(sections)]

    def place(address):
        return next(
            raw + address - start for size, start, length, raw in table if start <= address < start + max(size, length)
        )

    for index, length, field in ((1, 20, 12), (13, 32, 4)):  # linked at once, and when first used
        (address,) = struct.unpack_from("<I", data, directory + 8 * index)
        entry = place(address) if address else len(data)
        while any(data[entry : entry + length]):
            name = place(struct.unpack_from("<I", data, entry + field)[0])
            yield data[name : data.index(b"\0", name)].decode().lower()
            entry += length
