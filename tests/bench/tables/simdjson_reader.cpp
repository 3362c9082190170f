// simdjson over a file of one object a line: every value is read and nothing is kept, which is what
// deciding from NDJSON is held against. By its document interface, which takes the instructions
// that the machine has; reading on demand has those it was compiled for, and is slower as we
// compile. Without simdjson it reads nothing.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include "files.hpp"

#ifdef BENCH_SIMDJSON
#include <simdjson.h>
#endif

namespace bench {

#ifdef BENCH_SIMDJSON

namespace {

namespace dom = simdjson::dom;

/// How many bytes the values below have, their text or their numbers.
std::uint64_t read(dom::element value) {
  switch (value.type()) {
    case dom::element_type::OBJECT: {
      std::uint64_t all = 0;
      for (const dom::key_value_pair field : dom::object(value)) all += read(field.value);
      return all;
    }
    case dom::element_type::ARRAY: {
      std::uint64_t all = 0;
      for (const dom::element element : dom::array(value)) all += read(element);
      return all;
    }
    case dom::element_type::STRING:
      return std::string_view(value).size();
    case dom::element_type::DOUBLE:
      return double(value) >= 0 ? sizeof(double) : 0;
    case dom::element_type::INT64:
      return std::int64_t(value) >= 0 ? sizeof(std::int64_t) : 0;
    case dom::element_type::UINT64:
      return sizeof(std::uint64_t);
    case dom::element_type::BOOL:
      return bool(value) ? 1 : 0;
    case dom::element_type::NULL_VALUE:
      break;
  }
  return 0;
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::optional<std::uint64_t> read_by_simdjson(const std::string& path) try {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw std::runtime_error("cannot read " + path);
  constexpr std::size_t piece = std::size_t{1} << 20;
  std::vector<char> buffer(piece + simdjson::SIMDJSON_PADDING);
  dom::parser parser;
#ifdef SIMDJSON_THREADS_ENABLED
  parser.threaded = false;
#endif
  std::uint64_t all = 0;
  std::size_t held = 0;
  for (;;) {
    const std::size_t got = std::fread(buffer.data() + held, 1, piece - held, file.get());
    const std::size_t size = held + got;
    if (size == 0) break;
    // Whole lines; the rest of the last one waits for the next piece.
    const auto begin =
        std::make_reverse_iterator(buffer.begin() + static_cast<std::ptrdiff_t>(size));
    const auto line = std::find(begin, buffer.rend(), '\n');
    const auto whole = static_cast<std::size_t>(buffer.rend() - line);
    if (whole == 0) throw std::runtime_error(path + ": a line is too long or not ended");
    dom::document_stream lines = parser.parse_many(buffer.data(), whole, piece);
    for (simdjson::simdjson_result<dom::element> household : lines) all += read(household.value());
    held = size - whole;
    std::memmove(buffer.data(), buffer.data() + whole, held);
  }
  return all;
} catch (const simdjson::simdjson_error& error) {
  throw std::runtime_error(path + ": " + error.what());
}

#else

std::optional<std::uint64_t> read_by_simdjson(const std::string&) { return std::nullopt; }

#endif

}  // namespace bench
