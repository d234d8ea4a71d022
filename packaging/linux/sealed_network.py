"""A network that leads nowhere and counts who tries to use it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_COUNTED = {
    "Ip": ("OutNoRoutes",),
    "Tcp": ("ActiveOpens",),
    "Udp": ("OutDatagrams",),
}
_COUNTED_6 = ("Ip6OutNoRoutes", "Udp6OutDatagrams")


@dataclass
class SealedNetwork:
    """A network namespace with a loopback and nothing else, held open by a sleeping process."""

    holder: subprocess.Popen[bytes]

    @classmethod
    def make(cls) -> SealedNetwork:
        """Make one."""
        script = "ip link set lo up; echo ready; exec sleep infinity"
        holder = subprocess.Popen(["unshare", "--net", "sh", "-c", script], stdout=subprocess.PIPE)
        assert holder.stdout is not None
        with holder.stdout as told:
            told.readline()
        return cls(holder)

    def command(self, command: list[str]) -> list[str]:
        """The command that runs another one inside."""
        return ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net", *command]

    def attempts(self) -> int:
        """How often anything inside tried to reach anything by network so far."""
        folder = Path("/proc", str(self.holder.pid), "net")
        total = 0
        lines = [line.split() for line in (folder / "snmp").read_text("utf-8").splitlines()]
        for names, values in zip(lines[::2], lines[1::2], strict=True):
            counted = _COUNTED.get(names[0].rstrip(":"), ())
            total += sum(int(v) for n, v in zip(names, values, strict=True) if n in counted)
        newer = folder / "snmp6"
        if newer.exists():
            pairs = (line.split() for line in newer.read_text("utf-8").splitlines())
            total += sum(int(value) for name, value in pairs if name in _COUNTED_6)
        return total

    def stop(self) -> None:
        """Let it go."""
        self.holder.kill()
        self.holder.wait()
