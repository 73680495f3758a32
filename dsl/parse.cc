// The loop over the declarations of a file, and what can be wrong with a file as a whole.
#include "dsl/parse.h"

#include <utility>

#include "dsl/codes.h"
#include "dsl/grammar.h"
#include "dsl/lexical.h"
#include "dsl/reading.h"
#include "dsl/recovery.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Comments are white space to the grammar; the formatter and editors want to know where they stand.
std::vector<Span> FindComments(const Reading& reading) {
  const auto text = reading.text();
  std::vector<Span> comments;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '#') {
      std::size_t end = LineEnd(text, at);
      if (end > at && text[end - 1] == '\r') --end;
      comments.push_back(reading.SpanOf(at, end));
      at = end;
    } else if (text[at] == '"') {
      at = NextToken(text, at).end;
    } else {
      ++at;
    }
  }
  return comments;
}

/// The file as a whole cannot be read.
std::optional<Diagnostic> RefuseFile(std::string_view text, SourceId source) {
  if (text.size() > kMaxFileBytes) {
    return Diagnostic{codes::kFileTooLarge,
                      Severity::kError,
                      {source, 0, 0},
                      "this file is larger than 4 MiB",
                      "",
                      "split it and join the parts with: use \"part.segue\""};
  }
  const auto invalid = unicode::FindInvalidUtf8(text);
  if (!invalid) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(*invalid);
  return Diagnostic{codes::kInvalidUtf8,
                    Severity::kError,
                    {source, at, at + 1},
                    "this file is not UTF-8: the byte at offset " + std::to_string(*invalid) + " is wrong",
                    "",
                    "save the file as UTF-8 in your editor"};
}

class FileReader {
 public:
  FileReader(const SourceMap& sources, SourceId source) : reading_(sources, source) { file_.source = source; }

  File Run() {
    std::size_t at = reading_.text().starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while ((at = reading_.Skip(at)) < reading_.text().size()) {
      if (reading_.IsFull()) {
        GiveUp(at);
        break;
      }
      ReadOne(at);
    }
    file_.comments = FindComments(reading_);
    file_.unread = reading_.TakeUnread();
    return std::move(file_);
  }

  std::vector<Diagnostic> TakeDiagnostics() { return reading_.TakeDiagnostics(); }

 private:
  void ReadOne(std::size_t& at) {
    // What the declaration before could still have gone on with is expected here, too: it stays the context.
    const std::size_t begin = at;
    std::size_t stopped = at;
    reading_.BeginDeclaration(ResemblesDeclaration(reading_.text(), at) ? at : previous_begin_);
    if (auto declaration = ReadDeclaration(reading_, at, stopped)) {
      previous_begin_ = begin;
      file_.declarations.push_back(std::move(*declaration));
    } else {
      reading_.LoseDeclaration(begin);
      at = NextDeclaration(reading_.text(), begin, reading_.ReportFailure(stopped));
      previous_begin_ = at;
    }
  }

  void GiveUp(std::size_t at) {
    reading_.Report(
        Problem{at, at + 1, codes::kTooManyErrors, "reading stops here after 1,000 errors", "is this a rule file?"});
  }

  Reading reading_;
  File file_;
  std::size_t previous_begin_ = 0;
};

}  // namespace

File Parse(const SourceMap& sources, SourceId source, std::vector<Diagnostic>& diagnostics) {
  if (auto refused = RefuseFile(sources.Get(source).text, source)) {
    diagnostics.push_back(std::move(*refused));
    File empty;
    empty.source = source;
    return empty;
  }
  FileReader reader(sources, source);
  File file = reader.Run();
  for (auto& diagnostic : reader.TakeDiagnostics()) diagnostics.push_back(std::move(diagnostic));
  return file;
}

}  // namespace segue::dsl
