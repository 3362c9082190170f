"""Takes a stream of Arrow arrays as a program in C++ takes it: by its function pointers, releasing each array at once. No
library for tables is between, and Python runs once a record batch, not once a row."""

from __future__ import annotations

import ctypes
from typing import Any, List, Tuple


class _Array(ctypes.Structure):
    pass


_Array._fields_ = [
    *[(name, ctypes.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")],
    *[(name, ctypes.c_void_p) for name in ("buffers", "children", "dictionary")],
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))),
    ("private_data", ctypes.c_void_p),
]


class _Stream(ctypes.Structure):
    pass


_of = ctypes.POINTER(_Stream)
_fields: List[Tuple[str, Any]] = [
    ("get_schema", ctypes.c_void_p),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, _of, ctypes.POINTER(_Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, _of)),
    ("release", ctypes.CFUNCTYPE(None, _of)),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = _fields

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = ctypes.c_void_p
_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


def rows(answers: Any) -> int:
    """How many rows the stream has; it is read to its end, and released with its capsule."""
    capsule = answers.__arrow_c_stream__()
    address = _pointer(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)
    get_next, array = stream.get_next, _Array()
    at, to = ctypes.byref(stream), ctypes.byref(array)
    count = 0
    while True:
        if get_next(at, to) != 0:
            raise RuntimeError(stream.get_last_error(at))
        if not array.release:
            return count
        count += array.length
        array.release(to)
