// Batches of columns from the Arrow C data and stream interface: schemas are read into tables and
// columns, arrays into borrowed values. What a column means is the layout's to say. Whatever is
// taken over is released once, when nobody holds it any longer.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "entitle/arrow.hpp"
#include "io/column_feed.hpp"

namespace entitle::io {

/// A struct of the Arrow interface that is ours to release. Taken over, its source is released.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Struct* from) {
    if (from != nullptr) held_ = std::exchange(*from, Struct{});
  }
  Owned(Owned&& other) noexcept : held_(std::exchange(other.held_, Struct{})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Owned() {
    if (held_.release != nullptr) held_.release(&held_);
  }
  bool empty() const { return held_.release == nullptr; }
  Struct* get() { return &held_; }
  Struct& operator*() { return held_; }

 private:
  Struct held_{};
};

/// What comes of one table: a stream, or a schema with one array.
struct ArrowInput {
  Owned<ArrowArrayStream> stream;
  Owned<ArrowSchema> schema;
  Owned<ArrowArray> array;
};

/// A feed over it. Null where what it is made of was reported.
std::unique_ptr<ColumnFeed> feed_of_arrow(const Intake& intake, model::EntityId entity,
                                          std::string name, ArrowInput input, Language language,
                                          text::Report& report);

}  // namespace entitle::io
