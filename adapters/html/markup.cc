// See markup.h.
#include "adapters/html/markup.h"

#include "adapters/escaped_markup.h"

namespace segue::html {

Markup& Markup::Open(std::string_view tag) {
  text_.append("<").append(tag).append(">");
  return *this;
}

Markup& Markup::Close(std::string_view tag) {
  text_.append("</").append(tag).append(">");
  return *this;
}

Markup& Markup::With(std::string_view attribute, std::string_view value) {
  text_.pop_back();  // the `>` of the element just opened
  text_.append(" ").append(attribute).append("=\"").append(adapters::EscapedMarkup(value)).append("\">");
  return *this;
}

Markup& Markup::Text(std::string_view text) {
  text_ += adapters::EscapedMarkup(text);
  return *this;
}

Markup& Markup::Element(std::string_view tag, std::string_view text) {
  return Open(tag).Text(text).Close(tag.substr(0, tag.find(' ')));
}

Markup& Markup::Raw(std::string_view markup) {
  text_ += markup;
  return *this;
}

}  // namespace segue::html
