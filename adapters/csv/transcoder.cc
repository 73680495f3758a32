// Converts bytes of another encoding to UTF-8; see the header.
#include "adapters/csv/transcoder.h"

#include <iconv.h>

#include <cerrno>
#include <utility>
#include <vector>

namespace segue::csv {
namespace {

using adapters::ByteSource;
using adapters::Error;
using adapters::Result;

constexpr std::size_t kInputBytes = std::size_t{64} * 1024;
constexpr char kUnknown = '\xFF';

iconv_t Open(const std::string& encoding) { return iconv_open("UTF-8", encoding.c_str()); }
bool IsOpen(iconv_t converter) { return converter != reinterpret_cast<iconv_t>(-1); }  // NOLINT: iconv's own sentinel

class Transcoder final : public ByteSource {
 public:
  Transcoder(std::unique_ptr<ByteSource> bytes, iconv_t converter, bool wide)
      : bytes_(std::move(bytes)), converter_(converter), unit_(wide ? 2 : 1), input_(kInputBytes) {}
  Transcoder(const Transcoder&) = delete;
  Transcoder& operator=(const Transcoder&) = delete;
  ~Transcoder() override { iconv_close(converter_); }

  Result<std::size_t> Read(std::span<char> room) override {
    std::size_t written = 0;
    while (written == 0) {
      const adapters::Status filled = Fill();
      if (!filled) return filled.error();
      if (begin_ == end_) return std::size_t{0};
      written = Convert(room);
    }
    return written;
  }
  std::uint64_t Position() const override { return bytes_->Position(); }

 private:
  /// Moves what is left to the front and reads more behind it.
  adapters::Status Fill() {
    if (begin_ != end_ && !starved_) return adapters::Ok();
    std::move(input_.begin() + static_cast<std::ptrdiff_t>(begin_), input_.begin() + static_cast<std::ptrdiff_t>(end_),
              input_.begin());
    end_ -= begin_;
    begin_ = 0;
    Result<std::size_t> count = bytes_->Read(std::span(input_).subspan(end_));
    if (!count) return count.error();
    ended_ = *count == 0;
    end_ += *count;
    starved_ = false;
    return adapters::Ok();
  }

  std::size_t Convert(std::span<char> room) {
    char* in = input_.data() + begin_;
    std::size_t in_left = end_ - begin_;
    char* out = room.data();
    std::size_t out_left = room.size();
    const std::size_t outcome = iconv(converter_, &in, &in_left, &out, &out_left);
    const int reason = errno;
    begin_ = end_ - in_left;
    if (outcome == static_cast<std::size_t>(-1)) {
      const bool cut_off = reason == EINVAL && ended_;
      if ((reason == EILSEQ || cut_off) && out_left > 0) {
        *out = kUnknown;
        --out_left;
        begin_ += std::min(unit_, end_ - begin_);
      }
      starved_ = reason == EINVAL && !ended_;
    }
    return room.size() - out_left;
  }

  std::unique_ptr<ByteSource> bytes_;
  iconv_t converter_;
  std::size_t unit_;  // bytes to skip after an unknown sequence
  std::vector<char> input_;
  std::size_t begin_ = 0, end_ = 0;  // what is left of input_
  bool starved_ = false;             // the rest is an incomplete sequence
  bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> Transcode(std::unique_ptr<ByteSource> bytes, const std::string& encoding) {
  iconv_t converter = Open(encoding);
  if (!IsOpen(converter)) {
    return Error{"", "the encoding \"" + encoding + "\" is not known", "use a name such as windows-1252 or iso-8859-15",
                 adapters::ErrorClass::kUsage};
  }
  const bool wide = encoding.find("16") != std::string::npos;
  return std::unique_ptr<ByteSource>(std::make_unique<Transcoder>(std::move(bytes), converter, wide));
}

bool CanTranscode(const std::string& encoding) {
  iconv_t converter = Open(encoding);
  if (!IsOpen(converter)) return false;
  iconv_close(converter);
  return true;
}

}  // namespace segue::csv
