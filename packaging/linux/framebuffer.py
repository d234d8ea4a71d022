"""A virtual screen whose picture lies in a file, so that nothing must be asked to see it."""

from __future__ import annotations

import mmap
import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct(">25I")
_RUN = 8
"""How many equal pixels in a row count as a surface rather than the edge of a letter."""


@dataclass
class VirtualScreen:
    """An Xvfb and its picture, in the form of ``xwd``.

    Attributes:
        display: what the variable DISPLAY must say.
        server: the process.
    """

    display: str
    server: subprocess.Popen[bytes]
    _memory: mmap.mmap
    _width: int
    _height: int
    _line: int
    _start: int

    @classmethod
    def start(cls, folder: Path, width: int, height: int) -> VirtualScreen:
        """Start Xvfb on a free number, with its picture in ``folder``.

        Raises:
            RuntimeError: it did not come up.
        """
        size = ["-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder)]
        command = ["Xvfb", "-displayfd", "1", *size, "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert server.stdout is not None
        with server.stdout as told:
            number = told.readline().decode().strip()
        if not number:
            server.wait()
            raise RuntimeError("Xvfb did not start")
        with (folder / "Xvfb_screen0").open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = _HEADER.unpack_from(memory)
        # Of the header: its size, width, height, bytes in a line, and entries of colours.
        start = header[0] + header[19] * 12
        return cls(f":{number}", server, memory, header[4], header[5], header[12], start)

    def picture(self) -> bytes:
        """The pixels as they are now: blue, green, red and one more byte each."""
        return self._memory[self._start : self._start + self._line * self._height]

    def shows(self, colour: str) -> bool:
        """Whether some surface on the screen has just this colour ("#RRGGBB")."""
        blue_green_red = bytes.fromhex(colour[1:])[::-1]
        seen = self.picture()
        return any((blue_green_red + last) * _RUN in seen for last in (b"\0", b"\xff"))

    def save(self, target: Path) -> None:
        """Write the picture as a PNG file."""
        seen = self.picture()
        lines = bytearray()
        for y in range(self._height):
            line = seen[y * self._line : y * self._line + self._width * 4]
            rgb = bytearray(self._width * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
            lines += b"\0" + rgb
        head = struct.pack(">IIBBBBB", self._width, self._height, 8, 2, 0, 0, 0)
        chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b"")]
        parts = [b"\x89PNG\r\n\x1a\n"]
        for name, data in chunks:
            parts.append(struct.pack(">I", len(data)) + name + data)
            parts.append(struct.pack(">I", zlib.crc32(name + data)))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"".join(parts))

    def stop(self) -> None:
        """End the server."""
        self.server.terminate()
        self.server.wait()
        self._memory.close()
