// Opens a file as UTF-8 bytes. The first bytes decide: a byte order mark is stripped and names the encoding.
#include "adapters/csv/bytes.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "adapters/csv/gzip_file.h"
#include "adapters/csv/transcoder.h"

namespace segue::csv {
namespace {

using adapters::ByteSource;
using adapters::Result;

/// Gives back bytes that were read ahead, then the rest.
class Replayed final : public ByteSource {
 public:
  Replayed(std::string ahead, std::unique_ptr<ByteSource> rest) : ahead_(std::move(ahead)), rest_(std::move(rest)) {}

  Result<std::size_t> Read(std::span<char> room) override {
    if (given_ == ahead_.size()) return rest_->Read(room);
    const std::size_t count = std::min(room.size(), ahead_.size() - given_);
    std::memcpy(room.data(), ahead_.data() + given_, count);
    given_ += count;
    return count;
  }
  std::uint64_t Position() const override { return rest_->Position(); }

 private:
  std::string ahead_;
  std::size_t given_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

Result<std::string> ReadAhead(ByteSource& bytes, std::size_t wanted) {
  std::string ahead(wanted, '\0');
  std::size_t have = 0;
  while (have < wanted) {
    Result<std::size_t> count = bytes.Read(std::span(ahead).subspan(have));
    if (!count) return count.error();
    if (*count == 0) break;
    have += *count;
  }
  ahead.resize(have);
  return ahead;
}

struct Mark {
  std::size_t length = 0;
  std::string encoding;  // empty: no mark
};

Mark FindMark(std::string_view ahead) {
  if (ahead.starts_with("\xEF\xBB\xBF")) return {3, "UTF-8"};
  if (ahead.starts_with("\xFF\xFE")) return {2, "UTF-16LE"};
  if (ahead.starts_with("\xFE\xFF")) return {2, "UTF-16BE"};
  return {};
}

bool IsUtf8(const std::string& encoding) {
  std::string plain;
  for (const char c : encoding) {
    if (c != '-' && c != '_') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return plain == "utf8" || plain == "utf8sig";
}

}  // namespace

Result<std::unique_ptr<ByteSource>> OpenBytes(const std::string& path, const std::optional<std::string>& encoding) {
  Result<std::unique_ptr<ByteSource>> file = OpenGzipOrPlain(path);
  if (!file) return file;
  Result<std::string> ahead = ReadAhead(**file, 3);
  if (!ahead) return ahead.error();
  const Mark mark = FindMark(*ahead);
  std::unique_ptr<ByteSource> bytes = std::make_unique<Replayed>(ahead->substr(mark.length), std::move(*file));
  const std::string chosen = mark.length > 0 ? mark.encoding : encoding.value_or("UTF-8");
  if (IsUtf8(chosen)) return bytes;
  return Transcode(std::move(bytes), chosen);
}

bool KnownEncoding(const std::string& encoding) { return IsUtf8(encoding) || CanTranscode(encoding); }

}  // namespace segue::csv
