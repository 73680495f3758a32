// A temporary file without a name for sorted runs that do not fit into memory; it vanishes with the process.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::sqlite {

class SpillFile {
 public:
  /// A stretch of bytes.
  struct Run {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
  };

  /// Beside the store, where there must be room for its data anyway. The file is made at the first write.
  explicit SpillFile(const std::string& store_path) : store_path_(store_path) {}
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;
  ~SpillFile();

  /// Bytes written so far: where the next run starts.
  std::uint64_t size() const { return written_ + pending_.size(); }
  void Append(std::string_view bytes);
  /// To be called before reading.
  void Flush();
  void Read(std::uint64_t from, char* into, std::size_t size) const;

 private:
  void Create();

  std::string store_path_;
  int file_ = -1;
  std::uint64_t written_ = 0;
  std::vector<char> pending_;
};

}  // namespace segue::sqlite
