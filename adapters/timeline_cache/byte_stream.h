// Numbers and texts in a row of little-endian bytes, for what a cache file says about itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace segue::timeline_cache {

/// What was read is no cache, or a damaged one. Caught in this room: the cache is then built anew.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ByteWriter {
 public:
  template <typename T>
  requires std::is_arithmetic_v<T>
  void Put(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void Put(std::string_view text) {
    Put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  std::span<const std::byte> bytes() const { return std::as_bytes(std::span(bytes_)); }

 private:
  std::string bytes_;
};

/// Throws Damaged where the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <typename T>
  requires std::is_arithmetic_v<T> T Get() {
    T value;
    std::memcpy(&value, Take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string GetText() {
    const auto bytes = Take(Get<std::uint64_t>());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// A number of things of which each takes at least `bytes_each` bytes.
  std::size_t GetCount(std::size_t bytes_each) {
    const auto count = Get<std::uint64_t>();
    if (count > rest_.size() / bytes_each) throw Damaged("a count is too large");
    return count;
  }
  bool AtEnd() const { return rest_.empty(); }

 private:
  std::span<const std::byte> Take(std::uint64_t size) {
    if (size > rest_.size()) throw Damaged("it ends too early");
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  std::span<const std::byte> rest_;
};

}  // namespace segue::timeline_cache
