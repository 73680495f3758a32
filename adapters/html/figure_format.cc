// See figure_format.h.
#include "adapters/html/figure_format.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace segue::html {
namespace {

constexpr std::string_view kNarrowSpace = "\u202F";  // stands between thousands in French, and before its %

std::string Fixed(double value, int digits) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
  const std::string text = buffer.data();
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

}  // namespace

std::string WithThousands(std::string_view digits) {
  const std::size_t start = !digits.empty() && digits.front() == '-' ? 1 : 0;
  const std::size_t end = std::min(digits.find('.'), digits.size());
  std::string text(digits.substr(0, start));
  for (std::size_t i = start; i < end; ++i) {
    if (i > start && (end - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text.append(digits.substr(end));
}

std::string_view LanguageTag(Language language) { return language == Language::kFrench ? "fr" : "en"; }

std::string LocalDigits(std::string_view digits, Language language) {
  if (language == Language::kEnglish) return std::string(digits);
  std::string local;
  for (const char character : digits) {
    if (character == ',') {
      local += kNarrowSpace;
    } else {
      local += character == '.' ? ',' : character;
    }
  }
  return local;
}

std::string FigureText(double value, const FigureFormat& format, Language language) {
  const bool whole = format.style == FigureStyle::kCount;
  const bool percent = format.style == FigureStyle::kPercent;
  const bool short_number = format.style == FigureStyle::kNumber && value == std::trunc(value);
  const int digits = whole || short_number ? 0 : percent ? 2 : format.digits;
  std::string text = LocalDigits(WithThousands(Fixed(percent ? value * 100 : value, digits)), language);
  if (percent) return text + (language == Language::kFrench ? "\u202F%" : " %");
  return format.style == FigureStyle::kMoney && !format.currency.empty() ? text + " " + format.currency : text;
}

}  // namespace segue::html
