// Records of a CSV file looked at ahead: what was found before stays where it can be read, also
// where the file ends before the record that is asked for.
#include "io/csv_feed.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <memory>

using entitle::io::CsvFeed;
using entitle::io::CsvRecord;

TEST_CASE("looking beyond the end leaves the next record in the buffer") {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::tmpfile());
  REQUIRE(file);
  std::fputs("a,1\nb,2\nc,3\n", file.get());
  std::rewind(file.get());
  CsvFeed feed(file.get());
  REQUIRE(feed.peek() != nullptr);
  CHECK(feed.ahead(3) == nullptr);
  const CsvRecord* const next = feed.peek();
  const CsvRecord* const behind = feed.ahead(1);
  REQUIRE(behind != nullptr);
  CHECK(behind->bytes == "b,2");
  // Both stand in one buffer, one line apart.
  CHECK(behind->bytes.data() - next->bytes.data() == 4);
  CHECK(next->bytes == "a,1");
}
