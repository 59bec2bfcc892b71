"""A nation by parts: a bundle a county, merged on one machine; the same rows as all files at once.

``python benchmarks/nation.py --counties 2843 --same 300 --keep FOLDER`` makes the counties' files (``campaign.py``),
each county's bundle as its own clerk would make it, two at a time, and merges them.
"""

import argparse
import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from campaign import AS_OF, ROWS, form_rows, make_campaign, unit_names
from measure import MIB, run_watched

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reports.bundle import bundle_parts
from jianfu_cli.workflows.inspect import InspectOptions, inspect
from jianfu_cli.writing.packing import pack

_FORMS = "a2", "a3", "a7"
_COUNTIES = 2843  # of the whole country, at the end of 2023
# 安川县.zip!/附件2.csv is 安川县/附件2.csv of all files at once.
_BUNDLED, _FILED = ".zip!/", "/"


def bundle(county: Path, campaign: Path, target: Path) -> None:
    """Make the bundle of one county's folder, in this process: starting the program takes longer than the work."""
    place = target / f"{county.name}.zip"
    if place.exists():
        return
    if campaign not in _loaded:
        _loaded[campaign] = load_campaign(str(campaign))
    chosen, day = _loaded[campaign], date.fromisoformat(AS_OF)
    found = inspect([county], chosen, day, InspectOptions(jobs=1))
    merged = roll_up(found.files, found.findings, chosen, day, decisions=found.decisions, bundles=found.bundles)
    place.write_bytes(pack(bundle_parts(merged, found.as_read, found.units, place.name).items(), day))


_loaded: dict[Path, Campaign] = {}


def made(folder: Path, counties: int) -> Path:
    """Return the case of so many counties: three forms of ``ROWS`` rows each, as text tables: soon written."""
    case = folder / f"{counties}县"
    units, forms = unit_names(counties), load_campaign()
    if not case.exists():
        for nth, unit in enumerate(units):
            place = case / "收件" / unit
            place.mkdir(parents=True)
            for form in map(forms.attachment, _FORMS):
                rows = list(form_rows(form, unit, nth, ROWS))
                with (place / f"{form.label}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                    lines = csv.writer(file)
                    lines.writerow([form.label])
                    lines.writerow([form.title])
                    total = [f"本级社会事务进校园总量为：{ROWS}项"] if form.header_field("declared_total") else []
                    lines.writerow(
                        [
                            f"填报单位（盖章）：{unit}",
                            *total,
                            "填报时间：2024-07-01",
                            "填报人员及电话：甲一 0373-0000000",
                        ]
                    )
                    lines.writerow([column.full_heading for column in form.columns])
                    lines.writerows([row.get(column.key, "") for column in form.columns] for row in rows)
        make_campaign(case / "专项行动", units)
    return case


def bundles_of(case: Path, jobs: int) -> Path:
    """Return the folder of the bundles of all counties of ``case``."""
    target = case / "上报包"
    target.mkdir(exist_ok=True)
    begin = time.perf_counter()
    make = partial(bundle, campaign=case / "专项行动", target=target)
    with ProcessPoolExecutor(jobs) as pool:
        for nth, _ in enumerate(pool.map(make, sorted((case / "收件").iterdir()), chunksize=8), start=1):
            if nth % 500 == 0:
                print(f"  {nth} bundles, {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
    return target


def renamed(bundle_of: Path, unit: str, place: Path) -> None:
    """Make ``unit``'s bundle of another county's, whose name is replaced wherever it stands."""
    with zipfile.ZipFile(bundle_of) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    del parts["manifest.sha256"]
    digests = {one["sha256"]: hashlib.sha256((one["sha256"] + unit).encode()).hexdigest() for one in manifest["files"]}

    def of_unit(text: str) -> str:
        for old, new in digests.items():
            text = text.replace(old, new)
        return text.replace(bundle_of.stem, unit)

    written = {name: of_unit(content).encode() for name, content in parts.items()}
    manifest = json.loads(of_unit(json.dumps(manifest, ensure_ascii=False)))
    manifest["parts"] = {name: hashlib.sha256(content).hexdigest() for name, content in written.items()}
    sealed = json.dumps(manifest, ensure_ascii=False).encode()
    digest = hashlib.sha256(sealed).hexdigest().encode()
    members = [("manifest.json", sealed), ("manifest.sha256", digest), *written.items()]
    place.write_bytes(pack(members, date.fromisoformat(AS_OF)))


def nation(case: Path, units: Sequence[str]) -> Path:
    """Return the folder of the bundles of all ``units``: those that ``case`` has, and others made of these."""
    target = case.with_name(f"{len(units)}包")
    own = sorted((case / "上报包").iterdir())
    for nth, unit in enumerate(units):
        place = target / f"{unit}.zip"
        target.mkdir(exist_ok=True)
        if (case / "上报包" / place.name).exists():
            shutil.copyfile(case / "上报包" / place.name, place)
        elif not place.exists():
            renamed(own[nth % len(own)], unit, place)
    make_campaign(target.with_name(f"{target.name}专项行动"), units)
    return target


def merge_of(paths: Path, campaign: Path, out: Path) -> list[str]:
    """Return the command that merges ``paths``."""
    command = [sys.executable, "-m", "jianfu_cli", "merge", str(paths), "-o", str(out), "--as-of", AS_OF, "-q"]
    return [*command, "--campaign", str(campaign)]


def same(case: Path, bundles: Path, folder: Path) -> bool:
    """Say whether the bundles merge to the same rows and figures as all files at once."""
    said = []
    for name, paths in (("文件", case / "收件"), ("包", bundles)):
        subprocess.run(merge_of(paths, case / "专项行动", folder / name), check=False)
        text = (folder / name / "merge.json").read_text(encoding="utf-8")
        content = json.loads(text.replace(_BUNDLED, _FILED))
        said.append({key: content[key] for key in ("rows", "by_attachment", "figures", "findings", "unused")})
        with_codes = subprocess.run(
            [*merge_of(paths, case / "专项行动", folder / f"{name}行"), "--also", "csv"],
            check=False,
            capture_output=True,
        )
        assert with_codes.returncode in (0, 1)
        details = sorted((folder / f"{name}行" / "明细").iterdir())
        said[-1] |= {one.name: one.read_text(encoding="utf-8-sig").replace(_BUNDLED, _FILED) for one in details}
    return said[0] == said[1]


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=_COUNTIES)
    parser.add_argument("--same", type=int, default=300, help="counties at which both ways are compared")
    parser.add_argument(
        "--own", type=int, default=_COUNTIES, help="counties whose files are read; the rest are made of them"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        if given.same:
            few = made(folder, given.same)
            print(f"{given.same} counties: same as all files at once: {same(few, bundles_of(few, given.jobs), few)}")
        case = made(folder, min(given.own, given.counties))
        bundles_of(case, given.jobs)
        bundles = nation(case, unit_names(given.counties))
        sizes = [one.stat().st_size for one in bundles.iterdir()]
        print(f"{len(sizes)} bundles, {sum(sizes) / MIB:.0f} MiB")
        out = case / "汇总"
        seconds, peak = run_watched(merge_of(bundles, bundles.with_name(f"{bundles.name}专项行动"), out))
        counted = json.loads((out / "merge.json").read_text(encoding="utf-8"))
        print(f"{counted['rows']} in {counted['counts']['files']} files: {seconds:.0f} s, {peak / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
