"""Wheels without a network: those of the packages that are installed here, and small ones that only look like some."""

import platform
import re
import sys
import zipfile
from importlib.metadata import distribution

from jianfu_cli.writing.portable.requirements import Requirement, normal

MACHINE = platform.machine()
TAG = f"cp{sys.version_info[0]}{sys.version_info[1]}"
ENVIRONMENT = {
    "python_version": f"{sys.version_info[0]}.{sys.version_info[1]}",
    "python_full_version": platform.python_version(),
    "sys_platform": sys.platform,
    "platform_system": platform.system(),
    "platform_machine": MACHINE,
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}


def needed_here(name="jianfu"):
    """The distributions that jianfu needs here, by normalised name; itself not among them."""
    found, waiting = {}, [name]
    while waiting:
        for text in distribution(waiting.pop()).requires or ():
            wanted = Requirement.read(text)
            if wanted.applies(ENVIRONMENT) and wanted.name not in found:
                found[wanted.name] = distribution(wanted.name)
                waiting.append(wanted.name)
    return found


def write_wheels_here(folder):
    """Pack what is installed into wheels for this machine; modules that run elsewhere stay out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, dist in needed_here().items():
        path = folder / f"{name.replace('-', '_')}-{dist.version}-{TAG}-{TAG}-manylinux2014_{MACHINE}.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for file in dist.files:
                where = dist.locate_file(file)
                if ".." not in file.parts and "__pycache__" not in file.parts and where.is_file():
                    archive.write(where, str(file))
    return folder


def small_wheel(folder, name, version="1.0", tags="py3-none-any", requires=(), files=(), metadata=True):
    """Write a wheel that holds a module of its name, what it says it needs, and ``files``: pairs of name and bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    module = re.sub(r"[-.]", "_", normal(name))
    path = folder / f"{module}-{version}-{tags}.whl"
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *(f"Requires-Dist: {one}" for one in requires),
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{module}/__init__.py", f"# {version}\n")
        if metadata:
            archive.writestr(f"{module}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")
        for inner, content in files:
            archive.writestr(inner, content)
    return path


def small_wheels_for_jianfu(folder):
    """One small wheel for each package that jianfu needs, of the version that is installed here."""
    for name, dist in needed_here().items():
        small_wheel(folder, name, dist.version, requires=dist.requires or ())
    small_wheel(folder, "colorama", "0.4.6")
    return folder


def embeddable(path, version=(3, 11), machine=0x8664, top="", leave_out=()):
    """Write a stand-in for the official embeddable zip: the names and the head that matter, no program."""
    head = bytearray(256)
    head[:2] = b"MZ"
    head[0x3C:0x40] = (0x80).to_bytes(4, "little")
    head[0x80:0x84] = b"PE\0\0"
    head[0x84:0x86] = machine.to_bytes(2, "little")
    tag = f"python{version[0]}{version[1]}"
    members = {
        "python.exe": bytes(head),
        f"{tag}.dll": bytes(head),
        f"{tag}.zip": b"PK",
        f"{tag}._pth": f"{tag}.zip\r\n.\r\n\r\n#import site\r\n".encode(),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            if name not in leave_out:
                archive.writestr(top + name, content)
    return path
