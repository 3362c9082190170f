// The figures of a run: what each is, what it is held against, the least that is asked of it and
// the aim; as a table for a terminal and as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bench {

/// Every key that JSON has is known here beforehand; errors: std::logic_error for another.
class Figures {
 public:
  /// A value in the figure's own unit; of rates households a second.
  void set(std::string_view key, double value);
  void rate(std::string_view key, std::uint64_t households, double seconds) {
    set(key, static_cast<double>(households) / seconds);
  }
  [[nodiscard]] std::optional<double> get(std::string_view key) const;

  [[nodiscard]] std::string text() const;
  /// All keys in their order; null of those that were not measured.
  [[nodiscard]] std::string json() const;

 private:
  std::map<std::string, double, std::less<>> values_;
};

}  // namespace bench
