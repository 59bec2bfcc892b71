"""Runs an office program and ends it: with its time, or with whoever asked for it, however that ended.

A program of its own, started by its path: ``python office_keeper.py SECONDS FOLDER PROGRAM [ARGUMENT]…``. Its standard
input is a pipe that the asking process holds open; when that is gone the office program is ended with all that it
started, and FOLDER, with the copy of a submission in it, is removed.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress

_MEMORY = 8 << 30  # of address space, most of it never touched


def keep(seconds: float, folder: str, command: list[str]) -> None:
    """Run ``command`` for at most ``seconds`` while standard input is open; remove ``folder`` where it was closed."""
    _raise_memory_cap()
    job = _job_that_ends_with_us()
    process = subprocess.Popen(  # noqa: S603 -- the program is found by absolute path, its arguments are ours
        command,
        cwd=folder,
        # What the office program puts aside of the submission goes with the folder.
        env={**os.environ, "TMPDIR": folder, "TMP": folder, "TEMP": folder},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    asker_gone = threading.Event()
    threading.Thread(target=_wait_for_the_asker, args=(process, asker_gone), daemon=True).start()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    _end(process)
    if asker_gone.is_set():
        shutil.rmtree(folder, ignore_errors=True)
    del job


def _wait_for_the_asker(process: subprocess.Popen[bytes], gone: threading.Event) -> None:
    sys.stdin.buffer.read()
    gone.set()
    _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _raise_memory_cap() -> None:
    """The cap of the process that asks is too low for an office program to start."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- not there on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if hard < 0 else min(_MEMORY, hard), hard))


def _job_that_ends_with_us() -> object:
    """On Windows, put this process into a job object that ends all its processes with the last handle to it.

    Written from the documentation of CreateJobObject, and not tried on Windows.
    """
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 -- only there are jobs

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    job = kernel.CreateJobObjectW(None, None)
    # JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which only LimitFlags (after two 64-bit times) is set: KILL_ON_JOB_CLOSE.
    limits = (ctypes.c_byte * (144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112))()  # noqa: PLR2004
    ctypes.c_uint32.from_buffer(limits, 16).value = 0x2000
    kernel.SetInformationJobObject(job, 9, limits, len(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    return job


if __name__ == "__main__":
    keep(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
