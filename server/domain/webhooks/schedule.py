"""When a delivery that failed is tried again, and when it is given up."""

from datetime import datetime, timedelta

GIVE_UP_AFTER = timedelta(hours=24)
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)
_DOUBLINGS = 10  # by then the pause is the longest


def next_attempt(attempts: int, now: datetime, give_up_at: datetime, *, chance: float) -> datetime | None:
    """Pauses double from 5 s up to an hour, each cut by up to half so that receivers are not hit in step.

    `attempts` is how many failed, `chance` lies in [0, 1). The last attempt is due at `give_up_at`; None after it.
    """
    if now >= give_up_at:
        return None
    pause = min(_FIRST_PAUSE * (1 << min(attempts - 1, _DOUBLINGS)), _LONGEST_PAUSE)
    return min(now + pause * (1 - chance / 2), give_up_at)
