"""The documents cannot lie: commands, generated pages, links, and words that must not be in the tree."""

import importlib.util
import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.main import get_command

from jianfu_cli.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = get_command(app).commands
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
# Kept in pieces, or this file would hold what it looks for: the notice's contact person and private numbers.
FORBIDDEN = ["胡" + "沙沙", "351" + "9005", "xxsj" + "yjww"]
LEFTOVERS = {".git", ".venv", "venv", "dist", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}


@pytest.fixture(scope="module")
def generator():
    sys.path.insert(0, str(ROOT / "docs"))
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_a_place_in_the_contract(name):
    assert COMMANDS[name].help
    assert f"`jianfu {name}" in read(ROOT / "docs" / "contract.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name):
    assert [param.name for param in COMMANDS[name].params if not param.help] == []


@pytest.mark.parametrize(
    ("form", "on_paper", "carried"),
    [
        # By hand: rows × required columns, and the head; of an outline a text a heading, and 13 figures.
        ("附件2", 163, 145),
        ("附件3", 99, 25),
        ("附件4", 20, 7),
        ("附件5", 4, 4),
        ("附件6", 28, 1),
        ("附件7", 64, 13),
    ],
)
def test_the_page_of_cells_to_fill_counts_the_rows_and_not_the_head_alone(form, on_paper, carried):
    table, _, _ = read(ROOT / "docs" / "burden.md").partition("合计")
    (line,) = (line for line in table.splitlines() if line.startswith(f"| {form} "))
    counts = [int(re.match(r"\d+", cell.strip())[0]) for cell in line.split("|")[2:5]]
    assert (counts[0], counts[2]) == (on_paper, carried)


def test_generated_files_are_current(generator):
    stale = [path.name for path, text in generator.generated().items() if read(path) != text]
    assert stale == [], "run: python docs/generate.py"


@pytest.mark.parametrize("path", sorted(ROOT.glob("schemas/**/*.yaml")), ids=lambda path: path.stem)
def test_the_yaml_files_keep_to_the_schema_they_name(path):
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", read(path)).group(1)
    schema = yaml.safe_load(read(path.parent / named))
    Draft202012Validator.check_schema(schema)
    # JSON knows no dates: an editor checks them as text.
    data = json.loads(json.dumps(yaml.safe_load(read(path)), default=str))
    wrong = Draft202012Validator(schema).iter_errors(data)
    assert [f"{list(error.path)}: {error.message}" for error in wrong] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(path))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_dependency_is_explained():
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.match(r"[\w.-]+", requirement).group() for requirement in wanted]
    explained = read(ROOT / "docs" / "dependencies.md")
    assert [name for name in names if f"`{name}`" not in explained] == []


def test_the_readme_gives_two_commands():
    blocks = re.findall(r"```(?:sh|bash)\n(.*?)```", read(ROOT / "README.md"), re.DOTALL)
    assert blocks[:2] == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/jianfu demo -o 减负演示\n",
        'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/python -m pytest\n',
    ]


def contents(path):
    """The bytes of a file, and of each member where it is a workbook, a Word document or an archive."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def test_private_words_are_nowhere_in_the_tree():
    needles = [word.encode(encoding) for word in FORBIDDEN for encoding in ("utf-8", "gbk", "utf-16-le")]
    files = (path for path in ROOT.rglob("*") if path.is_file() and LEFTOVERS.isdisjoint(path.relative_to(ROOT).parts))
    assert [path.name for path in files for data in contents(path) if any(word in data for word in needles)] == []
