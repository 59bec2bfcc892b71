"""Makes a release: the sdist and the wheel, a pack for each platform as a zip, and the SHA-256 of all.

``python docs/release.py -o dist --python python-3.11.9-embed-amd64.zip --sha256 …``. Without ``--python`` the pack for
Windows has a place for Python and says how to fill it. Needs the development dependencies and a package index.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from jianfu_cli import __version__
from jianfu_cli.workflows.packs import PackOrder, make_pack, zip_pack
from jianfu_cli.writing.portable.platforms import PlatformName

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = (PlatformName.WIN_AMD64, PlatformName.LINUX_X86_64, PlatformName.LINUX_AARCH64)
LARGEST = 40_000_000
"""Bytes of a zip: what an office's mail and an old stick still take."""


def main() -> int:
    """Make everything; return 1 where a pack is larger than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--python", type=Path, help="the official embeddable zip for win_amd64")
    parser.add_argument("--sha256", default="", help="as published for it")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels, filled with what it lacks")
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(chosen.output), str(ROOT)], check=True)  # noqa: S603
    too_large = False
    for platform in PLATFORMS:
        archive, size = _packed(platform, chosen)
        print(f"{archive.name}: {size / 1e6:.1f} MB")
        too_large |= size > LARGEST
    made = sorted(path for path in chosen.output.iterdir() if path.suffix in {".zip", ".whl", ".gz"})
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    (chosen.output / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    print(sums, end="")
    return int(too_large)


def _packed(platform: PlatformName, chosen: argparse.Namespace) -> tuple[Path, int]:
    """Make the pack of ``platform`` and its zip in the output folder; the folder itself is not kept."""
    windows = platform is PlatformName.WIN_AMD64
    with tempfile.TemporaryDirectory() as temporary:
        order = PackOrder(
            Path(temporary) / f"jianfu-{__version__}-{platform}",
            platform=platform,
            python=chosen.python if windows else None,
            sha256=chosen.sha256 if windows else "",
            wheels=chosen.wheels,
        )
        archive, _, size = zip_pack(make_pack(order).folder)
        target = chosen.output / archive.name
        target.write_bytes(archive.read_bytes())
    return target, size


if __name__ == "__main__":
    sys.exit(main())
