"""Server-sent events (WHATWG HTML, section 9.2), as far as this service sends them."""

from collections.abc import Iterator


class EventDecoder:
    """Gives the `data` of each event, as its lines arrive."""

    def __init__(self) -> None:
        self._data: list[str] = []

    def feed(self, line: str) -> Iterator[str]:
        if not line:
            if self._data:
                yield "\n".join(self._data)
            self._data = []
            return
        field, _, value = line.partition(":")
        if field == "data":
            self._data.append(value.removeprefix(" "))
