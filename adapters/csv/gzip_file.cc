// A plain or gzip file as a ByteSource; see the header.
#include "adapters/csv/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace segue::csv {
namespace {

using adapters::Error;
using adapters::Result;

constexpr unsigned kBufferBytes = 256 * 1024;

class GzipFile final : public adapters::ByteSource {
 public:
  explicit GzipFile(gzFile file) : file_(file) {}
  GzipFile(const GzipFile&) = delete;
  GzipFile& operator=(const GzipFile&) = delete;
  ~GzipFile() override { gzclose_r(file_); }

  Result<std::size_t> Read(std::span<char> room) override {
    const auto wanted = static_cast<unsigned>(std::min<std::size_t>(room.size(), 1U << 30));
    errno = 0;
    const int count = gzread(file_, room.data(), wanted);
    // A file cut off in the middle gives its bytes first and says so only through gzerror.
    if (count <= 0) {
      int code = Z_OK;
      const char* text = gzerror(file_, &code);
      if (code != Z_OK) return Explain(code, text);
    }
    return static_cast<std::size_t>(std::max(count, 0));
  }

  std::uint64_t Position() const override {
    const z_off_t offset = gzoffset(file_);
    return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
  }

 private:
  static Error Explain(int code, const char* text) {
    if (code == Z_ERRNO) return {"", std::string("it cannot be read: ") + std::strerror(errno), "", {}};
    if (code == Z_BUF_ERROR) {
      return {"", "the gzip file ends too early: it was cut off", "copy or export it again",
              adapters::ErrorClass::kFailure};
    }
    return {"", std::string("the gzip file is damaged: ") + text, "copy or export it again",
            adapters::ErrorClass::kFailure};
  }

  gzFile file_;
};

}  // namespace

Result<std::unique_ptr<adapters::ByteSource>> OpenGzipOrPlain(const std::string& path) {
  errno = 0;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    const std::string reason = errno == 0 ? "out of memory" : std::strerror(errno);
    return Error{"", "it cannot be opened: " + reason, "check that the file is there and that you may read it",
                 adapters::ErrorClass::kFailure};
  }
  gzbuffer(file, kBufferBytes);
  return std::unique_ptr<adapters::ByteSource>(std::make_unique<GzipFile>(file));
}

}  // namespace segue::csv
