"""A load generator in one thread: keep-alive connections on an epoll loop, nothing parsed twice.

Run as a process of its own: reads a JSON job from standard input, writes the result to standard
output. One core of it drives some 20,000 trivial requests a second.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass(slots=True)
class Conversation:
    """One connection: one request at a time, always."""

    socket: socket.socket
    sent_at: float = 0.0
    answer: bytearray = field(default_factory=bytearray)
    expected: int = -1

    def ask(self, request: bytes) -> None:
        self.answer.clear()
        self.expected = -1
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def hear(self) -> bool:
        """Reads what has come; whether the answer is whole."""
        received = self.socket.recv(1 << 18)
        if not received:
            raise ConnectionError("the server closed the connection")
        self.answer += received
        if self.expected < 0:
            head = self.answer.find(END_OF_HEAD)
            if head < 0:
                return False
            self.expected = head + len(END_OF_HEAD) + length_of_body(self.answer[:head])
        return len(self.answer) >= self.expected

    @property
    def status(self) -> int:
        return int(self.answer[9:12])


def length_of_body(head: bytearray) -> int:
    lines = bytes(head).lower()
    start = lines.find(LENGTH)
    if start < 0:
        raise ValueError("an answer without Content-Length")
    return int(lines[start + len(LENGTH) :].split(b"\r\n", 1)[0])


def load(
    host: str, port: int, requests: list[bytes], seconds: float, connections: int
) -> dict[str, Any]:
    """Asks the requests in turn for so long; answers a second, latencies in ms, wrong answers."""
    selector = selectors.DefaultSelector()
    turn = 0
    for _ in range(connections):
        one = Conversation(socket.create_connection((host, port)))
        one.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(one.socket, selectors.EVENT_READ, one)
        one.ask(requests[turn % len(requests)])
        turn += 1
    latencies: list[float] = []
    failures: dict[int, int] = {}
    start = time.perf_counter()
    end = start + seconds
    while time.perf_counter() < end:
        for key, _ in selector.select(timeout=1):
            one = key.data
            if not one.hear():
                continue
            latencies.append(time.perf_counter() - one.sent_at)
            if not 200 <= one.status < 300:
                failures[one.status] = failures.get(one.status, 0) + 1
            one.ask(requests[turn % len(requests)])
            turn += 1
    elapsed = time.perf_counter() - start
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    return {
        "per_second": len(latencies) / elapsed,
        "latencies_ms": [round(latency * 1000, 3) for latency in latencies],
        "failures": failures,
    }


def main() -> None:
    job = json.load(sys.stdin)
    job["requests"] = [request.encode() for request in job["requests"]]
    json.dump(load(**job), sys.stdout)


if __name__ == "__main__":
    main()
