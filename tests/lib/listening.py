"""A server in the test's own process that says anything, and fetching from it."""

import socket
import threading

from termcard.lib.fetching import fetch

ORDINARY = b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: 5\r\n\r\nhello"
LOOKED_UP = socket.getaddrinfo


def is_loopback(address):
    return address.is_loopback


class Listener:
    """A server that counts who comes and says what it is told to, once for each who comes."""

    def __init__(self, answers, *, host="127.0.0.1", tls=None):
        self.requests, self.names = [], []
        self._answers, self._tls = answers, tls
        self._socket = socket.create_server((host, 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        for number in range(100):
            try:
                wire, _ = self._socket.accept()
            except OSError:
                return
            self.requests.append(b"")
            answer = self._answers[min(number, len(self._answers) - 1)]
            threading.Thread(target=self._speak, args=(wire, number, answer), daemon=True).start()

    def _speak(self, wire, number, answer):
        try:
            if self._tls is not None:
                wire = self._tls.wrap_socket(wire, server_side=True)
            self.requests[number] = wire.recv(65536)
            for piece in answer() if callable(answer) else [answer]:
                wire.sendall(piece)
        except OSError:
            pass
        finally:
            wire.close()

    def close(self):
        self._socket.close()


def fetch_inside(url, *listeners, **how):
    """Fetch with loopback let through, for tests that need a server."""
    ports = frozenset(listener.port for listener in listeners)
    return fetch(url, **({"allowed": is_loopback, "ports": ports, "seconds": 5} | how))


def named(monkeypatch, names):
    """Let these names stand for these addresses, as a resolver would."""
    asked = []

    def look_up(host, port, *args, **how):
        asked.append(host)
        address = names[host].pop(0) if isinstance(names.get(host), list) else names.get(host)
        return LOOKED_UP(address or host, port, *args, **how)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def redirect(location, status=302):
    return f"HTTP/1.1 {status} Found\r\nLocation: {location}\r\n\r\n".encode()
