"""Writes the generated parts of docs, schemas and README; ``--check`` only compares.

Run from anywhere: ``python docs/generate.py [--check]``. Exit code 1 where ``--check`` finds a difference.
"""

import argparse
import json
import runpy
import sys
from pathlib import Path
from typing import Any

from campaign_keys import with_keys
from pydantic import BaseModel
from report_schemas import schemas
from transcripts import with_transcripts
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from jianfu_cli.cli.app import app
from jianfu_cli.cli.help_page import help_page
from jianfu_cli.cli.typer_private import Context
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.bundle_manifest import Bundle
from jianfu_cli.core.model.campaign import CampaignFile
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.layout.vocabulary import VocabularyFile
from jianfu_cli.reports.rules import index_as_markdown, page_as_markdown
from jianfu_cli.rules.pages import pages
from jianfu_cli.rules.registry import rules_for

ROOT = Path(__file__).resolve().parent.parent
PLACES = 96


def generated() -> dict[Path, str]:
    """Return what each generated file should hold."""
    rules = pages(rules_for(load_campaign()))
    return {
        ROOT / "schemas" / "attachment.schema.json": _schema("attachment", "附件的表样（a1.yaml …）", Attachment),
        ROOT / "schemas" / "campaign.schema.json": _schema("campaign", "专项行动（campaigns/*.yaml）", CampaignFile),
        ROOT / "schemas" / "bundle.schema.json": _schema("bundle", "上报包（jianfu-bundle/1）的各部分", Bundle),
        ROOT / "schemas" / "headings.schema.json": _schema(
            "headings", "列名和标题的用语（headings.yaml）", VocabularyFile
        ),
        ROOT / "docs" / "cli.md": _command_reference(),
        ROOT / "docs" / "rules" / "README.md": index_as_markdown(rules),
        **{ROOT / "docs" / "rules" / f"{page.code}.md": page_as_markdown(page) for page in rules},
        **{ROOT / "docs" / "formats" / f"{name}.schema.json": _json(schema) for name, schema in schemas().items()},
        ROOT / "docs" / "campaigns.md": with_keys((ROOT / "docs" / "campaigns.md").read_text(encoding="utf-8")),
        ROOT / "docs" / "burden.md": _burden(),
        ROOT / "README.md": with_transcripts((ROOT / "README.md").read_text(encoding="utf-8")),
    }


def _schema(name: str, title: str, model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:jianfu:schema:{name}",
        **model.model_json_schema(),
        "title": title,
    }
    return _json(schema)


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _command_reference() -> str:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    root = Context(group, info_name="jianfu", **group.context_settings)
    parts = [
        "# 命令一览\n\n本页由 `python docs/generate.py` 从程序生成，与各命令的 `--help` 一致。\n",
        _block("jianfu", group, root),
    ]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        assert isinstance(command, TyperCommand)
        parts.append(_block(f"jianfu {name}", command, Context(command, info_name=name, parent=root)))
    return "\n".join(parts)


def _block(title: str, command: TyperCommand | TyperGroup, context: Context) -> str:
    return f"## {title}\n\n```text\n{help_page(command, context, PLACES)}```\n"


def _burden() -> str:
    """Count the cells anew: the script stands among the benchmarks, which are no package."""
    script = runpy.run_path(str(ROOT / "benchmarks" / "burden.py"))
    return str(script["page"](load_campaign()))


def main() -> int:
    """Write or compare all generated files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare, write nothing")
    check = parser.parse_args().check
    stale = {
        path: text
        for path, text in generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
