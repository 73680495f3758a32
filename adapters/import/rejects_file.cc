// The rejects file; see the header.
#include "adapters/import/rejects_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/csv/csv_reader.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::Ok;
using adapters::Status;
namespace fs = std::filesystem;

/// The text of a row is cut here: a reject must be found again, not restored from this file.
constexpr std::size_t kLongestText = 4096;

/// Lines that end in the file's own encoding may not be UTF-8; cut text must not end within a code point.
std::string_view Cut(std::string_view text) {
  if (text.size() <= kLongestText) return text;
  std::size_t length = kLongestText;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  return text.substr(0, length);
}

}  // namespace

RejectsFile::RejectsFile(const std::string& directory, const std::string& import)
    : directory_(directory), path_(directory + '/' + import + ".csv") {
  std::error_code ignored;
  fs::remove(path_, ignored);
}

Status RejectsFile::Open() {
  std::error_code problem;
  fs::create_directories(directory_, problem);
  errno = 0;
  stream_.open(path_, std::ios::binary | std::ios::trunc);
  opened_ = true;
  // The rows hold personal data.
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write, problem);
  stream_ << "file,line,reason,row\n";
  return Check();
}

Status RejectsFile::Check() {
  if (stream_) return Ok();
  return Error{"writing " + path_, errno != 0 ? std::strerror(errno) : "it cannot be written",
               "check the folder and the free space", adapters::ErrorClass::kFailure};
}

Status RejectsFile::Add(const std::string& file, const Reject& reject) {
  if (!opened_) {
    if (Status status = Open(); !status) return status;
  }
  line_.clear();
  csv::AppendQuoted(file, ',', line_);
  line_ += ',' + std::to_string(reject.line) + ',';
  csv::AppendQuoted(reject.reason, ',', line_);
  line_ += ',';
  csv::AppendQuoted(Cut(reject.text), ',', line_);
  line_ += '\n';
  stream_ << line_;
  return Check();
}

Status RejectsFile::Flush() {
  if (!opened_) return Ok();
  stream_.flush();
  return Check();
}

}  // namespace segue::import
