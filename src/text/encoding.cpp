// Guesses encodings by counting, and reads GB18030 with the C library's iconv, which has its
// 27,000 characters; no locale has a part in that.
#include "text/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace entitle::text {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_after_fault = 4096;  // a line that is quoted need not be longer

class Converter {
 public:
  Converter() : handle_(iconv_open("UTF-8", "GB18030")) {}
  ~Converter() {
    if (good()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // iconv_open says by this that it failed.
  [[nodiscard]] bool good() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Appends as much of `bytes` as are characters, and takes them off.
  void convert(std::string_view& bytes, std::string& out) {
    std::array<char, 4096> block{};
    for (std::size_t before = bytes.size() + 1; !bytes.empty() && bytes.size() < before;) {
      before = bytes.size();
      // iconv reads through it only; its type is older than const.
      char* in = const_cast<char*>(bytes.data());
      std::size_t in_left = bytes.size();
      char* to = block.data();
      std::size_t to_left = block.size();
      iconv(handle_, &in, &in_left, &to, &to_left);
      out.append(block.data(), block.size() - to_left);
      bytes.remove_prefix(bytes.size() - in_left);
    }
  }

 private:
  iconv_t handle_;
};

}  // namespace

Encoding guess_encoding(std::string_view bytes) noexcept {
  const std::size_t first = find_malformed(bytes);
  if (first == std::string_view::npos || bytes.starts_with(byte_order_mark)) return Encoding::utf8;
  std::size_t well_formed = 0;  // only what takes three bytes, as 汉字 do: two are soon alike
  std::size_t malformed = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const Decoded decoded = decode(bytes, i);
    well_formed += decoded.length > 2 ? 1 : 0;
    malformed += decoded.length == 0 ? 1 : 0;
    i += std::max<std::size_t>(decoded.length, 1);
  }
  return well_formed > malformed ? Encoding::utf8 : Encoding::gb18030;
}

std::optional<Transcoded> from_gb18030(std::string_view bytes) {
  Converter converter;
  if (!converter.good()) return std::nullopt;
  Transcoded out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  converter.convert(bytes, out.text);
  if (bytes.empty()) return out;
  out.fault = out.text.size();
  // No character contains a line break: it ends the line whatever is broken.
  bytes = bytes.substr(0, std::min(bytes.find_first_of("\r\n"), most_after_fault));
  while (!bytes.empty()) {
    append(out.text, U'\uFFFD');
    bytes.remove_prefix(1);
    converter.convert(bytes, out.text);
  }
  return out;
}

bool is_office_document(std::string_view bytes) noexcept {
  constexpr std::string_view beginnings[] = {"PK\3\4"sv, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
                                             "{\\rtf"sv};
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [&](std::string_view beginning) { return bytes.starts_with(beginning); });
}

}  // namespace entitle::text
