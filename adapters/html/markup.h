// Writing html: every text is escaped, nothing else can be written between tags.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace segue::html {

/// A document that grows by whole elements.
class Markup {
 public:
  /// `tag` may carry attributes, written by the program and never from data: `section class="top"`.
  Markup& Open(std::string_view tag);
  Markup& Close(std::string_view tag);
  /// An attribute of the element just opened, its value escaped.
  Markup& With(std::string_view attribute, std::string_view value);
  Markup& Text(std::string_view text);
  /// `<tag>text</tag>`.
  Markup& Element(std::string_view tag, std::string_view text);
  /// As it is: only for what the program holds itself, such as its script.
  Markup& Raw(std::string_view markup);

  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace segue::html
