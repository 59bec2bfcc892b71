"""The one small hierarchy of "cannot go on"; data faults are findings, never exceptions."""

import errno
import os


class JianfuError(Exception):
    """Something that ends the command with exit code 2; its text is plain Chinese for the person calling."""


class CampaignError(JianfuError):
    """A campaign or schema file that cannot be used: the text names file, line and key."""


class UsageError(JianfuError):
    """The call itself was wrong: nothing to read, an unknown unit or attachment, an output that cannot be written."""


# Windows says the same of a file that another program has open for itself alone.
_OPEN_ELSEWHERE = {errno.EACCES: "没有权限，或者别的程序正打开着它"} if os.name == "nt" else {}
_REASONS = {
    errno.ENOENT: "文件或文件夹不在了",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "已有同名的文件夹",
    errno.EEXIST: "已有同名的文件，不是文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读不出来",
    errno.EFBIG: "超过了系统允许的文件大小",
    getattr(errno, "EDQUOT", -1): "磁盘配额用完了",
    errno.EMFILE: "同时打开的文件太多，超过了系统的限制",
    errno.ENFILE: "同时打开的文件太多，超过了系统的限制",
    errno.EAGAIN: "系统不让再开进程",
    errno.ENOMEM: "内存不够",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EBUSY: "文件正在使用",
    errno.EBADF: "标准输出没有打开",
}


def reason(error: OSError) -> str:
    """Say in Chinese why the system would not read or write."""
    # What ``tempfile`` says where no folder for temporary files takes a byte: it names none.
    if isinstance(error, FileNotFoundError) and error.filename is None and "temporary directory" in str(error.strerror):
        return "没有能写的临时文件夹，可能是磁盘满了"
    return (_REASONS | _OPEN_ELSEWHERE).get(error.errno or 0, "系统不允许")
