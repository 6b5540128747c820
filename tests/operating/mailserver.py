import email
import email.policy
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class MailServer:
    """A real SMTP server in a thread of the tests' own; what it is asked to do can be changed."""

    def __init__(self, port=0, tls=None):
        self.received = []
        self.recipient_answer = lambda address: None
        self.answer = None
        self.seconds_to_think = 0.0
        self.conversations = 0
        self._lock = threading.Lock()
        options = {"tls_context": tls} if tls else {}
        self._controller = _Listening(self, hostname="127.0.0.1", port=port, **options)

    def __enter__(self):
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *_):
        self._controller.stop()

    @property
    def subjects(self):
        return [message["Subject"] for message in self.received]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.recipient_answer(address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        # Blocking is right: the thread serves this server alone.
        time.sleep(self.seconds_to_think)
        if self.answer:
            return self.answer
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.envelope_recipients = envelope.rcpt_tos
        with self._lock:
            self.received.append(message)
        return "250 OK"


class _Listening(Controller):
    def _trigger_server(self):
        # Which port it is, when any would do, is known only now.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def self_signed(folder):
    """A TLS context that nobody has reason to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context
