import datetime
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from termcard.lib.fetching import FetchRefused
from tests.lib.listening import fetch_inside, named, redirect


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate of secure.example that this machine trusts for the length of a test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "secure.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("secure.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path, key_path = tmp_path / "certificate.pem", tmp_path / "key.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key_path)
    return context


@pytest.mark.parametrize("scheme", ["https", "webcal"])
def test_a_certificate_is_checked_against_the_name(listen, certificate, monkeypatch, scheme):
    told = []
    certificate.sni_callback = lambda _wire, name, _context: told.append(name)
    listener = listen(tls=certificate)
    named(monkeypatch, {"secure.example": "127.0.0.1", "other.example": "127.0.0.1"})

    fetched = fetch_inside(f"{scheme}://secure.example:{listener.port}/x", listener)

    assert fetched.url == f"https://secure.example:{listener.port}/x"
    assert fetched.body == b"hello"
    assert told == ["secure.example"]
    with pytest.raises(FetchRefused, match="certificate"):
        fetch_inside(f"{scheme}://other.example:{listener.port}/x", listener)


def test_a_redirect_from_https_to_http_is_refused(listen, certificate, monkeypatch):
    plain = listen()
    secure = listen(redirect(f"{plain.url}/"), tls=certificate)
    named(monkeypatch, {"secure.example": "127.0.0.1"})

    with pytest.raises(FetchRefused, match="https to http"):
        fetch_inside(f"https://secure.example:{secure.port}/", secure, plain)

    assert plain.requests == []


def test_a_secure_address_that_speaks_plainly_is_refused(listen):
    listener = listen()

    with pytest.raises(FetchRefused):
        fetch_inside(f"https://127.0.0.1:{listener.port}/", listener)
