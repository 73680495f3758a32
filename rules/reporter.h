// Collects diagnostics, and words them: quoted names, places, rule text on one line.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dsl/diagnostic.h"
#include "dsl/source.h"
#include "dsl/syntax.h"

namespace segue::rules {

class Reporter {
 public:
  /// `sources` must outlive the reporter.
  explicit Reporter(const dsl::SourceMap& sources) : sources_(sources) {}

  void Error(const char* code, dsl::Span span, std::string message, std::string hint = {}, std::string note = {});
  void Warning(const char* code, dsl::Span span, std::string message, std::string hint = {}, std::string note = {});
  /// A name that is not found. Silent when the name's declaration could not be read: that was reported.
  void Unknown(const char* code, const dsl::Name& name, std::string message, std::string hint = {});
  /// Names whose declarations could not be read.
  void SetUnread(const std::vector<dsl::File>& files);

  /// `rules/main.segue:3:9`, for notes that name a second place.
  std::string Place(dsl::Span span) const;
  /// The rule text of a span on one line: white space collapsed, comments left out.
  std::string Text(dsl::Span span) const;

  std::vector<dsl::Diagnostic>& diagnostics() { return diagnostics_; }

 private:
  const dsl::SourceMap& sources_;
  std::vector<dsl::Diagnostic> diagnostics_;
  std::unordered_set<std::string> unread_;
};

/// `"name"`.
std::string Quote(std::string_view name);
/// `a, b and c`.
std::string Enumerate(const std::vector<std::string>& words, std::string_view last_joint = " and ");

}  // namespace segue::rules
