"""The examples of the Amazon S3 API reference, "Signature calculations: transferring payload in a single chunk"."""

from datetime import UTC, datetime

import pytest

from server.artifacts.s3_location import S3Credentials
from server.artifacts.sigv4 import encoded_query, signed_headers

CREDENTIALS = S3Credentials(
    access_key_id="AKIAIOSFODNN7EXAMPLE", secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)


@pytest.mark.parametrize(
    ("query", "signature"),
    [
        ({"lifecycle": ""}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        ({"prefix": "J", "max-keys": "2"}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ],
)
def test_signs_as_amazon_documents(query: dict[str, str], signature: str) -> None:
    headers = signed_headers(
        method="GET",
        host="examplebucket.s3.amazonaws.com",
        path="/",
        query=query,
        region="us-east-1",
        credentials=CREDENTIALS,
        now=datetime(2013, 5, 24, tzinfo=UTC),
    )
    assert headers["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        f"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}"
    )


def test_encodes_a_query_in_canonical_form() -> None:
    assert encoded_query({"uploads": "", "prefix": "a b/~c+d"}) == "prefix=a%20b%2F~c%2Bd&uploads="
