"""Certificate authorities and certificates for one test, as PEM files."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.envoy.settings import Tls


class Authority:
    """An authority of its own; `certificate` is what others trust it by."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = folder / f"{name}.pem"
        usage = x509.BasicConstraints(ca=True, path_length=0)
        self.certificate.write_bytes(_pem(self._signed(self._name, self._key.public_key(), [(usage, True)])))

    def issue(self, name: str, *addresses: str) -> Tls:
        """A certificate for IP addresses, or for a client where there is none."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        names = [x509.IPAddress(ip_address(each)) for each in addresses] or [x509.DNSName(name)]
        certificate = self._signed(subject, key.public_key(), [(x509.SubjectAlternativeName(names), False)])
        issued = Tls(certificate=self._folder / f"{name}.pem", key=self._folder / f"{name}.key")
        issued.certificate.write_bytes(_pem(certificate))
        encoding, format_ = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        issued.key.write_bytes(key.private_bytes(encoding, format_, serialization.NoEncryption()))
        return issued

    def _signed(self, subject: x509.Name, key: ec.EllipticCurvePublicKey, extensions: list) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self._key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
