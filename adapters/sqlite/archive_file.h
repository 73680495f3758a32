// A file that must not exist yet, written whole and made durable, or removed.
#pragma once

#include <string>
#include <string_view>

namespace segue::sqlite {

class ArchiveFile {
 public:
  /// Creates the file, mode 0600; throws a Failure when it exists.
  explicit ArchiveFile(const std::string& path);
  ArchiveFile(const ArchiveFile&) = delete;
  ArchiveFile& operator=(const ArchiveFile&) = delete;
  /// Removes the file unless kept.
  ~ArchiveFile();

  void Write(std::string_view bytes);
  /// Everything written is on the disk, the file's name too.
  void MakeDurable();
  void Keep() { keep_ = true; }

 private:
  void Flush();

  std::string path_;
  int file_ = -1;
  std::string pending_;
  bool keep_ = false;
};

}  // namespace segue::sqlite
