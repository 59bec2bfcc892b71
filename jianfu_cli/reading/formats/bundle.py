"""A bundle's zip archive: looked at before anything in it is believed, then its parts, each as the manifest has it."""

import hashlib
import zipfile
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from jianfu_cli.core.model.bundle import FORMAT, FORMAT_NAME, MANIFEST, MANIFEST_DIGEST
from jianfu_cli.core.model.bundle_manifest import Manifest
from jianfu_cli.core.model.bundle_values import BundleRecord
from jianfu_cli.reading.guard.package import PLAIN_METHODS, check_members, inflate, inflated, open_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, unsafe

_LARGEST_MANIFEST = 128 << 20
_HINT = "请用 jianfu merge … --bundle 重新生成，不要解压、改动里面的内容，原样发送。"
_Part = TypeVar("_Part", bound=BundleRecord)


def altered(detail: str, hint: str = _HINT) -> RefusedError:
    """Return the refusal of a bundle that is not as it was made, or that this campaign or version cannot take."""
    return RefusedError("JF013", f"上报包{detail}，整个没有采用", hint)


class _Head(BaseModel):
    model_config = ConfigDict(extra="ignore")

    format: str


class OpenBundle:
    """A bundle whose manifest is sound, and of whose parts each is there, once, as it was made."""

    def __init__(self, data: bytes, limits: GuardLimits) -> None:
        """Look at the archive, and read what it says of itself.

        Raises:
            RefusedError: JF001 damaged, JF002 encrypted, JF003 over a limit or made to mislead, JF013 altered.
        """
        self._data, self._archive = data, open_archive(data)
        infos = self._archive.infolist()
        check_members(infos, limits)
        names = [info.filename for info in infos]
        if len({name.replace("\\", "/").lower() for name in names}) < len(names):
            raise unsafe("上报包里有重名的部分", _HINT)
        self._infos = {info.filename: info for info in infos}
        if MANIFEST not in self._infos or MANIFEST_DIGEST not in self._infos:
            raise altered("缺少清单，可能被解压后重新压缩过")
        if self._infos[MANIFEST].file_size > _LARGEST_MANIFEST:
            raise unsafe("上报包的清单大得反常", _HINT)
        content = self._content(MANIFEST)
        if self._content(MANIFEST_DIGEST).strip() != hashlib.sha256(content).hexdigest().encode():
            raise altered("的清单被改动过")
        self.manifest = _manifest(content)
        wanted = {MANIFEST, MANIFEST_DIGEST, *self.manifest.parts}
        if wanted != set(names):
            name = min(wanted ^ set(names))
            raise altered(f"{'缺少' if name in wanted else '多出'} {name[:80]}")

    def part(self, name: str, model: type[_Part]) -> _Part:
        """Return a part, checked against the manifest and by its model.

        Raises:
            RefusedError: it is not as it was made, or not as the format has it.
        """
        content = self._content(name)
        if hashlib.sha256(content).hexdigest() != self.manifest.parts.get(name):
            raise altered(f"里的 {name} 被改动过")
        return _checked(model, content, name)

    def all_parts(self) -> Iterator[str]:
        """Yield the names of the parts, in order."""
        yield from sorted(self.manifest.parts)

    def _content(self, name: str) -> bytes:
        info: zipfile.ZipInfo = self._infos[name]
        if info.compress_type in PLAIN_METHODS:
            return inflated(self._data, info)
        return b"".join(inflate(self._archive, info))


def _manifest(content: bytes) -> Manifest:
    head = _checked(_Head, content, MANIFEST)
    if head.format != FORMAT:
        known = head.format.startswith(f"{FORMAT_NAME}/")
        version = f"（{head.format[:40]}）" if known else ""
        raise altered(f"的格式版本{version}本程序不认识", "请用同一版本的 jianfu 生成；或者升级本机的 jianfu。")
    return _checked(Manifest, content, MANIFEST)


_Model = TypeVar("_Model", bound=BaseModel)


def _checked(model: type[_Model], content: bytes, name: str) -> _Model:
    try:
        return model.model_validate_json(content)
    except (ValidationError, ValueError, RecursionError) as error:
        where = "、".join(str(step) for step in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else ""
        raise altered(f"里的 {name} 不合格式{f'（{where[:80]}）' if where else ''}") from error
