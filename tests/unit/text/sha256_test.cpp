// SHA-256 against the examples of FIPS 180-4 and a long text in pieces.
#include "text/sha256.hpp"

#include <doctest/doctest.h>

#include <string>

using entitle::text::Sha256;

namespace {
std::string hash(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.hex();
}
}  // namespace

TEST_CASE("known hashes") {
  CHECK(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hash(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces make the same hash") {
  Sha256 sha;
  for (int i = 0; i < 1'000; ++i) sha.add(std::string(static_cast<std::size_t>(i % 130), 'x'));
  std::string whole;
  for (int i = 0; i < 1'000; ++i) whole += std::string(static_cast<std::size_t>(i % 130), 'x');
  CHECK(sha.hex() == hash(whole));
}
