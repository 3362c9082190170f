// Nothing but the order of a block's parts.
#include "io/arrow_block.hpp"

namespace entitle::io {

void finish_block(const std::vector<BlockColumn>& columns, std::string& block) {
  const auto put = [&](std::uint64_t number) {
    char bytes[sizeof(number)];
    std::memcpy(bytes, &number, sizeof(number));
    block.append(bytes, sizeof(number));
  };
  put(columns.front().rows());
  for (const BlockColumn& column : columns) put(column.nulls());
  for (const BlockColumn& column : columns) column.finish(block);
}

}  // namespace entitle::io
