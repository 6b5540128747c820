"""A site as a server runs it: stored answers before everything else."""

from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application

from termcard.lib.pagecache import Store
from termcard.lib.stored_answers import StoredAnswers


class Answer:
    """What came back for a request."""

    def __init__(self, status, headers, content, *, is_made):
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}
        self.content = content
        self.is_made = is_made

    def same_as(self, other):
        """Say whether a reader would see no difference."""
        return (self.status, self.headers, self.content) == (
            other.status,
            other.headers,
            other.content,
        )


class Site:
    """Answers requests from one machine's stored answers, and says which it had to make."""

    def __init__(self, folder):
        self.store = Store(folder)
        self._django = get_wsgi_application()
        self._made = 0
        self.application = StoredAnswers(self._count, self.store)

    def _count(self, environ, start_response):
        self._made += 1
        return self._django(environ, start_response)

    def ask(self, address, *, method="GET", **headers):
        """Ask as a server would; header names as in WSGI ("HTTP_COOKIE")."""
        before = self._made
        status, sent, content = run(self.application, address, method, headers)
        return Answer(status, sent, content, is_made=self._made > before)

    def fresh(self, address, **headers):
        """Ask what would be answered if nothing were stored anywhere."""
        empty = StoredAnswers(self._django, Store(self.store.file.parent / "empty"))
        empty.store.drop({"*"})
        return Answer(*run(empty, address, "GET", headers), is_made=True)


def run(application, address, method, headers):
    """Return (status, headers, content) of a WSGI application's answer."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "events.example",
        "REMOTE_ADDR": "192.0.2.1",
        **headers,
    }
    setup_testing_defaults(environ)
    said = []
    answer = application(environ, lambda *args: said.append(args))
    try:
        content = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    status, sent = said[-1][:2]
    return status, sent, content
