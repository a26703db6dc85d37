"""A command in the root of an image, as a container runs it: another user, a read-only root, nothing else in sight."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

# In mounts of its own, which end with the process. $1 root, $2 data, $3 user; the rest is the command.
_SCRIPT = """
root=$1 data=$2 user=$3; shift 3
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$data" "$root/var/lib/curae"
mount -o remount,ro,bind "$root"
cd "$root"
exec /usr/sbin/chroot --userspec="$user" "$root" /usr/bin/env -i "$@"
"""


def contained(root: Path, config: dict[str, Any], data: Path, command: Sequence[str], **environment: str) -> list[str]:
    """What runs `command` after the image's entry point. `data` is the volume; `config` is the image's.

    The network is this machine's.
    """
    settings = {name: text for name, _, text in (each.partition("=") for each in config["Env"])} | environment
    pairs = [f"{name}={text}" for name, text in settings.items()]
    unshare = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", _SCRIPT, "sh"]
    return [*unshare, str(root), str(data), config["User"], *pairs, *config["Entrypoint"], *command]
